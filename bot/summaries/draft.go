package summaries

import (
	"context"
	"encoding/json"
	"errors"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/summarystore"
	"footnote/bot/words"
	"footnote/retrieval/answer/summary"
)

// draft is a summary on its way, and what a published one is kept as. What is
// not in its JSON is kept beside it.
type draft struct {
	ID      string                    `json:"-"`
	Guild   string                    `json:"-"`
	Person  string                    `json:"-"`
	Locale  string                    `json:"-"`
	Channel string                    `json:"-"`
	State   summarystore.SummaryState `json:"-"`
	Sources []summarystore.Source     `json:"-"`
	// who is at it now, with their rights of now.
	who feature.Person

	Summary summary.Summary `json:"summary"`
	Request summary.Request `json:"request"`
	// From is where it was asked for, which says what it may draw on.
	From feature.Place `json:"from"`
	// Discussion is the channel whose talk it is about, "" for articles, Last how
	// many messages of it.
	Discussion string `json:"discussion,omitempty"`
	Last       int    `json:"last,omitempty"`
	// Pin: it will be pinned. Signed: it names Name. Edited: by hand.
	Pin    bool   `json:"pin,omitempty"`
	Signed bool   `json:"signed,omitempty"`
	Edited bool   `json:"edited,omitempty"`
	Name   string `json:"name"`
}

// save keeps a draft.
func (k *Kept) save(ctx context.Context, dr *draft) error {
	body, err := json.Marshal(dr)
	if err != nil {
		return err
	}
	if dr.State == "" {
		dr.State = summarystore.Draft
	}
	return k.Store.PutSummary(ctx, summarystore.Summary{
		ID: dr.ID, Guild: dr.Guild, Channel: dr.Channel, Person: dr.Person, Locale: dr.Locale, State: dr.State, Body: body, Sources: dr.cited(),
	})
}

// cited are the sources that the summary still cites.
func (dr *draft) cited() []summarystore.Source {
	cites := map[string]bool{}
	for _, c := range dr.Summary.Citations {
		cites[c.Article] = true
	}
	var list []summarystore.Source
	for _, s := range dr.Sources {
		if cites[s.Message] {
			list = append(list, s)
		}
	}
	return list
}

// load reads a draft or a published summary.
func (k *Kept) load(ctx context.Context, id string) (*draft, error) {
	kept, err := k.Store.Summary(ctx, id)
	if err != nil {
		return nil, err
	}
	dr := &draft{}
	if err := json.Unmarshal(kept.Body, dr); err != nil {
		return nil, err
	}
	dr.ID, dr.Guild, dr.Person, dr.Locale, dr.Channel = kept.ID, kept.Guild, kept.Person, kept.Locale, kept.Channel
	dr.State, dr.Sources = kept.State, kept.Sources
	return dr, nil
}

// draftOf is a draft for the moderator whose it is.
func (h *Handler) draftOf(ctx context.Context, p feature.Press, id string) (*draft, error) {
	dr, err := h.load(ctx, id)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && (dr.Guild != p.Guild || dr.Person != p.Person.ID):
		return nil, feature.Wrong("summary.nodraft")
	case err != nil:
		return nil, err
	case dr.State != summarystore.Draft:
		return nil, feature.Wrong("summary.already")
	}
	dr.who = p.Person
	return dr, nil
}

// openOf is a draft of the moderator's, or a published summary of their guild.
func (h *Handler) openOf(ctx context.Context, p feature.Press, id string) (*draft, error) {
	dr, err := h.load(ctx, id)
	if err == nil && dr.Guild == p.Guild && dr.State == summarystore.Published {
		dr.who = p.Person
		dr.Locale = p.Locale // of who works on it now; it is not kept
		return dr, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	return h.draftOf(ctx, p, id)
}

// draw makes the summary of a draft, keeps it and shows it.
func (h *Handler) draw(ctx context.Context, dr *draft, s feature.Screen) error {
	s.ShowProgress(ctx, feature.Notice(dr.Locale, "searching"))
	if err := h.make(ctx, dr); err != nil {
		var mistake *feature.Mistake
		if !errors.As(err, &mistake) {
			return err
		}
		_, err = s.Show(ctx, []render.Message{mistake.Notice(dr.Locale)})
		return err
	}
	if len(dr.Summary.Lines) > 0 {
		if err := h.save(ctx, dr); err != nil {
			return err
		}
	}
	_, err := s.Show(ctx, []render.Message{draftMessage(dr)})
	return err
}

// make fills in the summary.
func (h *Handler) make(ctx context.Context, dr *draft) error {
	if dr.Discussion != "" {
		return h.makeDiscussion(ctx, dr)
	}
	library, err := h.Resolver.Library(ctx, dr.From)
	if err != nil {
		return err
	}
	dr.Summary, err = h.Summarist.Make(ctx, library, dr.Request)
	return err
}

// title names what a summary is about.
func (dr *draft) title(w words.Words) string {
	topic := dr.Request.Topic
	if dr.Discussion != "" && topic == "" {
		return w.Say("summary.title.talk")
	}
	if topic == "" {
		topic = w.Say("summary.all")
	}
	if dr.Discussion != "" {
		return w.Say("summary.title.discussion", "topic", topic)
	}
	return w.Say("summary.title."+string(dr.Summary.Style), "topic", topic)
}

// draftMessage shows a draft with what can be done with it.
func draftMessage(dr *draft) render.Message {
	w := words.In(dr.Locale)
	s := dr.Summary
	if len(s.Lines) == 0 {
		return render.DraftOf(w, &s, "", "")
	}
	about := w.Say("summary.draft", "channel", "<#"+dr.Channel+">")
	if dr.State == summarystore.Published {
		m := render.DraftOf(w, &s, dr.title(w), w.Say("summary.standing", "channel", "<#"+dr.Channel+">"))
		m.Rows = dr.standingRows(w)
		return m
	}
	if dr.Discussion != "" {
		about += " " + w.Say("summary.draft.discussion", "channel", "<#"+dr.Discussion+">")
	}
	if s.Style == summary.Timeline {
		about += " " + w.Say("summary.draft.picture")
	}
	m := render.DraftOf(w, &s, dr.title(w), about)
	m.Rows = dr.rows(w)
	return m
}

// frame are the words of what everybody will read.
func (dr *draft) frame() words.Words { return words.In(dr.Request.Language) }

// rows are the buttons under a draft, and the choice of the channel.
func (dr *draft) rows(w words.Words) []render.Row {
	button := func(verb string) render.Button {
		return render.Button{Label: w.Say("summary.button." + verb), ID: feature.ButtonID(verb, dr.ID, 0)}
	}
	publish, drop := button(verbPublish), button(verbDiscard)
	publish.Style, drop.Style = render.Success, render.Danger
	short, long := button(verbShorter), button(verbLonger)
	short.Disabled = len(dr.Summary.Lines) < 2 || !dr.Edited && dr.Request.Lines <= summary.Short
	long.Disabled = dr.Edited || dr.Request.Lines >= summary.Long
	pin, sign := button(verbPin), button(verbSign)
	pin.Emoji, sign.Emoji = "📌", "🖊️"
	if dr.Pin {
		pin.Label, pin.Style = w.Say("summary.button.sumpin.on"), render.Primary
	}
	if dr.Signed {
		sign.Label, sign.Style = w.Say("summary.button.sumname.on"), render.Primary
	}
	to := render.Channels{ID: feature.ButtonID(verbTo, dr.ID, 0), Placeholder: w.Say("summary.to"), Types: []int{0, 5, 10, 11, 12}, Chosen: []string{dr.Channel}, Max: 1}
	return []render.Row{{publish, button(verbEdit), short, long, drop}, {pin, sign}, {dr.lineMenu(w)}, {to}}
}
