package answer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/followup"
	"footnote/retrieval/answer/injection"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/proof/evidence"
)

// Statement is a sentence of somebody's to be held against the articles.
type Statement struct {
	Text string
	// Before is what was said before it, which tells whom "he" means.
	Before string
	// Language is the reader's as a BCP 47 tag, for translations of quotes.
	Language string
	// Guild names who pays for the model.
	Guild string
	// Within is the library to look in, as of a Question; nil is the engine's own.
	Within Library
}

// Ruling says whether the articles bear a statement out.
type Ruling string

// The rulings.
const (
	// BorneOut: the quotes hold every number, date, name and "not" of it.
	BorneOut Ruling = "borne"
	// Contradicted: a quote about the same thing has another number, date or
	// name, or says the opposite.
	Contradicted Ruling = "contradicted"
	// NotFound: neither could be proven.
	NotFound Ruling = "missing"
)

// Finding is what the articles say to a statement.
type Finding struct {
	Ruling Ruling `json:"ruling"`
	// Statement is the statement as it was judged, with names for pronouns.
	Statement string `json:"statement"`
	// Citations are the quotes that prove the verdict; none where it is NotFound.
	Citations []Citation `json:"citations"`
	// Dropped is a model's verdict that could not be proven, and why.
	Dropped []Dropped `json:"dropped,omitempty"`
	// Tokens is what it took of a model; nil where none was asked.
	Tokens *Tokens `json:"tokens,omitempty"`
}

// ErrUnjudged: no model could be asked for a verdict, or it gave none that can
// be read. The nearest passages are then all that can be shown.
var ErrUnjudged = errors.New("no model gave a verdict")

// ErrNoJudge is an ErrUnjudged: no model is configured at all.
var ErrNoJudge = fmt.Errorf("%w: none is configured", ErrUnjudged)

// Check tells whether the articles bear a statement out. A model judges, and
// its verdict stands only where the quotes prove it; what an article says word
// for word needs no judge. The error is ErrUnjudged, with its cause, or the
// context's or the library's.
func (e *Engine) Check(ctx context.Context, s Statement) (Finding, error) {
	if e.writing.Writer == nil {
		return Finding{}, fmt.Errorf("answer: %w", ErrNoJudge)
	}
	j := &judging{generation: generation{Engine: e.within(s.Within), Session: e.session(s.Guild), asked: Question{Text: s.Text, Language: s.Language}}, said: s}
	f, err := j.run(ctx, time.Now())
	if err != nil {
		return Finding{}, fmt.Errorf("answer: %w", err)
	}
	return f, nil
}

// run searches, looks whether an article says the same, and asks the model.
func (j *judging) run(ctx context.Context, began time.Time) (Finding, error) {
	j.text = named(strings.TrimSpace(j.said.Text), j.said.Before)
	if Unaskable(j.text) != "" || injection.IsOrder(j.text) {
		return j.finding(NotFound), nil
	}
	var err error
	if j.Hits, err = j.search(ctx, j.text); err != nil {
		return Finding{}, err
	}
	j.lang = locale.Of(j.text, j.asked.Language, j.Hits)
	if c, ok := j.repeated(j.Hits); ok {
		return j.finding(BorneOut, c), nil
	}
	if len(j.Hits) == 0 {
		return j.finding(NotFound), nil
	}
	if err := j.Budget.Admit(j.Guild); err != nil {
		return Finding{}, fmt.Errorf("%w: %w", ErrUnjudged, err)
	}
	timed, cancel := j.Until(ctx, began, reserve)
	defer cancel()
	f, err := j.ask(timed)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", ErrUnjudged, err)
	}
	return f, err
}

// named puts names in the place of a statement's pronouns, out of the nearest
// sentence before it that has any.
func named(text, before string) string {
	spans := corpus.Sentences(before)
	for i := len(spans) - 1; i >= 0; i-- {
		if better := followup.WithoutPronouns(text, followup.Turn{Answer: before[spans[i].Start:spans[i].End]}); better != text {
			return better
		}
	}
	return text
}

// repeated finds a sentence of the articles that bears the statement out.
func (j *judging) repeated(hits []retrieval.Hit) (Citation, bool) {
	for _, h := range hits {
		a := h.Passage.Article
		for _, s := range h.Passage.Sentences {
			text := a.Slice(s)
			e := evidence.Evidence{Quotes: []evidence.Quote{quoteOf(a, text)}, Around: []string{h.Passage.Text()}, Language: j.lang.Foreign()}
			if proof.Judge(j.text, e).Verdict == proof.BorneOut && !injection.IsOrder(text) {
				return Cite(1, a, s), true
			}
		}
	}
	return Citation{}, false
}

// finding is a verdict with its citations, each compared with its article once more.
func (j *judging) finding(v Ruling, citations ...Citation) Finding {
	find := articlesOf(j.Hits)
	f := Finding{Ruling: v, Statement: j.text, Citations: []Citation{}, Dropped: j.dropped}
	for _, c := range citations {
		if c.Real(find) {
			f.Citations = append(f.Citations, c)
		}
	}
	if len(f.Citations) == 0 {
		f.Ruling = NotFound
	}
	if j.Used.Prompt+j.Used.Completion > 0 {
		used := j.Used
		f.Tokens = &used
	}
	return f
}
