package encoder

import (
	"strings"
	"testing"

	"footnote/retrieval/embed/encoder/mat"
)

func TestBadModelFiles(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(b *builder)
		want   string
	}{
		{"no name", func(b *builder) { b.header.Model = "" }, "no name"},
		{"no layers", func(b *builder) { b.header.Layers = 0 }, "0 layers"},
		{"a billion layers", func(b *builder) { b.header.Layers = 1e9 }, "layers"},
		{"a layer too many", func(b *builder) { b.header.Layers = 3 }, "no tensor layer.2."},
		{"heads that do not divide", func(b *builder) { b.header.Heads = 5 }, "multiple"},
		{"no heads", func(b *builder) { b.header.Heads = 0 }, "0 heads"},
		{"a tiny window", func(b *builder) { b.header.Window = 3 }, "window"},
		{"a window beyond the positions", func(b *builder) { b.header.Window = tinyWindow + 1 }, "positions"},
		{"unknown pooling", func(b *builder) { b.header.Pooling = "max" }, "max"},
		{"no words", func(b *builder) { b.header.Tensors[0].Name = "x" }, "no tensor words"},
		{"another kind", func(b *builder) { b.header.Tensors[0].Kind = "f32" }, "words is f32"},
		{"an offset beyond the end", func(b *builder) { b.header.Tensors[1].Offset = 1 << 40 }, "beyond the end"},
		{"a negative offset", func(b *builder) { b.header.Tensors[1].Offset = -1 }, "beyond the end"},
		{"a negative shape", func(b *builder) { b.header.Tensors[1].Shape[0] = -1 }, "impossible shape"},
		{"a huge shape", func(b *builder) { b.header.Tensors[0].Shape[0] = 1 << 62 }, "impossible shape"},
		{"a wrong width", func(b *builder) { b.header.Tensors[4].Shape[0] = 16 }, "want"},
		{"too few words", func(b *builder) { b.header.Tensors[0].Shape[0] = 10 }, "vocabulary"},
	} {
		b := tiny("mean")
		c.change(b)
		e, err := load(b.bytes(), mat.Best(), Options{})
		if err == nil || e != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

func TestCutModelFiles(t *testing.T) {
	whole := tiny("mean").bytes()
	for n := 0; n < len(whole); n += 97 {
		if _, err := load(whole[:n], mat.Best(), Options{}); err == nil {
			t.Fatalf("the first %d of %d bytes load without an error", n, len(whole))
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(tiny("mean").bytes())
	f.Add(tiny("cls").bytes())
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e, err := load(data, mat.Best(), Options{Threads: 1}); err == nil && e.Dimensions() < 1 {
			t.Fatalf("loaded with %d dimensions", e.Dimensions())
		}
	})
}
