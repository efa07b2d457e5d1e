package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/writing"
	"footnote/retrieval/openai"
)

// BenchmarkWritten asks the seed questions of a model that writes 1,000 tokens a
// second. For each question it measures in one go how long the answer and the
// first claim took, and right after it how long the bare client takes to read
// the same stream to its end and up to the end of its first claim: the model's
// own time. What is left is ours, as the median over the questions.
func BenchmarkWritten(b *testing.B) {
	questions, library := seeds(b, embedder.Builtin)
	m := mock(b, persona.Grounded, patient, "slow:1000")
	spy := &spyWriter{next: app.ChatWriter{Client: m.client}}
	engine := answer.New(library, answer.WithLogger(quiet), answer.WithWriting(llm.Settings{
		Writer: spy, Deadline: time.Minute, CountTokens: openai.CountTokens,
	}))
	var whole, first, wholeOurs, firstOurs, ratio []float64
	for b.Loop() {
		for _, q := range questions {
			spy.drafts = nil
			began, shown := time.Now(), time.Duration(0)
			a, err := engine.Ask(b.Context(), answer.Question{Text: q.Text, Guild: time.Now().String(), Progress: func(answer.Answer) {
				if shown == 0 {
					shown = time.Since(began)
				}
			}})
			took := time.Since(began)
			if err != nil {
				b.Fatal(err)
			}
			if len(spy.drafts) != 1 || a.Mode != answer.Generated {
				continue // no model was asked, or twice: nothing to compare with
			}
			model, modelFirst := readAlone(b, app.ChatWriter{Client: m.client}, spy.drafts[0])
			whole, wholeOurs = append(whole, ms(took)), append(wholeOurs, ms(took-model))
			ratio = append(ratio, float64(took)/float64(model))
			if shown > 0 && modelFirst > 0 {
				first, firstOurs = append(first, ms(shown)), append(firstOurs, ms(shown-modelFirst))
			}
		}
	}
	b.ReportMetric(median(whole), "ms/answer")
	b.ReportMetric(median(wholeOurs), "ours-ms/answer")
	b.ReportMetric(median(first), "ms/first-claim")
	b.ReportMetric(median(firstOurs), "ours-ms/first-claim")
	b.ReportMetric(median(ratio), "times-model")
	b.ReportMetric(0, "ns/op")
}

// spyWriter keeps what it is asked for.
type spyWriter struct {
	next   llm.Writer
	drafts []llm.Draft
}

func (s *spyWriter) Write(ctx context.Context, d llm.Draft, onPiece func(string) error) (llm.Written, error) {
	s.drafts = append(s.drafts, d)
	return s.next.Write(ctx, d, onPiece)
}

// readAlone reads the same stream and does nothing with it: how long it takes,
// and how long to the end of the first claim, 0 where there is none.
func readAlone(b *testing.B, w llm.Writer, d llm.Draft) (whole, firstClaim time.Duration) {
	b.Helper()
	began := time.Now()
	var parser writing.Parser
	_, err := w.Write(b.Context(), d, func(piece string) error {
		if len(parser.Feed(piece)) > 0 && firstClaim == 0 {
			firstClaim = time.Since(began)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(began), firstClaim
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// median of values; 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}
