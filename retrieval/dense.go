package retrieval

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
)

// Dense is the part of a Library that searches by meaning.
type Dense struct {
	Index    Index
	Embedder Embedder
	// Elsewhere: Index has the vectors of passages from somewhere else, and is given
	// none.
	Elsewhere bool
	// Weight is the share of the dense part in a passage's score, 0 to 1.
	Weight float64
	// Patience is how long a question waits for its vector before the words
	// alone decide; zero means two seconds.
	Patience time.Duration
}

// defaultPatience leaves most of a minute's deadline to whoever writes the
// answer, and is long for any embedder that works.
const defaultPatience = 2 * time.Second * Slowdown

// PassageText is what is embedded of a passage: its text below the title and
// heading, which often name what the text only calls "it". An empty line divides
// the two; there is no other.
func PassageText(p *corpus.Passage) string {
	head := p.Article.Title
	if p.Heading != "" && p.Heading != head {
		head = strings.TrimSpace(head + "\n" + p.Heading)
	}
	text := withoutEmptyLines(p.Text())
	if head = withoutEmptyLines(head); head == "" {
		return text
	}
	return head + headEnd + text
}

// headEnd divides the head of a passage from its text.
const headEnd = "\n\n"

func withoutEmptyLines(s string) string {
	for strings.Contains(s, headEnd) {
		s = strings.ReplaceAll(s, headEnd, "\n")
	}
	return s
}

// embed returns the batches with a vector for each entry that has none. What
// cannot be embedded stays without; the error says why. The entries given are
// left as they are.
func (d *Dense) embed(ctx context.Context, batches []Batch) ([]Batch, error) {
	if d == nil || d.Elsewhere {
		return batches, nil
	}
	batches = cloneEntries(batches)
	var lack []*Entry
	var texts []string
	for _, b := range batches {
		for i := range b.Entries {
			if e := &b.Entries[i]; e.Vector == nil && e.Passage != nil {
				lack, texts = append(lack, e), append(texts, PassageText(e.Passage))
			}
		}
	}
	if len(lack) == 0 {
		return batches, nil
	}
	vectors, err := d.Embedder.Embed(ctx, Passage, texts)
	if err == nil && len(vectors) != len(texts) {
		err = fmt.Errorf("the embedder %s gave %d vectors for %d texts", d.Embedder.Name(), len(vectors), len(texts))
	}
	if err != nil {
		return batches, err
	}
	for i, e := range lack {
		e.Vector = vectors[i]
	}
	return batches, nil
}

func cloneEntries(batches []Batch) []Batch {
	copied := make([]Batch, len(batches))
	for i, b := range batches {
		copied[i] = Batch{Article: b.Article, Entries: append([]Entry(nil), b.Entries...)}
	}
	return copied
}

// put writes what has vectors to the dense index and counts the rest as
// pending. An article that the index refuses is dropped from it, so that no
// vector of its old state stays.
func (d *Dense) put(ctx context.Context, batches []Batch, changes map[string]*held) error {
	if d == nil {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // the words are in already
	var failed error
	for _, b := range batches {
		var with []Entry
		for _, e := range b.Entries {
			if e.Vector != nil || d.Elsewhere {
				with = append(with, e)
			}
		}
		if err := d.Index.Put(ctx, b.Article, with); err != nil {
			failed, with = err, nil
			if err := d.Index.Remove(ctx, b.Article); err != nil {
				failed = err
			}
		}
		changes[b.Article].pending = len(b.Entries) - len(with)
	}
	return failed
}

// denser searches by meaning in one dense part, or in two of one embedder.
type denser struct {
	// base is nil where words alone decide; own may be nil.
	base, own *Dense
	// awaits tells that base is to come.
	awaits bool
	log    *slog.Logger
}

// near returns the passages nearest in meaning, none where there is no dense
// part or it fails: the words are enough then, and the log says why.
func (d *denser) near(ctx context.Context, q Query, k int) []Hit {
	if d.base == nil && d.awaits {
		fallShort(ctx)
	}
	if d.base == nil || d.base.Index.Len() == 0 && (d.own == nil || d.own.Index.Len() == 0) {
		return nil
	}
	patience := d.base.Patience
	if patience == 0 {
		patience = defaultPatience
	}
	ctx, cancel := Within(ctx, patience)
	defer cancel()
	hits, err := d.nearest(ctx, q, k)
	if err != nil {
		FallShort(ctx, d.log, "searching by words alone, as the dense part failed",
			"embedder", d.base.Embedder.Name(), "error", err)
		return nil
	}
	return hits
}

func (d *denser) nearest(ctx context.Context, q Query, k int) ([]Hit, error) {
	vectors, err := d.base.Embedder.Embed(ctx, Question, []string{q.Text})
	if err != nil {
		return nil, err
	}
	if len(vectors) != 1 {
		return nil, fmt.Errorf("the embedder gave %d vectors for one question", len(vectors))
	}
	q.Vector = vectors[0]
	if d.own == nil || d.own.Index.Len() == 0 {
		return d.base.Index.Search(ctx, q, k)
	}
	return mergeSearch(ctx, q, k, d.base.Index, d.own.Index)
}

// fill writes the vectors of articles to the dense index and counts those that are pending.
func (d *Dense) fill(ctx context.Context, changes map[string]*held, vector func(*corpus.Passage) []float32) error {
	articles := slices.Sorted(maps.Keys(changes))
	errs := make([]error, len(articles))
	// One by one on each core, for all vectors at once are several times the articles.
	parallel(len(articles), func(i int) {
		if errs[i] = ctx.Err(); errs[i] != nil {
			return
		}
		passages := changes[articles[i]].passages
		b := Batch{Article: articles[i], Entries: make([]Entry, len(passages))}
		for i, p := range passages {
			b.Entries[i] = Entry{Passage: p, Vector: vector(p)}
		}
		errs[i] = d.put(ctx, []Batch{b}, changes)
	})
	return errors.Join(errs...)
}

// SetDense replaces the part that searches by meaning, while searches go on: each
// uses the old one or the new one. vector gives the vectors of the passages held,
// of the length and embedder of d, and may be called by several at once; those without one are pending. Where a vector
// does not fit, the error says so and the old part stays. The zero Dense is for
// words alone.
func (l *Library) SetDense(ctx context.Context, d Dense, vector func(*corpus.Passage) []float32) error {
	l.write.Lock()
	defer l.write.Unlock()
	changes := make(map[string]*held, len(l.shelf))
	for id, h := range l.shelf {
		changes[id] = &held{article: h.article, passages: h.passages, foreign: h.foreign}
	}
	if d.Index != nil {
		if err := d.fill(ctx, changes, vector); err != nil {
			return err
		}
	}
	dense := &d
	if d.Index == nil {
		dense = nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shelf, l.pending = changes, 0
	for _, h := range changes {
		l.pending += h.pending
	}
	l.dense.Store(dense)
	l.awaits.Store(false)
	l.version++
	return nil
}
