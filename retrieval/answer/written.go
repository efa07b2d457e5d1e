package answer

import (
	"context"
	"errors"
	"time"

	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/fixed"
	"footnote/retrieval/answer/followup"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/answer/writing"
)

// generate answers with a model's sentences, and with passages where no model
// can be had or what it writes does not hold.
func (e *Engine) generate(ctx context.Context, asked Question, began time.Time) (Answer, error) {
	timed, cancel := e.writing.Until(ctx, began, reserve)
	defer cancel()
	g := &generation{Engine: e, Session: e.session(asked.Guild), asked: asked, recorded: recorderOf(ctx)}
	unable := e.writing.Budget.Admit(asked.Guild)
	if err := g.look(ctx, timed, unable == nil); err != nil {
		return Answer{}, err
	}
	if len(g.Hits) == 0 {
		return g.finish(e.fromSentences(ctx, g.text, g.Hits)), nil
	}
	var p *prover
	if unable == nil {
		p, unable = g.write(timed)
	}
	if err := ctx.Err(); err != nil {
		return Answer{}, err
	}
	return g.finish(g.settle(ctx, p, unable)), nil
}

// look makes the question stand alone and searches for it. The passages are
// searched with the asker's own deadline: they are what is shown when the
// model's runs out.
func (g *generation) look(ctx, timed context.Context, model bool) error {
	g.text = followup.StandAlone(g.asked.Text, g.asked.History)
	hits, err := g.search(ctx, g.text)
	if err != nil {
		return err
	}
	g.Hits, g.lang = hits, locale.Of(g.asked.Text, g.asked.Language, hits)
	if !model || len(g.asked.History) == 0 && g.lang.Foreign() == "" {
		return nil
	}
	if better := g.rewrite(timed); better != "" && better != g.text {
		g.text = better
		g.Hits, err = g.search(ctx, better)
	}
	return err
}

// rewrite asks the model for the question as it stands alone, in the language
// of the articles. Where it has none the rules' version stands.
func (g *generation) rewrite(ctx context.Context) string {
	r := writing.Rewriting{Question: g.asked.Text, Language: locale.Name(g.lang.Passages)}
	said := g.asked.Text
	for _, t := range g.asked.History {
		said += "\n" + t.Question + "\n" + t.Answer
		r.Turns = append(r.Turns, writing.Turn{Question: t.Question, Answer: llm.Clip(t.Answer)})
	}
	draft := llm.NewDraft(r, "rewrite", writing.RewriteSchema(), g.MaxTokens)
	over := g.recorded.step(stepRewrite)
	w, err := g.Write(ctx, draft, func(string) error { return nil })
	over()
	if err != nil {
		g.log.WarnContext(ctx, "the question could not be rewritten", "error", err)
		return ""
	}
	if better := writing.Rewritten(w.Text); Unaskable(better) == "" && fixed.Rewrites(better, said, g.lang.Foreign() != "") {
		// A pronoun that a model leaves standing, the rules still take.
		return followup.StandAlone(better, g.asked.History)
	}
	return ""
}

// settle makes the answer of what the model proved, or of passages.
func (g *generation) settle(ctx context.Context, p *prover, unable error) Answer {
	a := g.fromSentences(ctx, g.text, g.Hits)
	if p != nil && p.proven > 0 {
		written := Verified(p.answer(), articlesOf(g.Hits))
		written.Confidence = a.Confidence
		return written
	}
	if !a.Answered && a.Outcome != Unsure {
		a.Reason = NotAnswered
	}
	switch {
	case p != nil && len(p.claims) > 0 && a.Answered:
		// Nothing of the model's held; what it quoted answers as far as the
		// articles do.
		return Verified(p.answer(), articlesOf(g.Hits))
	case unable != nil:
		g.log.WarnContext(ctx, "the model did not answer", "error", unable)
		a.Mode, a.Note = Passages, whyPassages(unable)
	case p != nil && len(p.dropped) == 0:
		// The model looked at the passages and found no answer in them.
		a = refuse(NotAnswered, g.Hits)
		a.Mode = Generated
	case p != nil:
		a.Note = NoteOwn
	}
	if p != nil {
		a.Dropped, a.Repaired = p.dropped, p.repaired
	}
	return a
}

// whyPassages is the note on why no model's answer is shown.
func whyPassages(err error) Note {
	switch {
	case errors.Is(err, budget.ErrBudget):
		return NoteBudget
	case errors.Is(err, context.DeadlineExceeded):
		return NoteSlow
	case errors.Is(err, errUnreadable):
		return NoteUnusable
	}
	return NoteDown
}

// finish adds what is known about how the answer came about.
func (g *generation) finish(a Answer) Answer {
	a.Rewritten, a.Language = changed(g.asked.Text, g.text), g.lang.Tag
	a.Model = g.Model
	if g.Used.Prompt+g.Used.Completion > 0 {
		used := g.Used
		a.Tokens = &used
	}
	return a
}
