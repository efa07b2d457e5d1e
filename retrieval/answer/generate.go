package answer

import (
	"context"
	"errors"
	"strings"

	"footnote/retrieval/answer/followup"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/answer/writing"
)

// maxWritten is how many claims a model is asked for.
const maxWritten = 3

// generation is one question on its way through a model.
type generation struct {
	*Engine
	asked Question
	llm.Session
	// text is the question as it stands alone.
	text string
	lang locale.Locale
	// declined: the last reply said that the passages do not answer.
	declined bool
	// recorded takes what is known of the steps; nil where nobody asks.
	recorded *recorder
}

// write has the model write and proves what it writes. The error says why no
// model's answer could be had; an answer without claims is the model's own
// word that the passages do not answer, or that nothing it wrote held.
func (g *generation) write(ctx context.Context) (*prover, error) {
	p := &prover{language: g.lang.Foreign(), meaning: g.wordMeaning(ctx), across: g.translations(ctx), beside: g.beside(ctx)}
	defer p.repair()
	task := writing.Task{Question: g.text, Language: g.lang.Name, Translate: g.lang.Foreign() != "", MaxClaims: maxWritten}
	return p, g.claims(ctx, task, g.MaxTokens, p)
}

// offTopic is why a claim that is not about the question is dropped.
const offTopic = "beside the question: it bears out none of it"

// beside returns what tells why a claim is not about the question, "" where it is. It is
// nil where the question's words cannot be compared with the articles': it is in another
// language.
func (g *generation) beside(ctx context.Context) func(claim string, quotes []found) string {
	if g.lang.Foreign() != "" && g.text == followup.StandAlone(g.asked.Text, g.asked.History) {
		return nil
	}
	about := g.sentences.Relevance(g.text, g.library.Vocabulary())
	return func(claim string, quotes []found) string {
		var around strings.Builder
		for _, f := range quotes {
			a := f.passage.Article
			claim += "\n" + a.Slice(f.span)
			around.WriteString(a.Title + "\n" + f.passage.Heading + "\n" + f.passage.Text() + "\n")
		}
		if about.Beside(ctx, claim, around.String()) {
			return offTopic
		}
		return ""
	}
}

// errUnreadable: the model wrote, twice, what is no answer in any form.
var errUnreadable = errors.New("the model's replies are of no form that can be read")

// claims has the model write claims for a task from as many passages as fit, and
// once more where it wrote none that hold.
func (g *generation) claims(ctx context.Context, task writing.Task, most int, p *prover) error {
	err := g.Obtain(ctx, llm.Request{
		Draft: func(room int) (llm.Task, llm.Draft) {
			task.Passages = g.Fill(task, room)
			p.shown = g.Shown
			return task, llm.NewDraft(task, "answer", writing.AnswerSchema(len(task.Passages)), most)
		},
		Read: func(d llm.Draft) (llm.Attempt, error) { return g.stream(ctx, d, p) },
		Faults: func() (faults []string, useful bool) {
			for _, d := range p.dropped {
				faults = append(faults, d.Text+" ("+d.Reason+")")
			}
			return faults, len(p.claims) > 0 || g.declined
		},
	})
	switch {
	case len(p.claims) > 0, errors.Is(err, llm.ErrNoTime) && len(p.dropped) > 0:
		return nil
	case err == nil && len(p.dropped) == 0 && !g.declined:
		return errUnreadable
	}
	return err
}

// stream reads one reply, proving each claim as it is completed.
func (g *generation) stream(ctx context.Context, draft llm.Draft, p *prover) (llm.Attempt, error) {
	var parser writing.Parser
	over := g.recorded.step(stepModel)
	made, err := g.Write(ctx, draft, func(piece string) error {
		g.prove(p, parser.Feed(piece))
		if parser.Full() || len(p.claims) >= 2*maxWritten {
			return llm.ErrStop
		}
		return nil
	})
	over()
	if err == nil || errors.Is(err, llm.ErrStop) {
		g.prove(p, parser.Close())
		g.declined = parser.Declined()
		return made, nil
	}
	return made, err
}

func (g *generation) prove(p *prover, claims []writing.Claim) {
	if len(claims) == 0 {
		return
	}
	defer g.recorded.step(stepProof)()
	for _, c := range claims {
		if writing.Copied(c) {
			p.drop(c.Text, copiedExample)
			continue
		}
		if p.take(c) && g.asked.Progress != nil {
			partial := Verified(p.answer(), articlesOf(g.Hits))
			partial.Question, partial.Language = g.asked.Text, g.lang.Tag
			partial.Rewritten, partial.Model = changed(g.asked.Text, g.text), g.Model
			g.asked.Progress(partial)
		}
	}
}

// copiedExample is why a claim of the prompt's own is dropped.
const copiedExample = "copied from the example in the prompt"
