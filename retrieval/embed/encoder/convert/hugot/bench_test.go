// Package hugot times hugot, an encoder on gomlx's backend in Go, and this
// project's own in one run. README.md says how.
package hugot

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder"

	"github.com/knights-analytics/hugot"
)

var model = flag.String("model", "", "folder with model.onnx and tokenizer.json, as export.py writes it")

// lengths are those of a question and of a passage, in tokens with [CLS] and [SEP].
var lengths = []int{16, 128}

func text(tokens int) []string {
	return []string{strings.TrimSpace(strings.Repeat("word ", tokens-2))}
}

func BenchmarkHugot(b *testing.B) {
	if *model == "" {
		b.Skip("no model: give -model FOLDER, see README.md")
	}
	session, err := hugot.NewGoSession()
	if err != nil {
		b.Fatal(err)
	}
	defer session.Destroy()
	config := hugot.FeatureExtractionConfig{ModelPath: *model, Name: "minilm", OnnxFilename: "model.onnx"}
	pipeline, err := hugot.NewPipeline(session, config)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range lengths {
		b.Run(fmt.Sprintf("tokens=%d", n), func(b *testing.B) {
			for b.Loop() {
				out, err := pipeline.RunPipeline(text(n))
				if err != nil || len(out.Embeddings) != 1 {
					b.Fatalf("%d vectors, error %v", len(out.Embeddings), err)
				}
			}
		})
	}
}

func BenchmarkFootnote(b *testing.B) {
	e, err := encoder.New(encoder.Options{Threads: runtime.GOMAXPROCS(0)})
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range lengths {
		b.Run(fmt.Sprintf("tokens=%d", n), func(b *testing.B) {
			for b.Loop() {
				out, err := e.Embed(context.Background(), retrieval.Passage, text(n))
				if err != nil || len(out) != 1 {
					b.Fatalf("%d vectors, error %v", len(out), err)
				}
			}
		})
	}
}
