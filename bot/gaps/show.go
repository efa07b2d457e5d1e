package gaps

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/gapstore"
	"footnote/bot/words"
)

// gapsPage is how many groups stand on a page.
const gapsPage = 8

// reasonsInOrder are the ways into the list of gaps, as they are shown.
var reasonsInOrder = []gapstore.Why{gapstore.Declined, gapstore.VotedDown, gapstore.Reported, gapstore.Corrected}

// listGaps shows the list, in the place of what was there where update is set.
// said is what has just been done.
func (h *Handler) listGaps(p feature.Person, at feature.Place, page int, update bool, said string, more ...render.Button) feature.Reply {
	return feature.Reply{Work: &feature.Work{Private: true, Update: update, Do: func(ctx context.Context, s feature.Screen) error {
		m, err := h.gapsMessage(ctx, p, at, page, said, more...)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}
}

func (h *Handler) gapsMessage(ctx context.Context, p feature.Person, at feature.Place, page int, said string, more ...render.Button) (render.Message, error) {
	list, err := h.groups(ctx, p, at)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(p.Locale)
	pages := max(1, (len(list)+gapsPage-1)/gapsPage)
	page = min(page, pages-1)
	shown := list[page*gapsPage : min(len(list), (page+1)*gapsPage)]
	var lines []string
	if said != "" {
		lines = append(lines, said, "")
	}
	choose := render.Select{ID: feature.ButtonID(verbGap, "", page), Placeholder: w.Say("gaps.choose"), Min: 1}
	for i, g := range shown {
		number := strconv.Itoa(page*gapsPage + i + 1)
		lines = append(lines, "**"+number+".** "+render.Escape(render.Cut(render.Clean(g[0].Question), 200)), "-# "+gist(w, g))
		choose.Options = append(choose.Options, render.Option{Label: number + ". " + render.Clean(g[0].Question), Value: g.id()})
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("gaps.title", "count", strconv.Itoa(len(list)))
	if len(shown) == 0 {
		m.Embeds[0].Description = strings.Join(append(lines, w.Say("gaps.none")), "\n")
	} else {
		m.Rows = append(m.Rows, render.Row{choose})
	}
	m.Rows = append(m.Rows, feature.Pager(w, verbGaps, "", page, pages)...)
	row := render.Row{render.Button{Label: w.Say("answers.button"), Emoji: "🧑‍🏫", ID: feature.ButtonID(verbAnswers, "", 0)}}
	if len(list) > 0 {
		row = append(row, render.Button{Label: w.Say("gaps.export"), Emoji: "💾", ID: feature.ButtonID(verbExport, "", 0)})
	}
	for _, b := range more {
		row = append(row, b)
	}
	m.Rows = append(m.Rows, row)
	return m, nil
}

// gist is how often a group was asked, why it is here, and since when.
func gist(w words.Words, g group) string {
	why, total := g.counts()
	var parts []string
	for _, reason := range reasonsInOrder {
		if n := why[reason]; n > 0 {
			parts = append(parts, w.Say("gaps.why."+strings.ReplaceAll(string(reason), " ", ""), "count", strconv.Itoa(n)))
		}
	}
	if len(parts) > 1 {
		parts = slices.Insert(parts, 0, "×"+strconv.Itoa(total))
	}
	return strings.Join(append(parts, feature.Timestamp(g[0].At, "R")), " · ")
}

func (h *Handler) turnGaps(_ context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
	return h.listGaps(p.Person, p.Place, page, true, ""), nil
}

// chooseGap shows one group, which was chosen in the list.
func (h *Handler) chooseGap(_ context.Context, p feature.Press, gap string, page int) (feature.Reply, error) {
	if len(p.Values) == 1 {
		gap = p.Values[0]
	}
	return feature.Reply{Work: &feature.Work{Private: true, Update: true, Do: func(ctx context.Context, s feature.Screen) error {
		g, err := h.groupOf(ctx, p, gap)
		if err != nil {
			return err
		}
		m, err := h.gapMessage(ctx, p, g, page)
		if err != nil {
			return err
		}
		_, err = s.Show(ctx, []render.Message{m})
		return err
	}}}, nil
}

// gapMessage is a group with all that is known of it.
func (h *Handler) gapMessage(ctx context.Context, p feature.Press, g group, page int) (render.Message, error) {
	w := words.In(p.Locale)
	if g == nil {
		return h.gapsMessage(ctx, p.Person, p.Place, page, w.Say("gaps.settled"))
	}
	lines := []string{"> **" + render.Escape(render.Cut(render.Clean(g[0].Question), 500)) + "**", gist(w, g)}
	if wordings := g.questions()[1:]; len(wordings) > 0 {
		lines = append(lines, "", "**"+w.Say("gaps.wordings")+"**")
		lines = append(lines, feature.Bullets(wordings)...)
	}
	places, err := h.placesOf(ctx, p.Guild, g)
	if err != nil {
		return render.Message{}, err
	}
	if len(places) > 0 {
		lines = append(lines, "", "**"+w.Say("gaps.where")+"** "+strings.Join(places, " "))
	}
	wrong, err := h.complaints(ctx, p.Guild, g)
	if err != nil {
		return render.Message{}, err
	}
	if len(wrong) > 0 {
		lines = append(lines, "", "**"+w.Say("gaps.complaints")+"**")
		lines = append(lines, feature.Bullets(wrong)...)
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("gaps.question")
	m.Rows = []render.Row{{
		render.Button{Label: w.Say("gaps.add"), Emoji: "📄", ID: feature.ButtonID(verbAddFor, g.id(), page)},
		render.Button{Label: w.Say("gaps.try"), Emoji: "🔁", ID: feature.ButtonID(verbTry, g.id(), page)},
		render.Button{Label: w.Say("gaps.reply"), Emoji: "✍️", ID: feature.ButtonID(verbReply, g.id(), page), Style: render.Primary},
		render.Button{Label: w.Say("gaps.aside"), Emoji: "🚫", ID: feature.ButtonID(verbAside, g.id(), page)},
		render.Button{Label: w.Say("button.back"), ID: feature.ButtonID(verbGaps, "", page)},
	}}
	return m, nil
}

// placesOf are links to the posts of a group that all can see.
func (h *Handler) placesOf(ctx context.Context, guild string, g group) ([]string, error) {
	var links []string
	for _, post := range g.posts()[:min(len(g.posts()), feature.MostShown)] {
		p, err := h.Store.Post(ctx, post)
		if err != nil || p.Private || p.Guild != guild {
			continue // it is not kept any more, or nobody else sees it
		}
		shown, err := h.Store.Messages(ctx, post)
		if err != nil {
			return nil, err
		}
		if len(shown) > 0 {
			links = append(links, "["+strconv.Itoa(len(links)+1)+"](https://discord.com/channels/"+guild+"/"+shown[0].Channel+"/"+shown[0].ID+")")
		}
	}
	return links, nil
}

// complaints are what people wrote when they voted posts of a group down.
func (h *Handler) complaints(ctx context.Context, guild string, g group) ([]string, error) {
	var list []string
	for _, post := range g.posts() {
		reasons, err := h.Store.Reasons(ctx, guild, post)
		if err != nil {
			return nil, err
		}
		list = append(list, reasons...)
	}
	return list, nil
}
