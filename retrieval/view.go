package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"footnote/corpus"
	"footnote/retrieval/terms"
)

// Filter admits articles by their IDs.
type Filter struct {
	// Key names what is admitted: filters of the same key admit the same
	// articles of the same state of the libraries.
	Key string
	// Only tells of an ID whether it is admitted.
	Only func(article string) bool
}

// View is what one reader may see: a shared library, on top of it one of the
// reader's own, and of both together only what a filter admits. It searches
// them as if they were one library, and changes neither: nothing of one view's
// own library, not even how often a word occurs in it, shows in another view.
// It is safe for concurrent use and follows the changes of its libraries.
type View struct {
	base, own *Library
	filter    Filter
	words     Words
}

// NewView returns a view of base with own on top, which may be nil. IDs of own
// articles should not occur in base; where one does, Article means the own one.
func NewView(base, own *Library, filter Filter) *View {
	v := &View{base: base, own: own, filter: filter, words: base.lexical}
	if own == nil {
		return v
	}
	var both Words
	if s, ok := own.lexical.(Stackable); ok {
		both = s.Over(base.lexical)
	}
	if v.words = both; both == nil {
		v.words = apart{base.lexical, own.lexical}
	}
	return v
}

// layers are the libraries of the view, the own one first.
func (v *View) layers() []*Library {
	if v.own == nil {
		return []*Library{v.base}
	}
	return []*Library{v.own, v.base}
}

// Article returns the article of this ID, whether the filter admits it or not:
// a filter narrows what is searched, and an answer given before may still be
// looked up.
func (v *View) Article(id string) (*corpus.Article, bool) {
	for _, l := range v.layers() {
		if a, ok := l.Article(id); ok {
			return a, true
		}
	}
	return nil, false
}

// Passages returns the passages of an article in order, as Library.Passages does.
func (v *View) Passages(id string) []*corpus.Passage {
	for _, l := range v.layers() {
		if _, ok := l.Article(id); ok {
			return l.Passages(id)
		}
	}
	return nil
}

// Articles returns the articles that are searched, in order of ID.
func (v *View) Articles() []*corpus.Article {
	list := v.base.Articles()
	if v.own != nil {
		list = append(list, v.own.Articles()...)
		slices.SortStableFunc(list, func(a, b *corpus.Article) int { return cmp.Compare(a.ID, b.ID) })
	}
	if v.filter.Only == nil {
		return list
	}
	return slices.DeleteFunc(list, func(a *corpus.Article) bool { return !v.filter.Only(a.ID) })
}

// Len is the number of articles that are searched.
func (v *View) Len() int {
	if v.filter.Only != nil {
		return len(v.Articles())
	}
	n := 0
	for _, l := range v.layers() {
		n += l.Len()
	}
	return n
}

// Vocabulary knows the words of all articles of both libraries.
func (v *View) Vocabulary() Vocabulary { return v.words }

// Version moves with every change of either library.
func (v *View) Version() uint64 {
	n := uint64(0)
	for _, l := range v.layers() {
		n += l.Version()
	}
	return n
}

// Fingerprint tells apart everything that the view's answers depend on: which
// libraries it is of, in which state, and what its filter admits.
func (v *View) Fingerprint() string {
	own := ""
	if v.own != nil {
		own = v.own.Fingerprint()
	}
	return fmt.Sprintf("%s/%s/%q", v.base.Fingerprint(), own, v.filter.Key)
}

// Search returns the k passages that fit a question best, as Library.Search does.
func (v *View) Search(ctx context.Context, question string, k int) ([]Hit, error) {
	d := denser{base: v.base.dense.Load(), awaits: v.base.awaits.Load(), log: v.base.log}
	if v.own != nil {
		d.add(v.own, v.base.LenPassages() == 0)
	}
	return v.base.across.search(ctx, v.words, &d, v.layers(), Query{Text: question, Only: v.filter.Only}, k)
}

// add has the dense part of an own library searched too, where its vectors
// can be compared with those of the base. Where they cannot, since one of the
// two is still being made, words alone decide: a part that only some
// of the passages can score would favour these.
func (d *denser) add(own *Library, baseless bool) {
	top := own.dense.Load()
	switch {
	case own.LenPassages() == 0:
	case baseless:
		d.base = top
	case d.base == nil || top == nil || d.base.Embedder.Name() != top.Embedder.Name():
		d.base = nil
	default:
		d.own = top
	}
}

// apart are two indexes of words that do not know how to be one: their hits are
// ordered by scores that each made by itself.
type apart struct {
	Words
	own Words
}

// Search searches both.
func (a apart) Search(ctx context.Context, q Query, k int) ([]Hit, error) {
	return mergeSearch(ctx, q, k, a.Words, a.own)
}

// Expand is empty for a word that either index knows.
func (a apart) Expand(word terms.Token) [][]string {
	if _, known := a.IDF(word.Term); known {
		return nil
	}
	return append(a.Words.Expand(word), a.own.Expand(word)...)
}

// IDF is that of the index that knows the term, the base first.
func (a apart) IDF(term string) (float64, bool) {
	idf, known := a.Words.IDF(term)
	if !known {
		if own, ok := a.own.IDF(term); ok {
			return own, true
		}
	}
	return idf, known
}

// mergeSearch gives the k best hits of several searchers whose scores can be
// compared.
func mergeSearch(ctx context.Context, q Query, k int, all ...Searcher) ([]Hit, error) {
	var list []Hit
	for _, s := range all {
		hits, err := s.Search(ctx, q, k)
		if err != nil {
			return nil, err
		}
		list = append(list, hits...)
	}
	slices.SortFunc(list, Compare)
	return list[:min(max(k, 0), len(list))], nil
}
