package shared

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/vector"
)

// Nearest is an index whose vectors are on the server, which finds those that come near;
// their order is made of them as vector.Index makes it. It holds the passages, which are
// put without vectors. It is safe for concurrent use.
type Nearest struct {
	on     *Libraries
	vector serving

	mu       sync.RWMutex
	articles map[string][]*corpus.Passage
	passages map[pack.Digest][]*corpus.Passage
	held     int
}

var _ retrieval.Index = (*Nearest)(nil)

// Nearest is an index of the operator's library, whose vectors are an embedder's; nil
// where the server is not to search them, or has none of that embedder.
func (l *Libraries) Nearest(ctx context.Context, embedder string) (*Nearest, error) {
	if l.Above == 0 {
		return nil, nil
	}
	var s serving
	err := l.memory.Beside(ctx, func(ctx context.Context) error {
		at, err := l.state(ctx, Base, " FOR UPDATE")
		if err == nil && at.version > 0 && !at.gone {
			s, err = l.spread(ctx, at)
		}
		return err
	})
	if err != nil || s.id == 0 || s.name != embedder {
		return nil, err
	}
	if err := l.index(ctx, s); err != nil {
		return nil, err
	}
	return &Nearest{on: l, vector: s, articles: map[string][]*corpus.Passage{}, passages: map[pack.Digest][]*corpus.Passage{}}, nil
}

// Len implements retrieval.Index.
func (x *Nearest) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.held
}

// Put implements retrieval.Writer.
func (x *Nearest) Put(ctx context.Context, article string, entries []retrieval.Entry) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	x.drop(article)
	if len(entries) == 0 {
		return nil
	}
	list := make([]*corpus.Passage, len(entries))
	for i, e := range entries {
		list[i] = e.Passage
		hash := pack.OfPassage(e.Passage)
		x.passages[hash] = append(x.passages[hash], e.Passage)
	}
	x.articles[article] = list
	x.held += len(list)
	return nil
}

// Remove implements retrieval.Writer.
func (x *Nearest) Remove(ctx context.Context, articles ...string) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, article := range articles {
		x.drop(article)
	}
	return nil
}

func (x *Nearest) drop(article string) {
	for _, p := range x.articles[article] {
		hash := pack.OfPassage(p)
		rest := slices.DeleteFunc(x.passages[hash], func(other *corpus.Passage) bool { return other == p })
		if len(rest) == 0 {
			delete(x.passages, hash)
		} else {
			x.passages[hash] = rest
		}
		x.held--
	}
	delete(x.articles, article)
}

// The server gives so many times the passages wanted, and at least so many: which of them
// are the nearest is decided by vectors of more bits, and with those of their parts.
const (
	deeper  = 5
	atLeast = 250
	// mostByIndex is how many the server's index looks at, and gives at most: with fewer
	// it misses more of the nearest, and takes little less time.
	mostByIndex = 1000
)

// Search implements retrieval.Searcher.
func (x *Nearest) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	if err := ctx.Err(); err != nil || k < 1 {
		return nil, err
	}
	unit := literal(q.Vector)
	if unit == "" {
		return nil, fmt.Errorf("the question's vector: %w", retrieval.ErrVector)
	}
	if len(q.Vector) != x.vector.own {
		return nil, fmt.Errorf("the question's vector has %d dimensions where the index has %d: %w", len(q.Vector), x.vector.own, retrieval.ErrDimension)
	}
	near, err := x.near(ctx, unit, max(deeper*k, atLeast), q.Only)
	if err != nil {
		return nil, err
	}
	exact := vector.New(vector.Parts(retrieval.PartsOf(x.vector.name)))
	for article, entries := range near {
		if err := exact.Put(ctx, article, entries); err != nil {
			return nil, err
		}
	}
	return exact.Search(ctx, retrieval.Query{Vector: q.Vector}, k)
}

// near are about the n nearest passages of the articles that only admits, by article.
func (x *Nearest) near(ctx context.Context, unit string, n int, only func(string) bool) (map[string][]retrieval.Entry, error) {
	found, err := x.found(ctx, unit, n, nil)
	if err != nil {
		return nil, err
	}
	near, all, rest := x.admitted(found, only, n)
	if all || len(rest) == 0 {
		return near, nil
	}
	if found, err = x.found(ctx, unit, n, rest); err == nil {
		near, _, _ = x.admitted(found, only, n)
	}
	return near, err
}

// admitted are the passages of the texts found that only admits, and whether that is as
// many as were wanted. Where it is not, rest names the texts of all that it admits.
func (x *Nearest) admitted(found map[pack.Digest][]float32, only func(string) bool, n int) (near map[string][]retrieval.Entry, all bool, rest [][]byte) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	near = map[string][]retrieval.Entry{}
	texts := 0
	for hash, v := range found {
		admitted := false
		for _, p := range x.passages[hash] {
			if id := p.Article.ID; only == nil || only(id) {
				near[id] = append(near[id], retrieval.Entry{Passage: p, Vector: v})
				admitted = true
			}
		}
		if admitted {
			texts++
		}
	}
	if only == nil || texts >= n {
		return near, true, nil
	}
	for hash, passages := range x.passages {
		if slices.ContainsFunc(passages, func(p *corpus.Passage) bool { return only(p.Article.ID) }) {
			rest = append(rest, slices.Clone(hash[:]))
		}
	}
	return near, len(rest) == texts, rest
}

// found are the n nearest texts with their vectors; of some only, where these are named.
func (x *Nearest) found(ctx context.Context, unit string, n int, of [][]byte) (map[pack.Digest][]float32, error) {
	memory := x.on.memory
	found := make(map[pack.Digest][]float32, n)
	take := func(row *sql.Rows) error {
		var hash, packed []byte
		if err := row.Scan(&hash, &packed); err != nil {
			return err
		}
		if len(hash) != len(pack.Digest{}) {
			return pack.ErrDamaged
		}
		v, err := x.vector.unpack(packed)
		found[pack.Digest(hash)] = v
		return err
	}
	err := memory.Beside(ctx, func(ctx context.Context) error {
		if err := x.on.Extended(ctx); err != nil {
			return err
		}
		if of != nil || n > mostByIndex {
			return memory.Each(ctx, take, x.vector.fill("exact"), unit, n, of)
		}
		if err := memory.Exec(ctx, nearestQuery("deep"), strconv.Itoa(mostByIndex)); err != nil {
			return err
		}
		return memory.Each(ctx, take, x.vector.fill("search"), unit, n)
	})
	return found, err
}
