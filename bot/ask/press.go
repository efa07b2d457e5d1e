package ask

import (
	"context"
	"slices"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
	"footnote/retrieval/answer"
)

// Feature declares what everybody may do: ask, look at sources, and press the
// buttons under an answer.
func (h *Handler) Feature() feature.Feature {
	return feature.Feature{
		Commands: []feature.Command{
			{Key: "ask", Run: askCommand, Complete: h.suggest, Options: []feature.Option{
				{Key: "ask.question", Type: feature.Text, Required: true, Completed: true, Least: 1, Most: answer.MaxQuestion},
				{Key: "ask.private", Type: feature.Bool},
			}},
			{Key: "sources", Run: func(ctx context.Context, in feature.Invocation) (feature.Reply, error) {
				m, err := sourcesPage(ctx, &in.Request, 0)
				return feature.Reply{Message: &m, Private: true}, err
			}},
			{Key: "help", Run: h.help},
			{Key: "askabout", Menu: true, Run: aboutMessage(feature.Ask)},
			{Key: "check", Menu: true, Run: aboutMessage(feature.Check)},
		},
		Controls: []feature.Control{
			{Verb: verbSources, Press: func(ctx context.Context, p feature.Press, _ string, page int) (feature.Reply, error) {
				m, err := sourcesPage(ctx, &p.Request, page)
				return feature.Reply{Update: &m}, err
			}},
			{Verb: verbPassages, Press: h.onPost(func(ctx context.Context, p feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
				m, err := passagesPage(ctx, p, post, 0)
				return feature.Reply{Message: &m, Private: true}, err
			})},
			{Verb: verbPage, Press: h.onPost(func(ctx context.Context, p feature.Press, post poststore.Post, page int) (feature.Reply, error) {
				m, err := passagesPage(ctx, p, post, page)
				return feature.Reply{Update: &m}, err
			})},
			{Verb: verbSimilar, Press: h.showSimilar},
			{Verb: verbAgain, Press: h.again},
			{Verb: verbUp, Press: h.onPost(func(ctx context.Context, p feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
				return h.vote(ctx, p, post, 1)
			})},
			{Verb: verbDown, Press: h.onPost(h.voteDown), Submit: h.submitOnPost(h.explainVote)},
			{Verb: verbDelete, Press: h.onPost(h.askToRemove)},
			{Verb: verbRemove, Press: h.remove},
			{Verb: verbTell, Press: h.onPost(h.tell)},
			{Verb: verbFollow, Press: h.onPost(h.follow), Submit: h.submitOnPost(followUp)},
		},
	}
}

// askCommand answers /ask.
func askCommand(_ context.Context, in feature.Invocation) (feature.Reply, error) {
	q := in.Question(feature.Ask, in.Options["question"])
	q.Private = in.Options["private"] == "true"
	return feature.Reply{Ask: q}, nil
}

// aboutMessage asks about the message whose context menu was used, or has it
// checked.
func aboutMessage(kind feature.Kind) func(context.Context, feature.Invocation) (feature.Reply, error) {
	return func(_ context.Context, in feature.Invocation) (feature.Reply, error) {
		text := ""
		if in.Target != nil {
			text = strings.TrimSpace(in.Target.Text)
		}
		return feature.Reply{Ask: in.Question(kind, text)}, nil
	}
}

// onPost is the press of a button on a post that is kept.
func (h *Handler) onPost(do func(context.Context, feature.Press, poststore.Post, int) (feature.Reply, error)) func(context.Context, feature.Press, string, int) (feature.Reply, error) {
	return func(ctx context.Context, p feature.Press, id string, number int) (feature.Reply, error) {
		post, err := h.Store.PostIn(ctx, p.Guild, id)
		if err != nil {
			m := feature.Notice(p.Locale, "forgotten")
			return feature.Reply{Message: &m, Private: true}, store.IgnoreNotFound(err)
		}
		return do(ctx, p, post, number)
	}
}

// submitOnPost is a form about a post that is kept.
func (h *Handler) submitOnPost(do func(context.Context, feature.Form, poststore.Post) (feature.Reply, error)) func(context.Context, feature.Form, string, int) (feature.Reply, error) {
	return func(ctx context.Context, f feature.Form, id string, number int) (feature.Reply, error) {
		return h.onPost(func(ctx context.Context, _ feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
			return do(ctx, f, post)
		})(ctx, f.Press, id, number)
	}
}

// passagesPage shows the quotes of a post in their surroundings.
func passagesPage(ctx context.Context, p feature.Press, post poststore.Post, page int) (render.Message, error) {
	w := words.In(p.Locale)
	library, err := p.Library(ctx)
	if err != nil {
		return render.Message{}, err
	}
	pages := render.Passages(w, library, &post.Answer)
	if !post.Answer.Answered {
		pages = render.Nearest(w, library, &post.Answer)
	}
	if len(pages) == 0 {
		return feature.Notice(p.Locale, "forgotten"), nil
	}
	page = min(page, len(pages)-1)
	m := pages[page]
	m.Rows = feature.Pager(w, verbPage, post.ID, page, len(pages))
	return m, nil
}

func (h *Handler) vote(ctx context.Context, p feature.Press, post poststore.Post, vote int) (feature.Reply, error) {
	up, down, err := h.Store.Vote(ctx, post.ID, p.Person.ID, vote)
	if err != nil {
		return feature.Reply{}, err
	}
	return h.Posts.anew(ctx, p, &post, up, down)
}

// voteDown counts the vote at the press, for the form may never be sent, and
// asks what was wrong.
func (h *Handler) voteDown(ctx context.Context, p feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
	if _, err := h.vote(ctx, p, post, -1); err != nil {
		return feature.Reply{}, err
	}
	if err := h.fileVote(ctx, p, post); err != nil {
		return feature.Reply{}, err
	}
	return feature.Reply{Modal: downForm(words.In(p.Locale), post.ID)}, nil
}

// fieldProblem is the choice of the form that a vote down opens.
const fieldProblem = "problem"

// problems are what one can choose there.
var problems = []string{"beside", "missing", "old", "wrong"}

// downForm asks what was wrong: a choice, and words, both of which may be left out.
func downForm(w words.Words, post string) *render.Modal {
	problem := render.Input{ID: fieldProblem, Label: w.Say("down.problem")}
	for _, p := range problems {
		problem.Options = append(problem.Options, render.Option{Label: w.Say("down.problem." + p), Value: p})
	}
	return &render.Modal{ID: feature.ButtonID(verbDown, post, 0), Title: w.Say("down.title"), Inputs: []render.Input{
		problem, {ID: feature.FieldText, Label: w.Say("down.label"), Paragraph: true, Max: 1000},
	}}
}

// complaint is what was chosen and written in the form, as moderators read it.
func complaint(f *feature.Form) string {
	text := strings.TrimSpace(f.Fields[feature.FieldText])
	chosen := f.Fields[fieldProblem]
	if !slices.Contains(problems, chosen) {
		return text
	}
	chosen = words.In(f.Locale).Say("down.problem." + chosen)
	if text == "" {
		return chosen
	}
	return chosen + ": " + text
}

// explainVote keeps what was wrong.
func (h *Handler) explainVote(ctx context.Context, f feature.Form, post poststore.Post) (feature.Reply, error) {
	r, err := h.vote(ctx, f.Press, post, -1)
	if err != nil {
		return feature.Reply{}, err
	}
	if err := h.Store.SetReason(ctx, post.ID, f.Person.ID, complaint(&f)); err != nil {
		return feature.Reply{}, err
	}
	thanks := feature.Notice(f.Locale, "down.thanks")
	r.Thanks = &thanks
	return r, nil
}

// fileVote makes the question of a post that is voted down one of the gaps.
func (h *Handler) fileVote(ctx context.Context, p feature.Press, post poststore.Post) error {
	if post.Guild == "" || post.Private {
		return nil
	}
	return h.Store.AddGap(ctx, post.Guild, gapOf(&post, gapstore.VotedDown, p.Person.ID))
}

// gapOf is the question of a post as one that is not answered, for who asked and
// somebody else.
func gapOf(p *poststore.Post, why gapstore.Why, by string) gapstore.Gap {
	return gapstore.Gap{
		Post: p.ID, Question: p.Answer.Understood(), Why: why, Channel: p.Channel, Seen: p.Seen, Locale: p.Locale, Askers: []string{p.Person, by},
	}
}

// tell files a question for the moderators.
func (h *Handler) tell(ctx context.Context, p feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
	if err := h.Store.Tell(ctx, post.Guild, gapOf(&post, gapstore.Reported, p.Person.ID)); err != nil {
		return feature.Reply{}, err
	}
	post.Told = true
	thanks := feature.Notice(p.Locale, "told")
	r, err := h.Posts.anew(ctx, p, &post, 0, 0)
	r.Thanks = &thanks
	return r, err
}
