package retrieval

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/corpus"
	"footnote/retrieval/language"
)

// Across searches by meaning where words cannot: for a question in another
// language than English among all passages, and for one in English among the
// passages in other languages. Vectors are made when a question first needs them,
// behind its back where that takes long, and remembered by their texts; one Across
// serves all libraries of a process. It is safe for concurrent use.
type Across struct {
	embedder Embedder
	log      *slog.Logger
	patience time.Duration
	vectors  *lru.Cache[uint64, []float32]

	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup
	mu     sync.Mutex
	queue  []string
	queued map[uint64]bool
	// idle is closed when the queue is empty; nil where nobody works on it.
	idle chan struct{}
}

const (
	// acrossKept is how many passages' vectors are remembered, 1.5 kB each; in a
	// larger library what was used last is found.
	acrossKept = 40_000
	// acrossBatch is how many passages are embedded at a time.
	acrossBatch = 16
	// acrossPatience is how long a question waits for vectors of passages.
	acrossPatience = 4 * time.Second * Slowdown
	// acrossWeight is the share of the cosine beside the words in the score of a
	// passage for a question in another language: the two share names and numbers.
	acrossWeight = 0.8
	// acrossAdded is how many passages in other languages are added to those that
	// a question in English finds.
	acrossAdded = 3
	// usualCosine is what a question and a passage about something else have on
	// average (the sample's tuning half), and usualWeight how many passages of a
	// library it counts for: a few alone tell no mean.
	usualCosine = 0.755
	usualWeight = 10
)

// NewAcross returns an Across whose vectors an embedder makes, which knows several
// languages. Close ends it.
func NewAcross(e Embedder, log *slog.Logger) *Across {
	cache, err := lru.New[uint64, []float32](acrossKept)
	if err != nil {
		panic(err) // only for a size below one
	}
	a := &Across{embedder: e, log: log, patience: acrossPatience, vectors: cache, queued: map[uint64]bool{}}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	return a
}

// Close ends the work on vectors and waits for it.
func (a *Across) Close() {
	a.cancel()
	a.work.Wait()
}

// search is the package's search, with what a finds across languages.
func (a *Across) search(ctx context.Context, words Searcher, dense *denser, layers []*Library, q Query, k int) ([]Hit, error) {
	if a == nil {
		return search(ctx, words, dense, q, k)
	}
	all := language.Foreign(language.Of(q.Text))
	passages := passagesOf(layers, all, q.Only)
	if len(passages) == 0 {
		return search(ctx, words, dense, q, k)
	}
	if !all {
		hits, err := search(ctx, words, dense, q, k)
		return a.added(ctx, hits, passages, q.Text, k), err
	}
	hits, err := search(ctx, words, &denser{log: dense.log}, q, max(k, candidates))
	if err != nil {
		return nil, err
	}
	near := a.near(ctx, passages, q.Text, max(k, candidates))
	if len(near) > 0 {
		scale(near, func(h *Hit) *float64 { return &h.Dense })
		hits = fuse(hits, near, acrossWeight)
	}
	return hits[:min(k, len(hits))], ctx.Err()
}

// added puts the nearest passages in other languages behind the hits.
func (a *Across) added(ctx context.Context, hits []Hit, passages []*corpus.Passage, question string, k int) []Hit {
	near := a.near(ctx, passages, question, min(k, acrossAdded))
	for i := range near {
		at := placeOf(near[i].Passage)
		hits = slices.DeleteFunc(hits, func(h Hit) bool { return placeOf(h.Passage) == at })
		near[i].Score = 0
	}
	return append(hits[:min(len(hits), k-len(near))], near...)
}

// passagesOf are the passages of the articles that only admits: all, or those in
// other languages than English.
func passagesOf(layers []*Library, all bool, only func(string) bool) []*corpus.Passage {
	var list []*corpus.Passage
	for _, l := range layers {
		l.mu.RLock()
		for id, h := range l.shelf {
			if (all || h.foreign) && (only == nil || only(id)) {
				list = append(list, h.passages...)
			}
		}
		l.mu.RUnlock()
	}
	return list
}

// near returns the passages nearest in meaning, none where the embedder fails.
func (a *Across) near(ctx context.Context, passages []*corpus.Passage, question string, k int) []Hit {
	ctx, cancel := context.WithTimeout(ctx, a.patience)
	defer cancel()
	asked, err := a.embedder.Embed(ctx, Question, []string{question})
	if err == nil && len(asked) != 1 {
		err = fmt.Errorf("the embedder %s gave %d vectors for one question", a.embedder.Name(), len(asked))
	}
	if err != nil {
		FallShort(ctx, a.log, "not searching across languages", "error", err)
		return nil
	}
	keys := a.wait(ctx, passages)
	var hits []Hit
	sum := usualCosine * usualWeight
	for i, p := range passages {
		if v, ok := a.vectors.Get(keys[i]); ok {
			cosine := Cosine(asked[0], v)
			sum += cosine
			hits = append(hits, Hit{Passage: p, Score: cosine, Across: cosine})
		}
	}
	if len(hits) < len(passages) {
		fallShort(ctx) // the rest are still on their way
	}
	for i := range hits {
		hits[i].Usual = sum / (usualWeight + float64(len(hits)))
	}
	slices.SortFunc(hits, Compare)
	return hits[:min(k, len(hits))]
}

func keyOfText(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// wait has the vectors made that are lacking, and returns the passages' keys when
// all are there or ctx is done; the work goes on then.
func (a *Across) wait(ctx context.Context, passages []*corpus.Passage) []uint64 {
	keys := make([]uint64, len(passages))
	a.mu.Lock()
	for i, p := range passages {
		text := PassageText(p)
		key := keyOfText(text)
		keys[i] = key
		if !a.vectors.Contains(key) && !a.queued[key] && len(a.queue) < acrossKept {
			a.queued[key], a.queue = true, append(a.queue, text)
		}
	}
	if len(a.queue) > 0 && a.idle == nil && a.ctx.Err() == nil {
		a.idle = make(chan struct{})
		a.work.Go(a.run)
	}
	idle := a.idle
	a.mu.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-ctx.Done():
		}
	}
	return keys
}

// run makes the vectors of the queue.
func (a *Across) run() {
	for {
		batch := a.next()
		if len(batch) == 0 {
			return
		}
		vectors, err := a.embedder.Embed(a.ctx, Passage, batch)
		if err == nil && len(vectors) != len(batch) {
			err = fmt.Errorf("the embedder %s gave %d vectors for %d texts", a.embedder.Name(), len(vectors), len(batch))
		}
		if err != nil {
			a.giveUp(err)
			return
		}
		for i, v := range vectors {
			a.vectors.Add(keyOfText(batch[i]), v)
		}
	}
}

// next takes a batch off the queue; where there is none, nobody works any more.
func (a *Across) next() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	batch := a.queue[:min(acrossBatch, len(a.queue))]
	a.queue = a.queue[len(batch):]
	for _, text := range batch {
		delete(a.queued, keyOfText(text))
	}
	if len(batch) == 0 {
		a.stop()
	}
	return batch
}

// giveUp empties the queue; the next question tries again.
func (a *Across) giveUp(err error) {
	if !errors.Is(err, context.Canceled) {
		a.log.Warn("passages cannot be found across languages", "error", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.stop()
}

func (a *Across) stop() {
	a.queue = nil
	clear(a.queued)
	close(a.idle)
	a.idle = nil
}
