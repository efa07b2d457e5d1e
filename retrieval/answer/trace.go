package answer

import (
	"context"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
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
	Judged []extract.Judged `json:"judged"`
	Steps  []Step           `json:"steps"`
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
	r := &recorder{t: Trace{ID: asked.ID, Asked: asked.Text, Began: began, Searches: []Searched{}, Judged: []extract.Judged{}, Steps: []Step{}}}
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

// judged records what became of the best sentences.
func (r *recorder) judged(list []extract.Judged) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.t.Judged = list
}
