// Package sampletest gives tests the sample's articles, and libraries of them.
package sampletest

import (
	"context"
	"sync"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/lexical"
	"footnote/retrieval/vector"
)

// articles are read once.
var articles = sync.OnceValues(func() (list []*corpus.Article, err error) {
	for a, err := range corpus.ReadFS(context.Background(), sample.FS, ".") {
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
})

// Articles are the sample's, which no test may change.
func Articles(t testing.TB) []*corpus.Article {
	t.Helper()
	list, err := articles()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// byWords is made once.
var byWords = sync.OnceValues(func() (*retrieval.Library, error) {
	list, err := articles()
	if err != nil {
		return nil, err
	}
	library := retrieval.NewLibrary(lexical.New())
	return library, library.Put(context.Background(), list...)
})

// Library has the articles, searched by words alone. No test may change it.
func Library(t testing.TB) *retrieval.Library {
	t.Helper()
	library, err := byWords()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// Served is a library of the articles, searched as the program does without any setting,
// and what it answers with.
func Served(t testing.TB) (*retrieval.Library, []answer.Option) {
	t.Helper()
	encode, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	read, err := encoder.NewReader(encode)
	if err != nil {
		t.Fatal(err)
	}
	const parts = 4
	library := retrieval.NewLibrary(lexical.New(), retrieval.WithDense(retrieval.Dense{
		Index: vector.New(vector.Parts(parts)), Embedder: retrieval.InParts(encode, parts), Weight: 0.4,
	}))
	if err := library.Put(t.Context(), Articles(t)...); err != nil {
		t.Fatal(err)
	}
	return library, []answer.Option{answer.WithMeaning(encode), answer.WithReader(read)}
}
