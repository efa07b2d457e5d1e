package articles

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

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
	verbGolden    = "golden"   // a page of the golden questions
	verbUse       = "useheld"  // a change that is held back goes into service
	verbLeave     = "leaveout" // it does not
	verbAdd       = "addone"   // a form for a file or a link
	verbDescribe  = "describe" // a form with what is known of an article
)

// longestSearch is how much may be searched for among titles: it stands in the
// IDs of buttons.
const longestSearch = 40

// Feature declares /articles.
func (h *Handler) Feature() feature.Feature {
	search := func(key string) feature.Option {
		return feature.Option{Key: key, Type: feature.Text, Most: longestSearch}
	}
	return feature.Feature{
		Commands: []feature.Command{{Key: "articles", Moderators: true, Complete: h.suggest, Subs: []feature.Command{
			{Key: "articles.add", Run: h.runAdd, Options: []feature.Option{
				{Key: "articles.add.link", Type: feature.Text, Most: 2048}, {Key: "articles.add.file", Type: feature.Attachment},
			}},
			{Key: "articles.list", Run: h.listArticles, Options: []feature.Option{search("articles.list.search")}},
			{Key: "articles.remove", Run: h.removeArticle, Options: []feature.Option{
				{Key: "articles.remove.article", Type: feature.Text, Required: true, Completed: true},
			}},
			{Key: "articles.edit", Run: h.openDetails, Options: []feature.Option{
				{Key: "articles.edit.article", Type: feature.Text, Required: true, Completed: true},
			}},
			{Key: "articles.refresh", Run: h.refreshArticles},
			{Key: "articles.golden", Run: h.runGolden, Options: []feature.Option{
				{Key: "articles.golden.question", Type: feature.Text, Least: 3, Most: longestGolden},
				{Key: "articles.golden.answer", Type: feature.Text, Most: longestGolden},
				{Key: "articles.golden.remove", Type: feature.Text, Completed: true},
			}},
			{Key: "articles.restrict", Run: h.showRestrict, Options: []feature.Option{
				{Key: "articles.restrict.channel", Type: feature.Channel, Required: true, Channels: feature.Audible}, search("articles.restrict.search"),
			}},
		}}},
		Controls: feature.ForModerators(
			feature.Control{Verb: verbAdd, Submit: h.add},
			feature.Control{Verb: verbDescribe, Submit: h.describe},
			feature.Control{Verb: verbArticles, Press: h.turnArticles},
			feature.Control{Verb: verbRestrict, Press: h.pressRestrict},
			feature.Control{Verb: verbUnlimited, Press: h.pressUnlimited},
			feature.Control{Verb: verbNarrow, Press: openNarrow, Submit: h.narrow},
			feature.Control{Verb: verbGolden, Press: h.turnGolden},
			feature.Control{Verb: verbUse, Press: h.useAnyway},
			feature.Control{Verb: verbLeave, Press: h.leaveOut},
		),
	}
}

// Fields of the form of /articles add.
const (
	fieldFile = "file"
	fieldLink = "link"
)

// runAdd answers /articles add; without a link or a file it asks for one by a form.
func (h *Handler) runAdd(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	link, file := strings.TrimSpace(in.Options["link"]), in.Files["file"]
	if link != "" || file.URL != "" {
		return h.addArticle(in.Request, link, file), nil
	}
	w := words.In(in.Locale)
	return feature.Reply{Modal: &render.Modal{ID: feature.ButtonID(verbAdd, "", 0), Title: w.Say("articles.form"), Inputs: []render.Input{
		{ID: fieldFile, Label: w.Say("articles.form.file"), About: w.Say("command.articles.add.file.about"), File: true},
		{ID: fieldLink, Label: w.Say("articles.form.link"), About: w.Say("command.articles.add.link.about"), Placeholder: "https://", Max: 2048},
	}}}, nil
}

// add takes in what was put into that form.
func (h *Handler) add(_ context.Context, f feature.Form, _ string, _ int) (feature.Reply, error) {
	return h.addArticle(f.Request, strings.TrimSpace(f.Fields[fieldLink]), f.Files[fieldFile]), nil
}

// addArticle takes in a link or a file.
func (h *Handler) addArticle(in feature.Request, link string, file feature.Upload) feature.Reply {
	w := words.In(in.Locale)
	if (link == "") == (file.URL == "") {
		return feature.Private(render.ColourDeclined, w.Say("articles.either"))
	}
	if file.Size > mostUpload {
		return feature.Private(render.ColourDeclined, w.Say("articles.refused.file", "most", strconv.Itoa(mostUpload>>20)))
	}
	return feature.Reply{Work: &feature.Work{Private: true, Patience: articlesPatience, Do: func(ctx context.Context, s feature.Screen) error {
		return h.showAdded(ctx, in, Offered{Link: link, Name: file.Name, ContentType: file.ContentType}, file, s)
	}}}
}

// showAdded takes an article in, shows how far that is, and what came of it.
func (h *Handler) showAdded(ctx context.Context, in feature.Request, o Offered, file feature.Upload, s feature.Screen) error {
	w := words.In(in.Locale)
	var err error
	if o.Link == "" {
		s.ShowProgress(ctx, render.Notice(render.ColourPlain, w.Say("articles.downloading")))
		if o.Data, err = h.Files.Download(ctx, file, mostUpload); errors.Is(err, feature.ErrTooLarge) {
			err = &Refusal{Key: "articles.refused.file", Pairs: []string{"most", strconv.Itoa(mostUpload >> 20)}}
		}
	}
	var k Kept
	replaced := false
	if err == nil {
		k, replaced, err = h.Articles.Add(ctx, in.Guild, o, showSteps(ctx, w, s))
	}
	if m, ok := h.notTaken(ctx, in, err); ok {
		_, err := s.Show(ctx, []render.Message{m})
		return err
	}
	if err != nil {
		return err
	}
	action, key := "articles.add", "articles.added"
	if replaced {
		action, key = "articles.replace", "articles.replaced"
	}
	if err := h.Store.AddAudit(ctx, in.Guild, in.Person.ID, action, titleOf(k)); err != nil {
		return err
	}
	list, err := h.Articles.Kept(ctx, in.Guild)
	if err != nil {
		return err
	}
	text := w.Say(key, "title", feature.Bold(titleOf(k)), "count", strconv.Itoa(len(list)))
	_, err = s.Show(ctx, []render.Message{render.Notice(render.ColourAnswered, text)})
	return err
}

// refusal lays out why an article was not taken in, where an error says that.
func refusal(w words.Words, err error) (render.Message, bool) {
	var r *Refusal
	if !errors.As(err, &r) {
		return render.Message{}, false
	}
	return render.Notice(render.ColourDeclined, r.in(w)), true
}

// in is the refusal's sentence.
func (r *Refusal) in(w words.Words) string {
	pairs := slices.Clone(r.Pairs)
	for i := 1; i < len(pairs); i += 2 {
		pairs[i] = render.Escape(render.Cut(render.Clean(pairs[i]), 600))
	}
	return w.Say(r.Key, pairs...)
}

// failure is why an article was not read again, for a list.
func failure(w words.Words, err error) string {
	why := err.Error()
	var r *Refusal
	if errors.As(err, &r) {
		if r.Key != RefusedRead {
			return r.in(w)
		}
		why = r.Pairs[1]
	}
	return render.Escape(render.Cut(render.Clean(why), 200))
}

// progressEvery keeps signs of progress from crowding Discord.
const progressEvery = time.Second

// showSteps shows how far work on articles is, now and then.
func showSteps(ctx context.Context, w words.Words, s feature.Screen) func(Step) {
	var last time.Time
	return func(step Step) {
		if now := time.Now(); now.Sub(last) >= progressEvery {
			last = now
			text := w.Say("articles."+string(step.Stage), "done", strconv.Itoa(step.Done), "total", strconv.Itoa(step.Total))
			s.ShowProgress(ctx, render.Notice(render.ColourPlain, text))
		}
	}
}

// titleOf names an article to people.
func titleOf(k Kept) string { return render.Clean(cmp.Or(k.Title, k.From, k.ID)) }
