package summaries

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/summarystore"
	"footnote/bot/words"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
)

// redrawn keeps a changed draft and shows it in the place of the old one; where it
// is published it changes there too.
func (h *Handler) redrawn(ctx context.Context, dr *draft) (feature.Reply, error) {
	if err := h.save(ctx, dr); err != nil {
		return feature.Reply{}, err
	}
	if dr.State == summarystore.Published {
		err := errors.Join(h.repost(ctx, dr), h.People.AddAudit(ctx, dr.Guild, dr.who.ID, "summary.edit", dr.title(words.In(words.Default))))
		if err != nil {
			return feature.Reply{}, err
		}
	}
	m := draftMessage(dr)
	return feature.Reply{Update: &m}, nil
}

func (h *Handler) togglePin(ctx context.Context, _ feature.Press, dr *draft) (feature.Reply, error) {
	dr.Pin = !dr.Pin
	return h.redrawn(ctx, dr)
}

func (h *Handler) toggleSign(ctx context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	dr.Signed, dr.Name = !dr.Signed, p.Person.Name
	return h.redrawn(ctx, dr)
}

// chooseChannel says where a draft is to be published; nothing chosen leaves it.
func (h *Handler) chooseChannel(ctx context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	if len(p.Values) == 1 && p.Values[0] != "" {
		if err := h.Access.MayWrite(ctx, p.Person, p.Guild, p.Values[0], p.Named); err != nil {
			return feature.Reply{}, err
		}
		dr.Channel = p.Values[0]
	}
	return h.redrawn(ctx, dr)
}

func (h *Handler) discard(ctx context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	if err := h.Store.RemoveSummary(ctx, dr.ID); err != nil {
		return feature.Reply{}, err
	}
	m := feature.Notice(p.Locale, "summary.discarded")
	return feature.Reply{Update: &m}, nil
}

// shorter makes a draft anew with fewer lines. One that was edited loses its
// last line instead: nobody wants their words back from a machine.
func (h *Handler) shorter(ctx context.Context, _ feature.Press, dr *draft) (feature.Reply, error) {
	if dr.Edited {
		lines := strings.Split(dr.Summary.Editable(), "\n")
		dr.Summary = dr.Summary.Edited(strings.Join(lines[:max(1, len(lines)-1)], "\n"))
		return h.redrawn(ctx, dr)
	}
	return h.resized(dr, -1), nil
}

func (h *Handler) longer(_ context.Context, _ feature.Press, dr *draft) (feature.Reply, error) {
	if dr.Edited {
		return feature.Reply{}, feature.Wrong("summary.edited")
	}
	return h.resized(dr, 1), nil
}

// resized makes a draft anew, a step shorter or longer.
func (h *Handler) resized(dr *draft, step int) feature.Reply {
	sizes := []int{summary.Short, summary.Medium, summary.Long}
	at := 0
	for i, n := range sizes {
		if dr.Request.Lines >= n {
			at = i
		}
	}
	dr.Request.Lines = sizes[min(max(at+step, 0), len(sizes)-1)]
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error { return h.draw(ctx, dr, s) }}}
}

// longestField is what one input of a form holds.
const longestField = 4000

// editDraft takes the edited text of a draft.
func (h *Handler) editDraft(ctx context.Context, f feature.Form, id string, _ int) (feature.Reply, error) {
	dr, err := h.openOf(ctx, f.Press, id)
	if err != nil {
		return feature.Reply{}, err
	}
	var parts []string
	for i := range 5 {
		if text, ok := f.Fields[feature.FieldText+strconv.Itoa(i)]; ok {
			parts = append(parts, text)
		}
	}
	return h.rewritten(ctx, dr, strings.Join(parts, "\n"))
}

// rewritten has a draft say what an edited text says.
func (h *Handler) rewritten(ctx context.Context, dr *draft, text string) (feature.Reply, error) {
	edited := dr.Summary.Edited(text)
	if len(edited.Lines) == 0 {
		return feature.Reply{}, feature.Wrong("summary.empty")
	}
	if len(edited.Lines) > mostEdited {
		return feature.Reply{}, feature.Wrong("summary.toolong", "count", strconv.Itoa(mostEdited))
	}
	dr.Summary, dr.Edited = edited, true
	return h.redrawn(ctx, dr)
}

// openEdit opens a form with the text of a draft.
func openEdit(_ context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	w := words.In(p.Locale)
	form := &render.Modal{ID: feature.ButtonID(verbEdit, dr.ID, 0), Title: w.Say("summary.edit.title")}
	for i, part := range inFields(dr.Summary.Editable()) {
		form.Inputs = append(form.Inputs, render.Input{
			ID: feature.FieldText + strconv.Itoa(i), Label: w.Say("summary.edit.label"), Value: part, Paragraph: true, Max: longestField,
		})
	}
	return feature.Reply{Modal: form}, nil
}

// mostEdited is how many lines an edited summary may have.
const mostEdited = 20

// inFields divides a text, at its lines, into as many parts as fields of a form
// need; there are five at most.
func inFields(text string) []string {
	parts := []string{""}
	for _, line := range strings.Split(text, "\n") {
		line = render.Cut(line, longestField)
		last := &parts[len(parts)-1]
		switch {
		case *last == "":
			*last = line
		case render.Length(*last)+render.Length(line)+1 <= longestField*3/4: // room to write in
			*last += "\n" + line
		case len(parts) < 5:
			parts = append(parts, line)
		}
	}
	return parts
}

// summaryQuotes shows the quotes of a published summary in their surroundings,
// to whoever asks in its guild.
func (h *Handler) summaryQuotes(ctx context.Context, p feature.Press, sum string, page int) (render.Message, error) {
	dr, err := h.load(ctx, sum)
	if errors.Is(err, store.ErrNotFound) || err == nil && (dr.Guild != p.Guild || dr.State == summarystore.Draft) {
		return feature.Notice(p.Locale, "forgotten"), nil
	}
	if err != nil {
		return render.Message{}, err
	}
	// What it draws on was chosen where it was drafted, not where it is shown.
	library, err := h.Resolver.Library(ctx, dr.From)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	pages := render.Passages(w, library, &answer.Answer{Citations: dr.Summary.Citations})
	if len(pages) == 0 {
		return feature.Notice(p.Locale, "forgotten"), nil
	}
	page = min(page, len(pages)-1)
	m := pages[page]
	m.Rows = feature.Pager(w, verbSumPage, sum, page, len(pages))
	return m, nil
}
