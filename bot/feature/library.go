package feature

import (
	"context"

	"footnote/corpus"
	"footnote/retrieval"
)

// Catalogue knows the articles.
type Catalogue interface {
	Article(id string) (*corpus.Article, bool)
	Articles() []*corpus.Article
}

// Searcher finds the passages that come nearest to a text.
type Searcher interface {
	Search(ctx context.Context, text string, k int) ([]retrieval.Hit, error)
}

// Library is what may be searched and shown in one place.
type Library interface {
	Catalogue
	Searcher
	// Vocabulary knows the words of the articles.
	Vocabulary() retrieval.Vocabulary
	// Passages are those of an article, in order.
	Passages(id string) []*corpus.Passage
}

// Libraries know what a guild may see: the shared articles, on top of them its
// own, and never another guild's.
type Libraries interface {
	// In returns what the filter admits of a guild's view; "" is a place outside
	// of all guilds. IDs of a guild's own articles begin with OwnPrefix.
	In(ctx context.Context, guild string, filter retrieval.Filter) (Library, error)
}

// OwnPrefix is how the IDs of a guild's own articles begin.
func OwnPrefix(guild string) string { return guild + "/" }

// Everywhere is Libraries of one library that all may see, where nobody keeps
// articles of guilds. Filters are not applied by it.
type Everywhere struct{ Library }

// In implements Libraries.
func (e Everywhere) In(context.Context, string, retrieval.Filter) (Library, error) {
	return e.Library, nil
}
