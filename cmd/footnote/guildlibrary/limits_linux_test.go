package guildlibrary

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/shared"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/sampletest"
	"footnote/retrieval/sqlite"
	"footnote/retrieval/vector"
)

// What a guild may have by default, and how long the encoder's vectors are, with those of
// how many parts.
const (
	mostArticles = 200
	mostText     = 20 << 20
	dims, parts  = 384, 4
)

// random makes vectors that cost little, as long as the encoder's.
type random struct{}

func (random) Name() string { return "random" }

func (random) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		r := rand.New(rand.NewPCG(uint64(i), uint64(len(text))))
		vectors[i] = make([]float32, dims*(parts+1))
		for j := range vectors[i] {
			vectors[i][j] = r.Float32() - 0.5
		}
	}
	return vectors, nil
}

// atLimits are sources of as many articles as a guild may have, of words of the sample.
func atLimits(b *testing.B, guild string) []single {
	var words []string
	for _, a := range sampletest.Articles(b) {
		words = append(words, strings.Fields(a.Text)...)
	}
	r := rand.New(rand.NewPCG(1, 2))
	var list []single
	for n := range mostArticles {
		var text strings.Builder
		for text.Len() < mostText/mostArticles {
			for range 5 {
				text.WriteString("The")
				for range 15 {
					text.WriteString(" " + strings.Trim(words[r.IntN(len(words))], ".!?"))
				}
				text.WriteString(". ")
			}
			text.WriteString("\n\n")
		}
		name := fmt.Sprintf("report-%03d", n)
		list = append(list, single{uploadAddress(name), &corpus.Article{ID: guild + "/" + name, Title: name, Text: text.String()}, true})
	}
	return list
}

// fill makes the library of a guild at its limits, in a file and on a server.
func fill(b *testing.B, c Config, server *shared.Libraries, guild string) {
	s, sources := New(c), atLimits(b, guild)
	var addresses []string
	for _, source := range sources {
		addresses = append(addresses, source.address)
	}
	g, err := s.guild(guild)
	must(b, err)
	must(b, g.change(b.Context(), func(ctx context.Context, w *sqlite.Writer) error {
		_, err := w.Add(ctx, s.options(quietly, sources...), addresses...)
		return err
	}))
	must(b, server.Push(b.Context(), shared.Guild(guild), g.dir))
}

// BenchmarkLimits has somebody ask in a guild at its limits whose articles are not in
// memory: they are read from the file of this process, or there is none yet, and they come
// from a PostgreSQL server first. cpu-s is the time that this process, not the server, was
// on processors.
func BenchmarkLimits(b *testing.B) {
	const guild = "1"
	memory, err := store.OpenURL(b.Context(), postgrestest.Start(b).URL(b), nil)
	must(b, err)
	b.Cleanup(func() { must(b, memory.Close()) })
	c := Config{
		Base: retrieval.NewLibrary(lexical.New()), Dir: filepath.Join(b.TempDir(), "guilds"), Revision: "1",
		Library:  func() *retrieval.Library { return retrieval.NewLibrary(lexical.New()) },
		Embedder: func() (retrieval.Embedder, error) { return random{}, nil },
		Dense: func(string) retrieval.Dense {
			return retrieval.Dense{Index: vector.New(vector.Parts(parts)), Embedder: random{}, Weight: 0.3}
		},
	}
	server := shared.New(memory)
	fill(b, c, server, guild)
	asked := func(name string, of func() Config) {
		b.Run(name, func(b *testing.B) {
			before := processors(b)
			for b.Loop() {
				s := New(of())
				l, err := s.In(b.Context(), guild, retrieval.Filter{})
				must(b, err)
				if n := len(l.Articles()); n != mostArticles {
					b.Fatalf("there are %d articles", n)
				}
				b.ReportMetric(float64(s.Memory().Bytes)/1e6, "MB")
			}
			b.ReportMetric((processors(b)-before).Seconds()/float64(b.N), "cpu-s")
		})
	}
	asked("file", func() Config { return c })
	c.Shared = server
	asked("file beside a server", func() Config { return c })
	asked("first copy", func() Config { c.Dir = filepath.Join(b.TempDir(), "guilds"); return c })
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// processors is the time that this process has been on processors.
func processors(b *testing.B) time.Duration {
	var r syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &r))
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
