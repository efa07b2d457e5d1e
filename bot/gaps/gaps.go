package gaps

import (
	"context"
	"slices"
	"strconv"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
)

// Verbs of the list of gaps. Their IDs hold a gap of the group they are for.
const (
	verbGaps     = "gaps"     // a page of the list
	verbGap      = "gap"      // one group, chosen in the list
	verbAddFor   = "gapadd"   // an article for it
	verbReply    = "gapreply" // a moderator's answer
	verbAside    = "gapaside" // not for this guild
	verbBack     = "gapback"  // undo that
	verbExport   = "gapcsv"   // the list as a file
	verbAnswers  = "answers"  // the moderators' answers
	verbAnswer   = "answer"   // one of them
	verbRewrite  = "rewrite"  // change it
	verbWithdraw = "withdraw" // take it back
)

// Feature declares /gaps and "Correct this answer".
func (h *Handler) Feature() feature.Feature {
	wrong := &corrections{h.Store, h.Posts}
	return feature.Feature{
		Commands: []feature.Command{{Key: "correct", Menu: true, Moderators: true, Run: wrong.open}, {Key: "gaps", Moderators: true, Run: func(_ context.Context, in feature.Invocation) (feature.Reply, error) {
			return h.listGaps(in.Person, in.Place, 0, false, ""), nil
		}}},
		Controls: feature.ForModerators(
			feature.Control{Verb: verbWrong, Submit: wrong.mark},
			feature.Control{Verb: verbRight, Press: wrong.unmark},
			feature.Control{Verb: verbGaps, Press: h.turnGaps},
			feature.Control{Verb: verbGap, Press: h.chooseGap},
			feature.Control{Verb: verbAddFor, Press: h.openAddFor, Submit: h.addFor},
			feature.Control{Verb: verbReply, Press: openReply, Submit: h.replyToGap},
			feature.Control{Verb: verbAside, Press: h.putAside},
			feature.Control{Verb: verbBack, Press: h.takeBack},
			feature.Control{Verb: verbTry, Press: h.tryGap},
			feature.Control{Verb: verbSend, Press: h.sendGap},
			feature.Control{Verb: verbExport, Press: h.export},
			feature.Control{Verb: verbAnswers, Press: h.turnAnswers},
			feature.Control{Verb: verbAnswer, Press: h.chooseAnswer},
			feature.Control{Verb: verbRewrite, Press: h.openRewrite, Submit: h.rewriteAnswer},
			feature.Control{Verb: verbWithdraw, Press: h.withdrawAnswer},
		),
	}
}

// group are gaps that ask the same, newest first.
type group []gapstore.Gap

// mostGaps is how many gaps are grouped; older ones wait until these are done.
const mostGaps = 300

// groups are a guild's open questions, grouped when they mean the same, the
// group that was asked last first. What means the same as a question that was
// put aside stays out, and so does what was asked where a moderator sees nothing.
func (h *Handler) groups(ctx context.Context, p feature.Person, at feature.Place) ([]group, error) {
	gaps, err := h.gapsFor(ctx, p, at, h.Store.Gaps)
	if err != nil {
		return nil, err
	}
	aside, err := h.Store.Asides(ctx, at.Guild, mostGaps)
	if err != nil {
		return nil, err
	}
	questions := make([]string, len(gaps))
	for i, g := range gaps {
		questions[i] = g.Question
	}
	var hidden []string
	for _, g := range aside {
		hidden = append(hidden, g.Question)
	}
	members, err := h.Judge.Group(ctx, questions)
	if err != nil {
		return nil, err
	}
	var list []group
	for _, indexes := range members {
		var g group
		for _, i := range indexes {
			g = append(g, gaps[i])
		}
		if !h.isAside(g, hidden) {
			list = append(list, g)
		}
	}
	return list, nil
}

// gapsFor are the gaps of a kind whose questions a person may see.
func (h *Handler) gapsFor(ctx context.Context, p feature.Person, at feature.Place, of func(context.Context, string, int) ([]gapstore.Gap, error)) ([]gapstore.Gap, error) {
	list, err := of(ctx, at.Guild, mostGaps)
	sees := h.Access.SeenBy(ctx, p, at)
	return slices.DeleteFunc(list, func(g gapstore.Gap) bool { return !sees(g.Seen) }), err
}

// isAside reports whether a group asks what was put aside, in other words at most
// of those that do the asking.
func (h *Handler) isAside(g group, hidden []string) bool {
	return slices.ContainsFunc(g, func(gap gapstore.Gap) bool {
		return slices.ContainsFunc(hidden, func(question string) bool { return question == gap.Question || h.Judge.Same(question, gap.Question) })
	})
}

// groupOf is the group that a gap belongs to now; nil where it is none any more.
func (h *Handler) groupOf(ctx context.Context, p feature.Press, gap string) (group, error) {
	list, err := h.groups(ctx, p.Person, p.Place)
	if err != nil {
		return nil, err
	}
	for _, g := range list {
		if slices.ContainsFunc(g, func(one gapstore.Gap) bool { return gapID(one) == gap }) {
			return g, nil
		}
	}
	return nil, nil
}

// id is the gap that stands for a group in a button's ID.
func (g group) id() string { return gapID(g[0]) }

func gapID(g gapstore.Gap) string { return strconv.FormatInt(g.ID, 10) }

// ids are those of all gaps.
func (g group) ids() []int64 {
	var list []int64
	for _, gap := range g {
		list = append(list, gap.ID)
	}
	return list
}

// asked are the different wordings, each with where it was asked, newest first.
func (g group) asked() []store.Asked {
	var list []store.Asked
	for _, gap := range g {
		if a := (store.Asked{Question: gap.Question, Channel: gap.Seen}); !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// questions are the different wordings, newest first.
func (g group) questions() []string {
	return g.different(func(gap *gapstore.Gap) string { return gap.Question })
}

// posts are the different posts, newest first.
func (g group) posts() []string {
	return g.different(func(gap *gapstore.Gap) string { return gap.Post })
}

// different are the different values of a field, in order.
func (g group) different(field func(*gapstore.Gap) string) []string {
	var list []string
	for i := range g {
		if v := field(&g[i]); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// counts are how often each reason was given; total counts each post once.
func (g group) counts() (why map[gapstore.Why]int, total int) {
	why = map[gapstore.Why]int{}
	for _, gap := range g {
		why[gap.Why]++
	}
	return why, len(g.posts())
}
