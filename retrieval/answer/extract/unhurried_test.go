package extract_test

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
)

// late is an encoder that takes its time.
type late struct {
	subjects
	takes time.Duration
}

func (l *late) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(l.takes):
		return l.subjects.Embed(ctx, kind, texts)
	}
}

// Whoever is in no hurry waits for an encoder that takes longer than a question may.
func TestTheUnhurriedWaitForTheEncoder(t *testing.T) {
	t.Parallel()
	const question = "When was the lighthouse of Skarv built?"
	hits, vocabulary := found(t, question, skarv()...)
	synctest.Test(t, func(t *testing.T) {
		x := extract.Chooser{Meaning: &late{takes: extract.Patience * 3 / 4}, Log: slog.New(slog.DiscardHandler)}
		ctx, fellShort := retrieval.Noticing(t.Context())
		if x.Choose(ctx, question, hits, vocabulary); !fellShort() {
			t.Error("a question waited for two texts that took longer together than it may")
		}
		ctx, fellShort = retrieval.Noticing(t.Context())
		if r := x.Choose(retrieval.Unhurried(ctx), question, hits, vocabulary); len(r.Chosen) == 0 || fellShort() {
			t.Errorf("got %+v, noted %v", r.Chosen, fellShort())
		}
	})
}
