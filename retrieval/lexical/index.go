// Package lexical ranks passages by the words they share with a question.
//
// It is an inverted index of its own making: BM25 over stemmed words finds
// candidates, and the first fifty are ranked again by how much of the question
// a single sentence, or two that follow each other, hold and whether the words
// stand together as they do in the question. Words of a question that no
// passage holds are replaced by what the passages write instead: the names
// that an acronym stands for, another spelling of a name, the word that was
// meant where a letter went wrong.
//
// Everything lives in memory. Searches run beside each other and beside
// changes; a change becomes visible at once and whole, article by article.
package lexical

import (
	"context"
	"fmt"
	"sync"

	"footnote/corpus"
	"footnote/retrieval"
)

// Index is a searchable set of passages. The zero value is not ready; use New.
// It implements retrieval.Index and retrieval.Vocabulary.
type Index struct {
	// write admits one change at a time; mu guards state against readers.
	write sync.Mutex
	mu    sync.RWMutex
	state *state
	// analysers are those that have read before, until memory is short.
	analysers sync.Pool
}

var (
	_ retrieval.Index      = (*Index)(nil)
	_ retrieval.Vocabulary = (*Index)(nil)
)

// New returns an empty index.
func New() *Index { return &Index{state: newState(0)} }

// Len is the number of passages held.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.state.live
}

// Put replaces the passages of an article. Vectors are ignored. It is an error
// where an entry has no passage or one of another article.
func (x *Index) Put(ctx context.Context, article string, entries []retrieval.Entry) error {
	return x.PutAll(ctx, []retrieval.Batch{{Article: article, Entries: entries}})
}

// Remove drops the articles named; unknown names are ignored.
func (x *Index) Remove(ctx context.Context, articles ...string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	x.write.Lock()
	defer x.write.Unlock()
	x.mu.Lock()
	for _, id := range articles {
		x.state.remove(id)
	}
	x.mu.Unlock()
	x.compact()
	return nil
}

// compact rebuilds the index where removed passages have become many. Searches
// go on in the old one meanwhile. The caller holds write.
func (x *Index) compact() {
	s := x.state
	dead := len(s.docs) - s.live
	if dead < minDead || dead*2 < s.live {
		return
	}
	fresh := s.rebuild()
	x.mu.Lock()
	x.state = fresh
	x.mu.Unlock()
}

// minDead keeps small indexes from being rebuilt over and over.
const minDead = 256

// check tells what is wrong with the entries of an article.
func check(article string, entries []retrieval.Entry) error {
	for _, e := range entries {
		if e.Passage == nil || e.Passage.Article == nil {
			return fmt.Errorf("article %q has an entry without a passage", article)
		}
		if id := e.Passage.Article.ID; id != article {
			return fmt.Errorf("article %q was given a passage of article %q", article, id)
		}
		if !sound(e.Passage) {
			return fmt.Errorf("article %q has a passage whose range lies outside its text", article)
		}
	}
	return nil
}

// sound tells whether the ranges of a passage lie within its article.
func sound(p *corpus.Passage) bool {
	within := corpus.Span{End: len(p.Article.Text)}
	for _, s := range p.Sentences {
		if s.Start > s.End || !p.Contains(s) {
			return false
		}
	}
	return p.Start <= p.End && within.Contains(p.Span)
}
