package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/vector"
)

// benchDims is the length of the vectors: that of common small models.
const benchDims = 384

// dice is an embedder whose vectors cost nothing: the library is measured.
type dice struct{}

func (dice) Name() string { return "dice" }

func (dice) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		r := rand.New(rand.NewPCG(uint64(i), uint64(len(texts[i]))))
		vectors[i] = make([]float32, benchDims)
		for j := range vectors[i] {
			vectors[i][j] = r.Float32() - 0.5
		}
	}
	return vectors, nil
}

// prosaic writes articles of ten passages each as lines, over a vocabulary in
// which few words are frequent and most are rare. changed is one that differs.
func prosaic(articles, changed int) string {
	r := rand.New(rand.NewPCG(1, 2))
	frequent := rand.NewZipf(r, 1.1, 5, 50000)
	words := make([]string, 50001)
	for i := range words {
		b := make([]byte, 2+r.IntN(9))
		for j := range b {
			b[j] = "etaoinshrdlcumwf"[r.IntN(16)]
		}
		words[i] = string(b)
	}
	var out strings.Builder
	for a := range articles {
		fmt.Fprintf(&out, `{"_id":"a%d","title":"%s %s","text":"`, a, words[r.IntN(9999)], words[r.IntN(9999)])
		for range 10 {
			for range 5 {
				out.WriteString("The")
				for range 15 {
					out.WriteString(" " + words[frequent.Uint64()])
				}
				out.WriteString(". ")
			}
			out.WriteString(`\n\n`)
		}
		if a == changed {
			out.WriteString("This was changed. It is new. It ends.")
		}
		out.WriteString("\"}\n")
	}
	return out.String()
}

// benchFolder is a library of many articles in one file of lines.
func benchFolder(b *testing.B, articles int) *folder {
	f := newFolder(b)
	f.write("all.jsonl", prosaic(articles, -1))
	return f
}

// benchSync runs one sync and returns how long it took.
func (f *folder) benchSync(b *testing.B) (Counts, time.Duration) {
	var counts Counts
	began := time.Now()
	f.writing(func(w *Writer) {
		o := f.options()
		o.Embedder = dice{}
		var err error
		counts, err = w.Add(b.Context(), o, filepath.Join(f.dir, "all.jsonl"))
		must(b, err)
	})
	return counts, time.Since(began)
}

// BenchmarkOpen fills the indexes from the file. bytes/passage is the memory
// that the whole library holds then, of which 4*384 bytes are the vector.
func BenchmarkOpen(b *testing.B) {
	for _, articles := range []int{1000, 8000} {
		f := benchFolder(b, articles)
		f.benchSync(b)
		for _, dense := range []bool{false, true} {
			b.Run(fmt.Sprintf("articles=%d/vectors=%v", articles, dense), func(b *testing.B) { f.benchOpen(b, dense) })
		}
	}
}

func (f *folder) benchOpen(b *testing.B, dense bool) {
	var passages int
	before, after := heap(), uint64(0)
	for b.Loop() {
		s, err := Open(b.Context(), f.library)
		must(b, err)
		m := &Mirror{Store: s, Library: retrieval.NewLibrary(lexical.New())}
		if dense {
			m.Dense = func(string) retrieval.Dense {
				return retrieval.Dense{Index: vector.New(), Embedder: dice{}, Weight: 0.5}
			}
		}
		must(b, m.Load(b.Context()))
		must(b, s.Close())
		if passages = m.Library.LenPassages(); after == 0 {
			b.StopTimer()
			after = heap()
			b.StartTimer()
		}
		runtime.KeepAlive(m)
	}
	b.ReportMetric(float64(passages), "passages")
	b.ReportMetric(float64(after-before)/float64(passages), "bytes/passage")
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkSync measures the first sync of 10,000 articles, then a second of the
// unchanged source, one of a touched file, and one with one article changed,
// each as a share of the first.
func BenchmarkSync(b *testing.B) {
	const articles = 10000
	changed := prosaic(articles, 77)
	for b.Loop() {
		f := benchFolder(b, articles)
		_, first := f.benchSync(b)
		b.ReportMetric(float64(articles)/first.Seconds(), "articles/s")
		same := func(name string, most int) {
			counts, took := f.benchSync(b)
			b.ReportMetric(100*took.Seconds()/first.Seconds(), name+"-%")
			if counts.Embedded > most {
				b.Errorf("%s: %+v", name, counts)
			}
		}
		same("unchanged", 0)
		f.write("all.jsonl", prosaic(articles, -1))
		same("touched", 0)
		f.write("all.jsonl", changed)
		same("one-changed", 20) // the passages of one article
	}
}
