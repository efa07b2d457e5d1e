package summaries

import (
	"context"
	"errors"
	"strings"

	"footnote/bot/chart"
	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/summarystore"
	"footnote/bot/words"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/text"
)

// publish posts a draft. Its quotes are held to the articles once more, which
// may have changed since it was made.
func (h *Handler) publish(_ context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		m, err := h.publishNow(ctx, p, dr)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}, nil
}

// publishNow posts a draft and says what came of it. Of two presses, one does it.
func (h *Handler) publishNow(ctx context.Context, p feature.Press, dr *draft) (render.Message, error) {
	if err := h.Access.MayWrite(ctx, p.Person, p.Guild, dr.Channel, nil); err != nil {
		var mistake *feature.Mistake
		if !errors.As(err, &mistake) {
			return render.Message{}, err
		}
		m := draftMessage(dr)
		render.AddNote(&m, words.In(p.Locale).Say(mistake.Key, mistake.Pairs...))
		return m, nil
	}
	moved, err := h.Store.MoveSummary(ctx, dr.ID, summarystore.Draft, summarystore.Leaving)
	if err != nil {
		return render.Message{}, err
	}
	if !moved {
		return feature.Notice(p.Locale, "summary.already"), nil
	}
	lost, err := h.recheck(ctx, dr)
	if err != nil {
		return render.Message{}, errors.Join(err, h.back(ctx, dr))
	}
	w := words.In(p.Locale)
	if lost > 0 {
		// What is published is what was seen: the draft is shown anew.
		dr.State = summarystore.Draft
		if err := h.save(ctx, dr); err != nil {
			return render.Message{}, err
		}
		m := draftMessage(dr)
		render.AddNote(&m, w.Say("summary.lost"))
		return m, nil
	}
	posted, err := h.Chat.Post(ctx, dr.Channel, h.published(dr))
	if err != nil {
		return h.unpublished(ctx, p, dr, posted, err)
	}
	return h.tellPublished(ctx, p, dr, posted)
}

// back makes a draft of what could not be published.
func (h *Handler) back(ctx context.Context, dr *draft) error {
	_, err := h.Store.MoveSummary(context.WithoutCancel(ctx), dr.ID, summarystore.Leaving, summarystore.Draft)
	return err
}

// unpublished takes back what was posted of a summary and says why it stays a
// draft.
func (h *Handler) unpublished(ctx context.Context, p feature.Press, dr *draft, posted []feature.Posted, cause error) (render.Message, error) {
	for _, m := range posted {
		if err := h.Chat.Remove(ctx, m); err != nil {
			h.Log.Warn("a part of a summary could not be taken back", "summary", dr.ID, "error", err)
		}
	}
	if err := h.back(ctx, dr); err != nil {
		return render.Message{}, errors.Join(cause, err)
	}
	if !errors.Is(cause, feature.ErrNotAllowed) && !errors.Is(cause, feature.ErrGone) {
		return render.Message{}, cause
	}
	m := draftMessage(dr)
	render.AddNote(&m, words.In(p.Locale).Say("summary.refused"))
	return m, nil
}

// tellPublished keeps what was published, pins it where that is wanted, and says so.
func (h *Handler) tellPublished(ctx context.Context, p feature.Press, dr *draft, posted []feature.Posted) (render.Message, error) {
	dr.State = summarystore.Published
	err := h.save(ctx, dr)
	err = errors.Join(err, h.Store.SetSummaryMessages(ctx, dr.ID, posted),
		h.People.AddAudit(ctx, dr.Guild, p.Person.ID, "summary.publish", dr.title(words.In(words.Default))))
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	said := w.Say("summary.published", "link", "https://discord.com/channels/"+dr.Guild+"/"+dr.Channel+"/"+posted[0].ID)
	if not := h.pin(ctx, p, dr, posted[0]); not != "" {
		said += "\n" + w.Say(not)
	}
	return render.Notice(render.ColourAnswered, said), nil
}

// pin pins a published summary where that is wanted and the person may pin
// there; it returns the key of why not, or "".
func (h *Handler) pin(ctx context.Context, p feature.Press, dr *draft, at feature.Posted) (not string) {
	if !dr.Pin {
		return ""
	}
	may, err := h.Access.Can(ctx, p.Person, p.Guild, dr.Channel, nil)
	if err == nil && !may.Pin {
		return "summary.maynot.pinned"
	}
	if err == nil {
		err = h.Chat.Pin(ctx, at)
	}
	if err != nil {
		h.Log.Warn("a summary could not be pinned", "summary", dr.ID, "error", err)
		return "summary.unpinned"
	}
	return ""
}

// recheck holds an article summary's quotes to the articles, and returns how
// many lines went.
func (h *Handler) recheck(ctx context.Context, dr *draft) (lost int, err error) {
	if dr.Discussion != "" {
		return 0, nil // deleted messages have taken their lines already
	}
	library, err := h.Resolver.Library(ctx, dr.From)
	if err != nil {
		return 0, err
	}
	dr.Summary, lost = dr.Summary.Verified(library.Article)
	return lost, nil
}

// published are the messages of a summary as everybody sees them.
func (k *Kept) published(dr *draft) []render.Message {
	w := dr.frame()
	by := ""
	if dr.Signed {
		by = dr.Name
	}
	list := render.Summary(w, &dr.Summary, dr.title(w), by)
	button := func(verb, emoji string) render.Button {
		return render.Button{Label: w.Say("summary.button." + verb), Emoji: emoji, ID: feature.ButtonID(verb, dr.ID, 0)}
	}
	row := render.Row{button(verbRevise, "✏️"), button(verbWithdraw, "🗑️")}
	if dr.Discussion == "" && len(dr.Summary.Citations) > 0 {
		quotes := render.Button{Label: w.Say("button.passages"), Emoji: "🔎", ID: feature.ButtonID(verbSumQuotes, dr.ID, 0), Style: render.Primary}
		row = append(render.Row{quotes}, row...)
	}
	list[len(list)-1].Rows = []render.Row{row}
	if dr.Summary.Style == summary.Timeline {
		k.addPicture(w, dr, &list[0])
	}
	return list
}

// addPicture attaches the picture of a time line, with all that it shows as its
// description. Without it the message says the same.
func (k *Kept) addPicture(w words.Words, dr *draft, m *render.Message) {
	var events []chart.Event
	alt := []string{dr.title(w)}
	for _, l := range dr.Summary.Lines {
		e := chart.Event{When: render.WhenOf(w, l.When), Text: l.Text}
		if l.When != nil && !l.When.Yearless {
			e.At = l.When.Time
			if l.When.Known == text.ToTheMonth {
				e.At = e.At.AddDate(0, 0, 14) // the middle, where only the month is known
			}
		}
		events = append(events, e)
		alt = append(alt, e.When+": "+render.Clean(l.Text))
	}
	picture, err := chart.Timeline(dr.title(w), events)
	if err != nil {
		k.Log.Warn("the picture of a time line could not be drawn", "summary", dr.ID, "error", err)
		return
	}
	m.Files = []render.File{{Name: "timeline.png", ContentType: "image/png", Alt: render.Cut(strings.Join(alt, "\n"), 1024), Data: picture}}
	m.Embeds[0].Image = &render.Image{URL: "attachment://timeline.png"}
}
