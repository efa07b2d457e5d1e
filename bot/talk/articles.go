package talk

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"footnote/bot/render"
	"footnote/bot/words"
)

// Files fetches what people attach.
type Files interface {
	// Download returns the bytes of an attachment, ErrTooLarge where they are
	// more than most.
	Download(ctx context.Context, u Upload, most int) ([]byte, error)
}

// ErrTooLarge: a file is larger than what was asked for.
var ErrTooLarge = errors.New("the file is too large")

// mostUpload is the size of the largest file that is taken in: as large as
// Discord lets anybody attach.
const mostUpload = 10 << 20

// articlesPatience is how long taking an article in may take: less than
// Discord's 15 minutes for an interaction.
const articlesPatience = 12 * time.Minute

// Verbs of buttons and forms of articles.
const (
	verbArticles  = "articles" // a page of the list
	verbRestrict  = "restrict" // a choice of what a channel answers from
	verbUnlimited = "anything" // a channel answers from everything again
	verbNarrow    = "narrow"   // a search among what may be chosen
)

// addArticles registers the command and its buttons.
func (d *Desk) addArticles() {
	d.ticks = append(d.ticks, d.forgetLeft)
	if d.Articles == nil {
		return
	}
	d.commands["articles"] = d.articles
	d.suggests["articles"] = d.suggestOwn
	for verb, do := range map[string]presser{
		verbArticles: d.turnArticles, verbRestrict: d.pressRestrict, verbUnlimited: d.pressUnlimited, verbNarrow: d.pressNarrow,
	} {
		d.presses[verb] = func(ctx context.Context, p Press, id string, number int) (Reply, error) {
			if allowed, err := d.moderates(ctx, p.Person, p.Guild); err != nil || !allowed {
				return refuse(p.Locale), err
			}
			return do(ctx, p, id, number)
		}
	}
}

// articles carries out /articles.
func (d *Desk) articles(ctx context.Context, in Invocation) (Reply, error) {
	if allowed, err := d.moderates(ctx, in.Person, in.Guild); err != nil || !allowed {
		return refuse(in.Locale), err
	}
	switch in.Sub {
	case "add":
		return d.addArticle(in), nil
	case "list":
		return later(func(ctx context.Context) (render.Message, error) {
			return d.articlesPage(ctx, in.Person, in.Guild, searched(in.Options["search"]), 0)
		}), nil
	case "remove":
		return d.removeArticle(in), nil
	case "refresh":
		return d.refreshArticles(in), nil
	case "restrict":
		return later(func(ctx context.Context) (render.Message, error) {
			return d.restrictPanel(ctx, in.Person, in.Guild, in.Options["channel"], searched(in.Options["search"]), "")
		}), nil
	}
	return Reply{}, ErrNoCommand
}

// later is a message to the person alone that may take longer than Discord
// waits: a guild's articles are read when they are first asked for.
func later(make func(ctx context.Context) (render.Message, error)) Reply {
	return Reply{Work: &Work{Private: true, Do: func(ctx context.Context, s Screen) error {
		m, err := make(ctx)
		if err == nil {
			_, err = s.Show(ctx, []render.Message{m})
		}
		return err
	}}}
}

// private is a reply of one sentence to the person alone.
func private(colour int, text string) Reply {
	m := render.Notice(colour, text)
	return Reply{Message: &m, Private: true}
}

// addArticle takes in a link or a file.
func (d *Desk) addArticle(in Invocation) Reply {
	link, file := strings.TrimSpace(in.Options["link"]), in.Files["file"]
	w := words.In(in.Locale)
	if (link == "") == (file.URL == "") {
		return private(render.ColourDeclined, w.Say("articles.one"))
	}
	if file.Size > mostUpload {
		return private(render.ColourDeclined, w.Say("articles.refused.file", "most", strconv.Itoa(mostUpload>>20)))
	}
	return Reply{Work: &Work{Private: true, Patience: articlesPatience, Do: func(ctx context.Context, s Screen) error {
		return d.showAdded(ctx, in, Offered{Link: link, Name: file.Name, ContentType: file.ContentType}, file, s)
	}}}
}

// showAdded takes an article in, shows how far that is, and what came of it.
func (d *Desk) showAdded(ctx context.Context, in Invocation, o Offered, file Upload, s Screen) error {
	w := words.In(in.Locale)
	var err error
	if o.Link == "" {
		s.Glance(ctx, render.Notice(render.ColourPlain, w.Say("articles.downloading")))
		if o.Data, err = d.Files.Download(ctx, file, mostUpload); errors.Is(err, ErrTooLarge) {
			err = &Refusal{Key: "articles.refused.file", Pairs: []string{"most", strconv.Itoa(mostUpload >> 20)}}
		}
	}
	var k Kept
	replaced := false
	if err == nil {
		k, replaced, err = d.Articles.Add(ctx, in.Guild, o, d.glances(ctx, w, s))
	}
	if refused, ok := refusal(w, err); ok {
		_, err := s.Show(ctx, []render.Message{refused})
		return err
	}
	if err != nil {
		return err
	}
	action, key := "articles.add", "articles.added"
	if replaced {
		action, key = "articles.replace", "articles.replaced"
	}
	if err := d.Store.AddAudit(ctx, in.Guild, in.Person.ID, action, titleOf(k)); err != nil {
		return err
	}
	list, err := d.Articles.Kept(ctx, in.Guild)
	if err != nil {
		return err
	}
	text := w.Say(key, "title", bolded(titleOf(k)), "count", strconv.Itoa(len(list)))
	_, err = s.Show(ctx, []render.Message{render.Notice(render.ColourAnswered, text)})
	return err
}

// refusal lays out why an article was not taken in, where an error says that.
func refusal(w words.Words, err error) (render.Message, bool) {
	var r *Refusal
	if !errors.As(err, &r) {
		return render.Message{}, false
	}
	pairs := append([]string(nil), r.Pairs...)
	for i := 1; i < len(pairs); i += 2 {
		pairs[i] = render.Escape(render.Cut(render.Clean(pairs[i]), 600))
	}
	return render.Notice(render.ColourDeclined, w.Say(r.Key, pairs...)), true
}

// glanceEvery keeps signs of progress from crowding Discord.
const glanceEvery = time.Second

// glances shows how far work on articles is, now and then.
func (d *Desk) glances(ctx context.Context, w words.Words, s Screen) func(Step) {
	var last time.Time
	return func(step Step) {
		if now := time.Now(); now.Sub(last) >= glanceEvery {
			last = now
			text := w.Say("articles."+string(step.Stage), "done", strconv.Itoa(step.Done), "total", strconv.Itoa(step.Total))
			s.Glance(ctx, render.Notice(render.ColourPlain, text))
		}
	}
}

// titleOf names an article to people.
func titleOf(k Kept) string { return render.Clean(cmp.Or(k.Title, k.From, k.ID)) }

// bolded is somebody's text in bold, harmless.
func bolded(s string) string { return "**" + render.Escape(render.Cut(s, 250)) + "**" }
