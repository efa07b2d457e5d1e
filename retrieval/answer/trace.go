package answer

import (
	"context"
	"sync"
	"time"

	"footnote/retrieval"
)

// Trace is how an answer came about, step by step, for whoever wants to see
// more than the answer. It holds copies: nothing changes it later.
type Trace struct {
	// ID is the question's, as the asker named it.
	ID string `json:"id"`
	// Asked is the question as it came.
	Asked string    `json:"asked"`
	Began time.Time `json:"began"`
	// Took is in nanoseconds.
	Took     time.Duration `json:"took"`
	Searches []Searched    `json:"searches"`
	// Judged are the sentences that were weighed for an extracted answer, best
	// first; none where a model wrote it.
	Judged []Judged `json:"judged"`
	Steps  []Step   `json:"steps"`
	// Remembered: an identical question had been answered, or was under way, so
	// that nothing was searched or written for this one.
	Remembered bool   `json:"remembered"`
	Answer     Answer `json:"answer"`
}

// Searched is one search for passages.
type Searched struct {
	// Text is what was looked up: the question as rewritten.
	Text string  `json:"text"`
	Hits []Found `json:"hits"`
}

// Found is a passage that a search found; the scores are those of
// retrieval.Hit.
type Found struct {
	Article string  `json:"article"`
	Title   string  `json:"title"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Text    string  `json:"text"`
	Score   float64 `json:"score"`
	Lexical float64 `json:"lexical"`
	Dense   float64 `json:"dense"`
}

// Judged is a sentence that could have become a claim.
type Judged struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	// Evidence is how likely the sentence answers the question, 0..1, and
	// Needed what it takes to be shown.
	Evidence float64 `json:"evidence"`
	Needed   float64 `json:"needed"`
	Kept     bool    `json:"kept"`
	Verdict  Verdict `json:"verdict"`
}

// Verdict says why a sentence became a claim or did not.
type Verdict string

// The verdicts.
const (
	Chosen      Verdict = "chosen"
	TooWeak     Verdict = "too weak"
	SameFact    Verdict = "same fact"
	AddsNothing Verdict = "adds nothing"
)

// Step is a part of the work and when it was done, as an offset from Began.
type Step struct {
	Name  string        `json:"name"`
	After time.Duration `json:"after"`
	Took  time.Duration `json:"took"`
}

// The names of steps.
const (
	stepSearch  = "search"
	stepChoose  = "choose"
	stepRewrite = "rewrite"
	stepModel   = "model"
	stepProof   = "proof"
)

// WithTrace has every answer traced and hands the traces over, each before Ask
// returns. The function is called by many goroutines at once.
func WithTrace(take func(Trace)) Option {
	return func(e *Engine) { e.trace = take }
}

// recorder collects a trace. A nil one records nothing. It may still be
// written to by a shared run after its own asker has gone.
type recorder struct {
	mu sync.Mutex
	t  Trace
}

type recorderKey struct{}

// record begins a trace where somebody takes traces.
func (e *Engine) record(ctx context.Context, asked Question, began time.Time) (context.Context, *recorder) {
	if e.trace == nil {
		return ctx, nil
	}
	r := &recorder{t: Trace{ID: asked.ID, Asked: asked.Text, Began: began, Searches: []Searched{}, Judged: []Judged{}, Steps: []Step{}}}
	return context.WithValue(ctx, recorderKey{}, r), r
}

func recorderOf(ctx context.Context) *recorder {
	r, _ := ctx.Value(recorderKey{}).(*recorder)
	return r
}

// hand hands the finished trace over.
func (e *Engine) hand(r *recorder, a Answer) {
	if r == nil {
		return
	}
	r.mu.Lock()
	r.t.Answer, r.t.Took = a, time.Since(r.t.Began)
	t := r.t
	t.Searches = append([]Searched{}, t.Searches...)
	t.Steps = append([]Step{}, t.Steps...)
	r.mu.Unlock()
	e.trace(t)
}

// remembered notes that another question's answer is given.
func (r *recorder) remembered() {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.t.Remembered = true
}

// step times a step: call what it returns when the step is over.
func (r *recorder) step(name string) func() {
	if r == nil {
		return func() {}
	}
	began := time.Now()
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.t.Steps = append(r.t.Steps, Step{name, began.Sub(r.t.Began), time.Since(began)})
	}
}

// search looks the question up and records what is found.
func (e *Engine) search(ctx context.Context, text string) ([]retrieval.Hit, error) {
	r := recorderOf(ctx)
	over := r.step(stepSearch)
	hits, err := e.library.Search(ctx, text, e.considered)
	over()
	if r == nil || err != nil {
		return hits, err
	}
	s := Searched{Text: text, Hits: make([]Found, len(hits))}
	for i, h := range hits {
		a := h.Passage.Article
		s.Hits[i] = Found{a.ID, a.Title, h.Passage.Start, h.Passage.End, h.Passage.Text(), h.Score, h.Lexical, h.Dense}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.t.Searches = append(r.t.Searches, s)
	return hits, nil
}

// mostJudged is how many sentences a trace holds: beyond them nothing is near.
const mostJudged = 12

// judge records what became of the best sentences.
func (r *recorder) judge(ranked, chosen []*candidate) {
	if r == nil {
		return
	}
	kept := map[*candidate]bool{}
	for _, c := range chosen {
		kept[c] = true
	}
	var list []Judged
	for _, c := range ranked[:min(len(ranked), mostJudged)] {
		j := Judged{Article: c.article().ID, Start: c.quote.Start, End: c.quote.End, Text: c.article().Slice(c.quote),
			Evidence: c.evidence(), Needed: c.judgedBy().Threshold, Kept: kept[c], Verdict: c.verdict(kept[c], chosen)}
		list = append(list, j)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.t.Judged = list
}

func (c *candidate) verdict(kept bool, chosen []*candidate) Verdict {
	if kept {
		return Chosen
	}
	if !c.answers() {
		return TooWeak
	}
	for _, o := range chosen {
		if o.overlaps(c) || similarity(o.sentence, c.sentence) >= sameFact {
			return SameFact
		}
	}
	return AddsNothing
}
