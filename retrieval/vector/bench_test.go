package vector

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

const (
	benchDims       = 384
	benchPerArticle = 10
	benchK          = 50
)

// randomArticles makes n passages with random vectors, ten to an article.
func randomArticles(n int) [][]retrieval.Entry {
	rng := rand.New(rand.NewPCG(1, 2))
	articles := make([][]retrieval.Entry, n/benchPerArticle)
	for a := range articles {
		article := &corpus.Article{ID: fmt.Sprintf("article-%06d", a)}
		for i := range benchPerArticle {
			p := &corpus.Passage{Article: article, Span: corpus.Span{Start: i, End: i + 1}}
			articles[a] = append(articles[a], retrieval.Entry{Passage: p, Vector: randomVector(rng)})
		}
	}
	return articles
}

func randomVector(rng *rand.Rand) []float32 {
	v := make([]float32, benchDims)
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	return v
}

func load(tb testing.TB, articles [][]retrieval.Entry) *Index {
	x := New()
	for _, entries := range articles {
		if err := x.Put(context.Background(), entries[0].Passage.Article.ID, entries); err != nil {
			tb.Fatal(err)
		}
	}
	return x
}

// scan is the baseline: every vector in one block, one core, a sorted list of
// the best.
type scan struct {
	vectors  []float32
	passages []*corpus.Passage
}

func newScan(articles [][]retrieval.Entry) *scan {
	s := &scan{}
	for _, entries := range articles {
		for _, e := range entries {
			unit := make([]float32, benchDims)
			if normalise(unit, e.Vector) == nil {
				s.vectors = append(s.vectors, unit...)
				s.passages = append(s.passages, e.Passage)
			}
		}
	}
	return s
}

func (s *scan) search(q []float32, k int) []retrieval.Hit {
	hits := make([]retrieval.Hit, 0, k+1)
	for i, p := range s.passages {
		var sum float32
		v := s.vectors[i*benchDims:][:len(q)]
		for d, x := range q {
			sum += x * v[d]
		}
		score := float64(sum)
		if len(hits) == k && score <= hits[k-1].Score {
			continue
		}
		at, _ := slices.BinarySearchFunc(hits, score, func(h retrieval.Hit, s float64) int { return cmp.Compare(s, h.Score) })
		hits = slices.Insert(hits, at, retrieval.Hit{Passage: p, Score: score})[:min(len(hits)+1, k)]
	}
	return hits
}

// BenchmarkSearch compares the index with the plain scan of the same vectors.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		articles := randomArticles(n)
		question := randomVector(rand.New(rand.NewPCG(3, 4)))
		plain, index := newScan(articles), load(b, articles)
		b.Run(fmt.Sprintf("scan/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				plain.search(question, benchK)
			}
		})
		b.Run(fmt.Sprintf("chromem/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := index.Search(context.Background(), retrieval.Query{Vector: question}, benchK); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoad fills an index with 100,000 passages, an article at a time,
// and reports what it keeps beside the passages themselves.
func BenchmarkLoad(b *testing.B) {
	const n = 100_000
	articles := randomArticles(n)
	for b.Loop() {
		load(b, articles)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/passage")
	b.ReportMetric(kept(func() any { return load(b, articles) })/n, "kept-B/passage")
}

// kept is the number of bytes that what build returns holds on to.
func kept(build func() any) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	built := build()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(built)
	runtime.KeepAlive(build) // and what it built from, which counts on both sides
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

// BenchmarkReplace exchanges one article of ten passages among 100,000.
func BenchmarkReplace(b *testing.B) {
	articles := randomArticles(100_000)
	index := load(b, articles)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		entries := articles[i%len(articles)]
		if err := index.Put(context.Background(), entries[0].Passage.Article.ID, entries); err != nil {
			b.Fatal(err)
		}
	}
}
