package hashed

import (
	"context"
	"testing"

	"footnote/retrieval"
)

// paragraph is a passage of the usual size, 108 words.
const paragraph = `The harbour master of Kelden opened the northern quay on Tuesday after eleven weeks of
repairs, three weeks later than the council had promised. Divers replaced forty-two iron piles that a January storm
had bent, and engineers raised the walkway by half a metre against spring tides. "We would rather be late than sorry,"
said Marta Lindqvist, who led the works. Ferries to the outer islands resume on Friday with two crossings a day; a
third follows in May. Fishermen, who landed their catch at Brunnhavn meanwhile, complained that fuel had eaten a fifth
of their income, and asked for compensation that the council will discuss next month.`

// BenchmarkEmbed embeds passages of about 600 bytes, 64 at a time.
func BenchmarkEmbed(b *testing.B) {
	texts := make([]string, 64)
	for i := range texts {
		texts[i] = paragraph[i:] // no two are the same
	}
	e := New()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Embed(context.Background(), retrieval.Passage, texts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}
