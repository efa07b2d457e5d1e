package encoder

import (
	"context"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder/mat"
)

// BenchmarkEmbed times texts of a number of tokens on one core, with every
// kernel this processor runs.
func BenchmarkEmbed(b *testing.B) {
	for _, k := range mat.Kernels() {
		e, err := load(weights, k, Options{Threads: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(k.Name+"/query=16", func(b *testing.B) { benchEmbed(b, e, 16, 1) })
		b.Run(k.Name+"/passage=128", func(b *testing.B) { benchEmbed(b, e, 128, 1) })
		b.Run(k.Name+"/passage=128x8", func(b *testing.B) { benchEmbed(b, e, 128, 8) })
	}
}

func benchEmbed(b *testing.B, e *Encoder, tokens, texts int) {
	batch := make([]string, texts)
	for i := range batch {
		batch[i] = strings.Repeat("word ", tokens-2)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Embed(context.Background(), retrieval.Passage, batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(texts*b.N)/b.Elapsed().Seconds(), "texts/s")
}

// BenchmarkNew times unpacking the weights.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Options{Threads: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
