package embedder

import (
	"context"
	"log/slog"
	"sync"

	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
)

// builtinMultilingual is the trained encoder for several languages inside the
// program, unpacked once, when a text in another language than English is met.
var builtinMultilingual = sync.OnceValues(func() (*encoder.Encoder, error) { return encoder.NewMultilingual(encoder.Options{}) })

// multilingual is that encoder, without the memory it takes before it is used.
type multilingual struct{}

// Name identifies the model.
func (multilingual) Name() string { return encoder.MultilingualName }

// Embed unpacks the encoder where that has not been done.
func (multilingual) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	e, err := builtinMultilingual()
	if err != nil {
		return nil, err
	}
	return e.Embed(ctx, kind, texts)
}

// Words gives the vectors of words where they stand.
func (multilingual) Words(ctx context.Context, parts []string) ([][]float32, error) {
	e, err := builtinMultilingual()
	if err != nil {
		return nil, err
	}
	return e.Words(ctx, parts)
}

// sampledAcross is that encoder, which knows texts of the sample by heart.
type sampledAcross struct {
	sampled
	multilingual
}

// Name and Embed are those of what is known by heart.
func (s sampledAcross) Name() string { return s.sampled.Name() }

// Embed looks up what is known by heart.
func (s sampledAcross) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	return s.sampled.Embed(ctx, kind, texts)
}

// acrossOf compares texts of different languages; nil where the configuration leaves
// that to the words.
func acrossOf(c *config.Config) answer.Multilingual {
	if c.Models.Across == config.None || !byMeaning(c) {
		return nil
	}
	return sampledAcross{sampled: sampled{multilingual{}, shippedAcross}}
}

// Across is the search across languages of all libraries of the program, made when
// the first library is. The zero value is ready to use.
type Across struct {
	once   sync.Once
	across *retrieval.Across
}

// Of returns it; nil where the configuration leaves out what it needs.
func (s *Across) Of(c *config.Config, log *slog.Logger) *retrieval.Across {
	e := acrossOf(c)
	if e == nil {
		return nil
	}
	s.once.Do(func() { s.across = retrieval.NewAcross(e, log) })
	return s.across
}

// Close ends what it does on the side.
func (s *Across) Close() {
	if s.across != nil {
		s.across.Close()
	}
}
