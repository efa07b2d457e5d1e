package lexical_test

import (
	"math"
	"slices"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/terms"
)

// built keeps the indexes of a run, since making one takes longer than using it.
var built = map[int]*lexical.Index{}

func index(b *testing.B, passages int) *lexical.Index {
	b.Helper()
	if built[passages] == nil {
		x := lexical.New()
		if err := x.PutAll(b.Context(), synthetic(passages)); err != nil {
			b.Fatal(err)
		}
		built[passages] = x
	}
	return built[passages]
}

func benchmarkSearch(b *testing.B, passages int, list []string) {
	x := index(b, passages)
	var took []float64
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		before := b.Elapsed()
		if _, err := x.Search(b.Context(), retrieval.Query{Text: list[i%len(list)]}, 10); err != nil {
			b.Fatal(err)
		}
		took = append(took, float64((b.Elapsed() - before).Microseconds()))
		i++
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "median-µs")
	b.ReportMetric(took[len(took)*95/100], "p95-µs")
}

func BenchmarkSearch10k(b *testing.B)  { benchmarkSearch(b, 10_000, questions(200)) }
func BenchmarkSearch100k(b *testing.B) { benchmarkSearch(b, 100_000, questions(200)) }

// BenchmarkSearchUnknown100k asks for words that no passage holds.
func BenchmarkSearchUnknown100k(b *testing.B) {
	benchmarkSearch(b, 100_000, []string{"What did Xqwoplkh say to the zzyxw of Bakolimuk?"})
}

// BenchmarkPutAll100k is the bulk building of an index; the metric counts passages.
func BenchmarkPutAll100k(b *testing.B) {
	batches := synthetic(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := lexical.New().PutAll(b.Context(), batches); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}

// BenchmarkPut is an article of five passages changed in an index of 10,000.
func BenchmarkPut(b *testing.B) {
	x := index(b, 10_000)
	change := synthetic(5)[0]
	b.ReportAllocs()
	for b.Loop() {
		if err := x.Put(b.Context(), change.Article, change.Entries); err != nil {
			b.Fatal(err)
		}
	}
}

// scan is the baseline: BM25 by a look at every passage's counted words, as
// one would write it first, without reading again what was read.
type scan struct {
	bags   []map[string]int
	sizes  []float64
	held   map[string]int
	mean   float64
	scores []float64
}

func newScan(batches []retrieval.Batch) *scan {
	s := &scan{held: map[string]int{}}
	for _, x := range batches {
		for _, e := range x.Entries {
			bag, n := map[string]int{}, 0
			for _, t := range terms.Tokens(e.Passage.Text()) {
				if !t.Stop {
					bag[t.Term]++
					n++
				}
			}
			for w := range bag {
				s.held[w]++
			}
			s.bags, s.sizes, s.mean = append(s.bags, bag), append(s.sizes, float64(n)), s.mean+float64(n)
		}
	}
	s.mean /= float64(len(s.bags))
	return s
}

func (s *scan) search(question string) {
	s.scores = s.scores[:0]
	words := terms.Content(question)
	for i, bag := range s.bags {
		score := 0.0
		for _, w := range words {
			tf, n := float64(bag[w]), float64(s.held[w])
			idf := math.Log(1 + (float64(len(s.bags))-n+0.5)/(n+0.5))
			score += idf * tf * 1.9 / (tf + 0.9*(0.6+0.4*s.sizes[i]/s.mean))
		}
		s.scores = append(s.scores, score)
	}
	slices.Sort(s.scores)
}

// BenchmarkScanBaseline10k is what BenchmarkSearch10k is compared with.
func BenchmarkScanBaseline10k(b *testing.B) {
	s := newScan(synthetic(10_000))
	list := questions(200)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		s.search(list[i%len(list)])
		i++
	}
}

// BenchmarkReadBaseline100k reads the words of the passages and keeps nothing,
// on one core: what building an index takes at least.
func BenchmarkReadBaseline100k(b *testing.B) {
	batches := synthetic(100_000)
	r := terms.NewReader()
	var buf []terms.Token
	for b.Loop() {
		for _, x := range batches {
			for _, e := range x.Entries {
				buf = r.Append(buf[:0], e.Passage.Text())
			}
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}
