package answer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/answer/writing"
)

// Topic is what a model is to summarise.
type Topic struct {
	Text string
	// Style is one that the prompt knows: bullets, timeline, briefing, discussion.
	Style string
	// Lines is how many sentences are asked for at the most.
	Lines int
	// Language is the reader's as a BCP 47 tag, "" for that of the passages.
	Language string
	// Guild names who pays for the model.
	Guild string
}

// ErrUnwritten: no model could be asked for a summary, or nothing it wrote held.
var ErrUnwritten = errors.New("no model wrote what could be proven")

// ErrNoModel: no model is configured, so that nobody misses one.
var ErrNoModel = errors.New("no model is configured")

// lineTokens is what a line of a summary takes with its quotes, in tokens.
const lineTokens = 220

// Summarise has the model write claims on a topic from the passages given, and
// holds each to its quotes as Ask does. The error is ErrUnwritten with its
// cause; what was proven before the model failed is no error.
func (e *Engine) Summarise(ctx context.Context, t Topic, hits []retrieval.Hit) (Answer, error) {
	if e.writing.Writer == nil {
		return Answer{}, fmt.Errorf("answer: %w: %w", ErrUnwritten, ErrNoModel)
	}
	if err := e.writing.Budget.Admit(t.Guild); err != nil {
		return Answer{}, fmt.Errorf("answer: %w: %w", ErrUnwritten, err)
	}
	ctx, cancel := e.writing.Until(ctx, time.Now(), reserve)
	defer cancel()
	g := &generation{Engine: e, Session: e.session(t.Guild, hits...), asked: Question{Text: t.Text, Language: t.Language}, text: t.Text}
	g.lang = locale.Of("", t.Language, hits)
	p, err := g.summarise(ctx, t)
	if len(p.claims) == 0 {
		e.log.WarnContext(ctx, "no written summary", "error", err, "dropped", len(p.dropped))
		return Answer{Dropped: p.dropped}, fmt.Errorf("answer: %w: %w", ErrUnwritten, orNone(err))
	}
	return g.finish(Verified(p.answer(), articlesOf(hits))), nil
}

// errNothing: the model had its say, and nothing in it could be shown.
var errNothing = errors.New("nothing in its reply could be shown")

func orNone(err error) error {
	if err == nil {
		return errNothing
	}
	return err
}

// summarise is write for a summary.
func (g *generation) summarise(ctx context.Context, t Topic) (*prover, error) {
	task := writing.Task{Question: t.Text, Style: t.Style, MaxClaims: t.Lines, Language: g.lang.Name, Translate: g.lang.Foreign() != ""}
	p := &prover{language: g.lang.Foreign(), meaning: g.wordMeaning(ctx), across: g.translations(ctx)}
	defer p.repair()
	return p, g.claims(ctx, task, max(g.MaxTokens, t.Lines*lineTokens), p)
}

// Holds tells what a sentence says beyond the quotes it rests on; no fault where
// it says no more. It is for sentences that people write, who may name the outlet
// and nothing else that the quotes do not hold; language is theirs as
// a BCP 47 tag where it is another one than the quotes', else "".
func Holds(text, language string, quotes []Citation) evidence.Fault {
	e := evidence.Evidence{Language: language}
	for _, c := range quotes {
		published, _ := time.Parse(time.DateOnly, c.Published) // zero where it is unknown
		e.Quotes = append(e.Quotes, evidence.Quote{Text: c.Quote, Source: c.Source, Published: published})
	}
	for _, s := range corpus.Sentences(text) {
		if j := proof.Judge(text[s.Start:s.End], e); j.Verdict != proof.BorneOut {
			return j.Fault
		}
	}
	if len(quotes) == 0 {
		return evidence.Fault{Kind: evidence.NoQuote}
	}
	return evidence.Fault{}
}

// ClaimText is a quote on one line, without the marks of a list and emphasis.
func ClaimText(quote string) string { return quotation.Plain(quote) }

// QuoteText is a quote as it is shown line by line: without the bars of tables.
func QuoteText(quote string) string { return quotation.WithoutMarkup(quote) }
