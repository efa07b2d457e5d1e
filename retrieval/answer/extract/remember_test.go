package extract_test

import (
	"context"
	"encoding/gob"
	"os"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/embed/encoder"
)

// memory is an encoder that embeds no text twice.
type memory struct {
	retrieval.Embedder
	known map[string][]float32
}

// remembering returns the built-in encoder with the vectors kept in a file, ""
// for none. It writes them back when the test is over.
func remembering(t *testing.T, file string) *memory {
	e, err := encoder.New(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := &memory{e, map[string][]float32{}}
	if file == "" {
		return m
	}
	if f, err := os.Open(file); err == nil {
		err = gob.NewDecoder(f).Decode(&m.known)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := gob.NewEncoder(f).Encode(m.known); err != nil {
			t.Fatal(err)
		}
	})
	return m
}

// Embed asks the encoder for what is not known yet.
func (m *memory) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	key := func(text string) string { return string(rune('0'+kind)) + text }
	var lack []string
	for _, text := range texts {
		if m.known[key(text)] == nil {
			lack = append(lack, text)
		}
	}
	if len(lack) > 0 {
		vectors, err := m.Embedder.Embed(ctx, kind, lack)
		if err != nil {
			return nil, err
		}
		for i, text := range lack {
			m.known[key(text)] = vectors[i]
		}
	}
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = m.known[key(text)]
	}
	return out, nil
}
