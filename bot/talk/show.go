package talk

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
)

// Help says what the bot does.
func (d *Desk) Help(ctx context.Context, locale string, p Place) (render.Message, error) {
	w := words.In(locale)
	library, err := d.library(ctx, p)
	if err != nil {
		return render.Message{}, err
	}
	text := w.Say("help", "count", strconv.Itoa(len(library.Articles())),
		"ask", w.Say("command.ask"), "sources", w.Say("command.sources"),
		"askabout", w.Say("command.askabout"), "check", w.Say("command.check"),
		"passages", w.Say("button.passages"), "follow", w.Say("button.follow"))
	text += "\n" + w.Say("help.privacy", "privacy", w.Say("command.privacy"))
	if !d.Reads() {
		text += "\n\n" + w.Say("help.intent")
	}
	return render.Notice(render.ColourPlain, text), nil
}

// Sources lists the articles that a place answers from.
func (d *Desk) Sources(ctx context.Context, locale string, p Place) (render.Message, error) {
	return d.sourcesPage(ctx, locale, p, 0)
}

func (d *Desk) sourcesPage(ctx context.Context, locale string, p Place, page int) (render.Message, error) {
	w := words.In(locale)
	library, err := d.library(ctx, p)
	if err != nil {
		return render.Message{}, err
	}
	few, err := d.isRestricted(ctx, p)
	if err != nil {
		return render.Message{}, err
	}
	pages := render.Sources(w, library.Articles())
	if len(pages) == 0 {
		pages = []render.Message{render.Notice(render.ColourPlain, w.Say("articles.none"))}
	}
	page = min(page, len(pages)-1)
	m := pages[page]
	if few {
		render.AddNote(&m, w.Say("note.restricted"))
	}
	m.Rows = pager(w, verbSources, "", page, len(pages))
	return m, nil
}

// askedBefore is how many earlier questions are looked through for suggestions.
const askedBefore = 300

// suggestTime is how long it may take to find out what a person sees; whoever
// types does not wait.
const suggestTime = time.Second

// Suggest completes a question of a person: with questions that were answered in
// this guild before, where the person sees them, then with titles of articles.
func (d *Desk) Suggest(ctx context.Context, who Person, p Place, typed string) ([]string, error) {
	library, err := d.library(ctx, p)
	if err != nil {
		return nil, err
	}
	var asked []store.Counted
	if p.Guild != "" {
		if asked, err = d.Store.Answered(ctx, p.Guild, time.Time{}, askedBefore); err != nil {
			return nil, err
		}
	}
	parts := strings.Fields(strings.ToLower(typed))
	var list []string
	offer := func(text string, most int) {
		text = render.Clean(text)
		if len(list) < most && text != "" && render.Length(text) <= render.MaxChoice && holds(text, parts) && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, suggestTime)
	defer cancel()
	sees := d.sightOf(ctx, who, p)
	for _, q := range asked {
		if holds(render.Clean(q.Question), parts) && sees(q.Channel) {
			offer(q.Question, render.MaxChoices*3/5) // leave room for titles
		}
	}
	for _, a := range library.Articles() {
		offer(render.Cut(render.Clean(a.Name()), render.MaxChoice), render.MaxChoices)
	}
	return list, nil
}

// holds tells whether a text holds all parts, whatever their case.
func holds(text string, parts []string) bool {
	text = strings.ToLower(text)
	return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(text, p) })
}
