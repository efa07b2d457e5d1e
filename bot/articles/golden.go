package articles

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/words"
)

const (
	// longestGolden is how long a golden question and its answer may be.
	longestGolden = 300
	// goldenOnPage is how many stand on a page.
	goldenOnPage = 10
)

// runGolden answers /articles golden: it adds a question, removes one, or lists them.
func (h *Handler) runGolden(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	return feature.Later(func(ctx context.Context) (render.Message, error) {
		w := words.In(in.Locale)
		question, remove := strings.TrimSpace(in.Options["question"]), in.Options["remove"]
		var said string
		var err error
		switch {
		case question != "":
			said, err = h.addGolden(ctx, in.Request, gapstore.Golden{
				Asked: store.Asked{Question: question, Channel: in.Place.Seen()}, Expected: strings.TrimSpace(in.Options["answer"]),
			})
		case remove != "":
			said, err = h.removeGolden(ctx, in.Request, remove)
		case in.Options["answer"] != "":
			said = w.Say("golden.question")
		}
		if err != nil {
			return render.Message{}, err
		}
		return h.goldenPage(ctx, in.Request, 0, said)
	}), nil
}

func (h *Handler) addGolden(ctx context.Context, in feature.Request, g gapstore.Golden) (said string, err error) {
	w := words.In(in.Locale)
	err = h.Store.AddGolden(ctx, in.Guild, g)
	if errors.Is(err, gapstore.ErrMost) {
		return w.Say("golden.most", "count", strconv.Itoa(gapstore.MostGolden)), nil
	}
	if err == nil {
		err = h.Store.AddAuditOf(ctx, in.Guild, in.Person.ID, "golden.add", g.Asked)
	}
	return w.Say("golden.added"), err
}

// removeGolden removes the question of an ID, or of these words.
func (h *Handler) removeGolden(ctx context.Context, in feature.Request, which string) (said string, err error) {
	w := words.In(in.Locale)
	list, err := h.seenGolden(ctx, in)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(list, func(g gapstore.Golden) bool {
		return g.ID != 0 && (strconv.FormatInt(g.ID, 10) == which || strings.EqualFold(g.Question, which))
	})
	if i < 0 {
		return w.Say("golden.unknown"), nil
	}
	err = h.Store.RemoveGolden(ctx, in.Guild, list[i].ID)
	if err == nil {
		err = h.Store.AddAuditOf(ctx, in.Guild, in.Person.ID, "golden.remove", list[i].Asked)
	}
	return w.Say("golden.removed"), err
}

// seenGolden are the guild's golden questions of channels that a person sees.
func (h *Handler) seenGolden(ctx context.Context, in feature.Request) ([]gapstore.Golden, error) {
	list, err := h.Store.Golden(ctx, in.Guild)
	sees := h.Access.SeenBy(ctx, in.Person, in.Place)
	return slices.DeleteFunc(list, func(g gapstore.Golden) bool { return !sees(g.Channel) }), err
}

// turnGolden turns the pages of the golden questions.
func (h *Handler) turnGolden(ctx context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
	m, err := h.goldenPage(ctx, p.Request, page, "")
	return feature.Reply{Update: &m}, err
}

func (h *Handler) goldenPage(ctx context.Context, in feature.Request, page int, said string) (render.Message, error) {
	list, err := h.seenGolden(ctx, in)
	if err != nil {
		return render.Message{}, err
	}
	w := words.In(in.Locale)
	pages := max(1, (len(list)+goldenOnPage-1)/goldenOnPage)
	page = min(page, pages-1)
	lines := []string{w.Say("golden.about")}
	if said != "" {
		lines = []string{said, "", lines[0]}
	}
	for i, g := range list[page*goldenOnPage : min(len(list), (page+1)*goldenOnPage)] {
		lines = append(lines, goldenLines(w, page*goldenOnPage+i+1, g)...)
	}
	m := render.Notice(render.ColourPlain, strings.Join(lines, "\n"))
	m.Embeds[0].Title = w.Say("golden.title", "count", strconv.Itoa(len(list)))
	m.Rows = feature.Pager(w, verbGolden, "", page, pages)
	return m, nil
}

// goldenLines are those of a question in the list.
func goldenLines(w words.Words, n int, g gapstore.Golden) []string {
	right := w.Say("golden.none")
	if g.Expected != "" {
		right = w.Say("golden.right", "answer", render.Escape(render.Cut(render.Clean(g.Expected), 120)))
	}
	if g.ID == 0 {
		right += " · " + w.Say("golden.corrected")
	}
	return []string{"**" + strconv.Itoa(n) + ".** " + render.Escape(render.Cut(render.Clean(g.Question), 150)), "-# " + right}
}

// suggestGolden completes the golden question to be removed.
func (h *Handler) suggestGolden(ctx context.Context, in feature.Invocation, typed string) ([]feature.Choice, error) {
	list, err := h.seenGolden(ctx, in.Request)
	parts := strings.Fields(strings.ToLower(typed))
	var choices []feature.Choice
	for _, g := range list {
		if len(choices) < render.MaxChoices && g.ID != 0 && feature.HoldsAll(g.Question, parts) {
			choices = append(choices, feature.Choice{Name: render.Cut(render.Clean(g.Question), render.MaxChoice), Value: strconv.FormatInt(g.ID, 10)})
		}
	}
	return choices, err
}
