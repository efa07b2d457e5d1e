package shared

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/retrieval"
)

// wide gives vectors as wide as those of the built-in embedder.
type wide struct{}

func (wide) Name() string { return "wide" }

func (wide) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = make([]float32, 384)
		for j, c := range []byte(text) {
			vectors[i][j%384] += float32(c)
		}
	}
	return vectors, nil
}

// The library of a guild at its limits, 200 articles and 20 MB of text: the first copy on
// a machine, one of a single article that was added, and handing that one on.
func BenchmarkGuildAtItsLimits(b *testing.B) {
	url := postgrestest.Start(b).URL(b)
	db, err := store.OpenURL(b.Context(), url, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	l, here := New(db), b.TempDir()
	did := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	texts := map[string]string{}
	for i := range 199 {
		var text strings.Builder
		for n := 0; text.Len() < 100_000; n++ {
			fmt.Fprintf(&text, "Sentence %d of article %d tells what is known of the ferry today. ", n, i)
		}
		texts[fmt.Sprint("a", i)] = text.String()
	}
	addAll(b, wide{}, here, texts)
	did(l.Push(b.Context(), Guild("1"), here))
	copied := b.TempDir()
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			copied = b.TempDir()
			_, err := l.Pull(b.Context(), Guild("1"), copied)
			did(err)
		}
	})
	n := 0
	b.Run("pushed", func(b *testing.B) {
		for b.Loop() {
			n++
			b.StopTimer()
			addBy(b, wide{}, here, "new", fmt.Sprintf("The %dth text of an article.", n))
			b.StartTimer()
			did(l.Push(b.Context(), Guild("1"), here))
		}
	})
	b.Run("pulled", func(b *testing.B) {
		for b.Loop() {
			n++
			b.StopTimer()
			addBy(b, wide{}, here, "new", fmt.Sprintf("The %dth text of an article.", n))
			did(l.Push(b.Context(), Guild("1"), here))
			b.StartTimer()
			_, err := l.Pull(b.Context(), Guild("1"), copied)
			did(err)
		}
	})
}
