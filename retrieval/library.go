package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"footnote/corpus"
)

// Lexical is an index that also knows the words of the articles.
type Lexical interface {
	Index
	Vocabulary
}

// Words ranks passages by their words, and knows these.
type Words interface {
	Searcher
	Vocabulary
}

// Stackable is a Lexical that can be searched as one with another below it.
type Stackable interface {
	// Over returns both as if one index held the passages of both, whose
	// weights of words therefore are of both; nil where base is of another kind.
	// Neither index changes by it.
	Over(base Lexical) Words
}

// Library keeps articles and finds passages in them, by words and, where it
// has a dense part, by meaning. It is safe for concurrent use: a search sees
// of each article either the old or the new state.
type Library struct {
	lexical Lexical
	// serial tells the library from all others of the process.
	serial uint64
	// dense is nil for words alone. A call reads it once, so that it meets one
	// embedder and that one's index.
	dense atomic.Pointer[Dense]
	// awaits tells that SetDense is to come.
	awaits atomic.Bool
	// across is nil where nothing is searched across languages.
	across *Across
	log    *slog.Logger

	// write admits one change at a time; mu guards what follows.
	write   sync.Mutex
	mu      sync.RWMutex
	shelf   map[string]*held
	version uint64
	pending int
}

// held is an article with what was indexed of it.
type held struct {
	article  *corpus.Article
	passages []*corpus.Passage
	// foreign: the article is in another language than English.
	foreign bool
	// pending is the number of passages without a vector.
	pending int
}

// Option changes how a new Library works.
type Option func(*Library)

// WithDense adds search by meaning. Without an index, an embedder or a weight
// above zero it has no effect.
func WithDense(d Dense) Option {
	return func(l *Library) {
		if d.Index != nil && d.Embedder != nil && d.Weight > 0 {
			l.dense.Store(&d)
		}
	}
}

// WithDenseLater tells that SetDense is to come: what words alone find until then falls
// short.
func WithDenseLater() Option { return func(l *Library) { l.awaits.Store(true) } }

// WithAcross adds search by meaning across languages.
func WithAcross(a *Across) Option { return func(l *Library) { l.across = a } }

// WithLogger names where failures of the dense part are reported; by default
// that is slog's default logger.
func WithLogger(log *slog.Logger) Option {
	return func(l *Library) { l.log = log }
}

// made counts libraries.
var made atomic.Uint64

// NewLibrary returns an empty library around an empty index.
func NewLibrary(lexical Lexical, options ...Option) *Library {
	l := &Library{lexical: lexical, serial: made.Add(1), log: slog.Default(), shelf: map[string]*held{}}
	for _, o := range options {
		o(l)
	}
	return l
}

// Article returns the article of this ID.
func (l *Library) Article(id string) (*corpus.Article, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if h := l.shelf[id]; h != nil {
		return h.article, true
	}
	return nil, false
}

// Passages returns the passages of an article in order, none where there is no
// such article. The slice is the caller's, the passages are not to be changed.
func (l *Library) Passages(id string) []*corpus.Passage {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if h := l.shelf[id]; h != nil {
		return slices.Clone(h.passages)
	}
	return nil
}

// Articles returns all articles in order of ID.
func (l *Library) Articles() []*corpus.Article {
	l.mu.RLock()
	defer l.mu.RUnlock()
	list := make([]*corpus.Article, 0, len(l.shelf))
	for _, h := range l.shelf {
		list = append(list, h.article)
	}
	slices.SortFunc(list, func(a, b *corpus.Article) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Len is the number of articles.
func (l *Library) Len() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.shelf)
}

// LenPassages is the number of passages that can be found.
func (l *Library) LenPassages() int { return l.lexical.Len() }

// Pending is the number of passages that a library with a dense part holds
// without a vector, because the embedder failed: they are found by words only.
func (l *Library) Pending() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.pending
}

// Embedder names the embedder of the dense part, "" where there is none.
func (l *Library) Embedder() string {
	if d := l.dense.Load(); d != nil {
		return d.Embedder.Name()
	}
	return ""
}

// Version moves with every change of the articles and of what searches them. What
// was derived from the library holds as long as it stays the same.
func (l *Library) Version() uint64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.version
}

// Fingerprint tells the library from all others of the process, and its state
// from earlier ones.
func (l *Library) Fingerprint() string { return fmt.Sprintf("%d@%d", l.serial, l.Version()) }

// Vocabulary knows the words of the articles.
func (l *Library) Vocabulary() Vocabulary { return l.lexical }

// shelve records changes that the indexes have taken in; a nil article is one
// that was removed.
func (l *Library) shelve(changes map[string]*held) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, h := range changes {
		if old := l.shelf[id]; old != nil {
			l.pending -= old.pending
		}
		if h == nil {
			delete(l.shelf, id)
			continue
		}
		l.shelf[id] = h
		l.pending += h.pending
	}
	l.version++
}

// Remove drops the articles named; unknown names are ignored.
func (l *Library) Remove(ctx context.Context, ids ...string) error {
	l.write.Lock()
	defer l.write.Unlock()
	changes := map[string]*held{}
	for _, id := range ids {
		if l.shelf[id] != nil {
			changes[id] = nil
		}
	}
	if len(changes) == 0 {
		return ctx.Err()
	}
	if err := l.lexical.Remove(ctx, ids...); err != nil {
		return err
	}
	defer l.shelve(changes) // when nothing finds them any more
	dense := l.dense.Load()
	if dense == nil {
		return nil
	}
	// The words are gone already, and so must the vectors be, cancelled or not.
	return dense.Index.Remove(context.WithoutCancel(ctx), ids...)
}
