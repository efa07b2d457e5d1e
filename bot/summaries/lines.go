package summaries

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// Fields of the form for one line.
const (
	fieldLine  = "line"
	fieldPlace = "place"
)

// lineMenu chooses a line to be changed, or a new one.
func (dr *draft) lineMenu(w words.Words) render.Select {
	menu := render.Select{ID: feature.ButtonID(verbLine, dr.ID, 0), Placeholder: w.Say("summary.line.choose")}
	for i, l := range dr.Summary.Lines[:min(len(dr.Summary.Lines), mostEdited)] {
		menu.Options = append(menu.Options, render.Option{Label: strconv.Itoa(i+1) + ". " + render.Clean(l.Text), Value: strconv.Itoa(i)})
	}
	if n := len(dr.Summary.Lines); n < mostEdited {
		menu.Options = append(menu.Options, render.Option{Label: w.Say("summary.line.new"), Value: strconv.Itoa(n), Emoji: "➕"})
	}
	return menu
}

// standingRows are under a published summary that is being changed.
func (dr *draft) standingRows(w words.Words) []render.Row {
	edit := render.Button{Label: w.Say("summary.button." + verbEdit), ID: feature.ButtonID(verbEdit, dr.ID, 0)}
	withdraw := render.Button{Label: w.Say("summary.button." + verbWithdraw), ID: feature.ButtonID(verbWithdraw, dr.ID, 0), Style: render.Danger}
	return []render.Row{{dr.lineMenu(w)}, {edit, withdraw}}
}

// openLine opens a form with one line beside its quotes, its place among the
// others in a field of its own. Emptied, the line goes.
func openLine(_ context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	lines := strings.Split(dr.Summary.Editable(), "\n")
	at, err := strconv.Atoi(strings.Join(p.Values, ""))
	if err != nil || at < 0 || at > len(lines) {
		return feature.Reply{}, feature.Wrong("summary.line.gone")
	}
	w := words.In(p.Locale)
	count := max(len(lines), at+1)
	form := &render.Modal{ID: feature.ButtonID(verbLine, dr.ID, at), Title: w.Say("summary.line.title", "number", strconv.Itoa(at+1))}
	text := render.Input{ID: fieldLine, Label: w.Say("summary.line.text"), About: w.Say("summary.line.about"), Paragraph: true, Max: longestField / 4}
	if at < len(lines) {
		text.Value = lines[at]
		form.Text = dr.quotesOf(at)
	}
	form.Inputs = []render.Input{text}
	if count > 1 {
		form.Inputs = append(form.Inputs, placeField(w, lines, at, count))
	}
	return feature.Reply{Modal: form}, nil
}

// placeField chooses the place of a line among the others, each with how it begins.
func placeField(w words.Words, lines []string, at, count int) render.Input {
	place := render.Input{ID: fieldPlace, Label: w.Say("summary.line.place", "count", strconv.Itoa(count)), Value: strconv.Itoa(at + 1), Max: 2}
	if count > render.MaxChoices {
		return place
	}
	place.Menu = true
	for i := range count {
		number := strconv.Itoa(i + 1)
		o := render.Option{Label: number, Value: number, Chosen: i == at}
		if i < len(lines) {
			o.Label = number + " · " + render.Cut(render.Clean(lines[i]), 80)
		}
		place.Options = append(place.Options, o)
	}
	return place
}

// mostQuoted bounds what is shown of quotes in a form.
const mostQuoted = 1500

// quotesOf are the quotes that a line rests on.
func (dr *draft) quotesOf(line int) string {
	var list []string
	for _, c := range dr.Summary.Citations {
		if slices.Contains(dr.Summary.Lines[line].Citations, c.Number) {
			list = append(list, "> **["+strconv.Itoa(c.Number)+"]** "+render.Escape(render.Cut(render.Clean(c.Quote), mostQuoted/4)))
		}
	}
	return render.Cut(strings.Join(list, "\n"), mostQuoted)
}

// editLine changes, moves, adds or takes out one line.
func (h *Handler) editLine(ctx context.Context, f feature.Form, id string, at int) (feature.Reply, error) {
	dr, err := h.openOf(ctx, f.Press, id)
	if err != nil {
		return feature.Reply{}, err
	}
	lines := strings.Split(dr.Summary.Editable(), "\n")
	if at < 0 || at > len(lines) {
		return feature.Reply{}, feature.Wrong("summary.line.gone")
	}
	text := strings.Join(strings.Fields(f.Fields[fieldLine]), " ")
	place, err := strconv.Atoi(strings.TrimSpace(f.Fields[fieldPlace]))
	if err != nil {
		place = at + 1
	}
	if at < len(lines) {
		lines = slices.Delete(lines, at, at+1)
	}
	if text != "" {
		lines = slices.Insert(lines, min(max(place-1, 0), len(lines)), text)
	}
	return h.rewritten(ctx, dr, strings.Join(lines, "\n"))
}

// revise shows a published summary to a moderator who is to change it.
func revise(_ context.Context, _ feature.Press, dr *draft) (feature.Reply, error) {
	m := draftMessage(dr)
	return feature.Reply{Message: &m, Private: true}, nil
}

// askToWithdraw asks once whether a published summary is to be taken away.
func askToWithdraw(_ context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	w := words.In(p.Locale)
	m := render.Notice(render.ColourProblem, w.Say("summary.withdraw.sure"))
	m.Rows = []render.Row{{render.Button{Label: w.Say("summary.button." + verbWithdraw), Emoji: "🗑️", ID: feature.ButtonID(verbWithdrawn, dr.ID, 0), Style: render.Danger}}}
	return feature.Reply{Message: &m, Private: true}, nil
}

// withdraw takes a published summary away, everywhere.
func (h *Handler) withdraw(ctx context.Context, p feature.Press, dr *draft) (feature.Reply, error) {
	at, err := h.Store.SummaryMessages(ctx, dr.ID)
	if err != nil {
		return feature.Reply{}, err
	}
	for _, m := range at {
		if err := feature.IgnoreGone(h.Chat.Remove(ctx, m)); err != nil {
			return feature.Reply{}, err
		}
	}
	err = errors.Join(h.Store.RemoveSummary(ctx, dr.ID), h.People.AddAudit(ctx, dr.Guild, p.Person.ID, "summary.withdraw", dr.title(words.In(words.Default))))
	m := feature.Notice(p.Locale, "summary.withdrawn")
	return feature.Reply{Update: &m}, err
}
