package ask

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/conversationstore"
	"footnote/bot/words"
)

// help says what the bot does.
func (h *Handler) help(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
	w := words.In(in.Locale)
	library, err := in.Library(ctx)
	if err != nil {
		return feature.Reply{}, err
	}
	text := w.Say("help", "articles", w.Say("articles.counted", "count", strconv.Itoa(len(library.Articles()))),
		"ask", w.Say("command.ask"), "sources", w.Say("command.sources"),
		"askabout", w.Say("command.askabout"), "check", w.Say("command.check"),
		"passages", w.Say("button.passages"), "follow", w.Say("button.follow"))
	text += "\n" + w.Say("help.privacy", "privacy", w.Say("command.privacy"))
	if in.Moderates() && h.Commands != nil {
		text += "\n\n" + w.Say("help.moderators") + "\n" + strings.Join(forModerators(w, h.Commands()), "\n")
	}
	if !h.Reads() {
		text += "\n\n" + w.Say("help.intent")
	}
	return feature.Private(render.ColourPlain, text), nil
}

// forModerators are the commands that only moderators may use, a line each.
func forModerators(w words.Words, all []feature.Command) []string {
	var lines []string
	for _, c := range all {
		if c.Moderators && !c.Menu {
			about := strings.TrimSuffix(w.Say("command."+c.Key+".about"), w.Say("help.mark")) // the heading says for whom
			lines = append(lines, "`/"+w.Say("command."+c.Key)+"` "+about)
		}
	}
	return lines
}

// sourcesPage lists the articles that a place answers from.
func sourcesPage(ctx context.Context, p *feature.Request, page int) (render.Message, error) {
	w := words.In(p.Locale)
	library, err := p.Library(ctx)
	if err != nil {
		return render.Message{}, err
	}
	pages := render.Sources(w, library.Articles())
	if len(pages) == 0 {
		pages = []render.Message{render.Notice(render.ColourPlain, w.Say("articles.none"))}
	}
	page = min(page, len(pages)-1)
	m := pages[page]
	if p.Settings.Sources.Restrict(p.Place) {
		render.AddNote(&m, w.Say("note.restricted"))
	}
	m.Rows = feature.Pager(w, verbSources, "", page, len(pages))
	return m, nil
}

// askedBefore is how many earlier questions are looked through for suggestions.
const askedBefore = 300

// suggest completes a question of a person: with questions that were answered in
// this guild before, where the person sees them, then with titles of articles.
func (h *Handler) suggest(ctx context.Context, p feature.Invocation, _, typed string) ([]feature.Choice, error) {
	library, err := p.Library(ctx)
	if err != nil {
		return nil, err
	}
	var asked []conversationstore.Counted
	if p.Guild != "" {
		if asked, err = h.Store.Answered(ctx, p.Guild, time.Time{}, askedBefore); err != nil {
			return nil, err
		}
	}
	parts := strings.Fields(strings.ToLower(typed))
	var list []string
	offer := func(text string, most int) {
		text = render.Clean(text)
		if len(list) < most && text != "" && render.Length(text) <= render.MaxChoice && feature.HoldsAll(text, parts) && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, h.KeepTime/2) // whoever types does not wait
	defer cancel()
	sees := h.Access.SeenBy(ctx, p.Person, p.Place)
	for _, q := range asked {
		if feature.HoldsAll(render.Clean(q.Question), parts) && sees(q.Channel) {
			offer(q.Question, render.MaxChoices*3/5) // leave room for titles
		}
	}
	for _, a := range library.Articles() {
		offer(render.Cut(render.Clean(a.Name()), render.MaxChoice), render.MaxChoices)
	}
	var choices []feature.Choice
	for _, text := range list {
		choices = append(choices, feature.Choice{Name: text, Value: text})
	}
	return choices, nil
}
