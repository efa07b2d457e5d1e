package lexical_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// filled returns an index of texts, each an article whose ID is its place
// ("00", "01") and a passage with a sentence for each line.
func filled(t testing.TB, texts ...string) *lexical.Index {
	t.Helper()
	x := lexical.New()
	for i, text := range texts {
		put(t, x, fmt.Sprintf("%02d", i), "", text)
	}
	return x
}

// put indexes an article of one passage with a sentence for each line.
func put(t testing.TB, x *lexical.Index, id, title, text string) {
	t.Helper()
	p := passage(&corpus.Article{ID: id, Title: title, Text: text})
	if err := x.Put(t.Context(), id, []retrieval.Entry{{Passage: p}}); err != nil {
		t.Fatal(err)
	}
}

func passage(a *corpus.Article) *corpus.Passage {
	p := &corpus.Passage{Article: a, Span: corpus.Span{End: len(a.Text)}}
	start := 0
	for line := range strings.Lines(a.Text) {
		p.Sentences = append(p.Sentences, corpus.Span{Start: start, End: start + len(strings.TrimRight(line, "\n"))})
		start += len(line)
	}
	return p
}

// ids lists the articles found for a question, best first.
func ids(t testing.TB, x *lexical.Index, question string) string {
	t.Helper()
	hits, err := x.Search(t.Context(), retrieval.Query{Text: question}, 10)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, h := range hits {
		list = append(list, h.Passage.Article.ID)
	}
	return strings.Join(list, " ")
}

// synthetic makes n passages of five sentences with words that occur as often
// as in a language (Zipf's law), some of them names, always the same.
func synthetic(n int) []retrieval.Batch {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.07, 3, 60_000)
	batches := make([]retrieval.Batch, 0, n/5+1)
	for len(batches)*5 < n {
		a := &corpus.Article{ID: fmt.Sprintf("%06d", len(batches))}
		var text strings.Builder
		var spans []corpus.Span
		for range 25 {
			start := text.Len()
			sentence(&text, random, zipf)
			spans = append(spans, corpus.Span{Start: start, End: text.Len()})
		}
		a.Text = text.String()
		batches = append(batches, batch(a, spans))
	}
	return batches
}

// sentence writes about twenty words, half of them stop words.
func sentence(text *strings.Builder, random *rand.Rand, zipf *rand.Zipf) {
	small := []string{"the", "of", "and", "to", "in", "was", "that", "for", "with", "by"}
	for i := range 14 + random.IntN(12) {
		if i > 0 {
			text.WriteByte(' ')
		}
		if random.IntN(2) == 0 {
			text.WriteString(small[random.IntN(len(small))])
			continue
		}
		w := syntheticWord(zipf.Uint64())
		if random.IntN(8) == 0 {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		text.WriteString(w)
	}
	text.WriteString(". ")
}

// syntheticWord spells a number in syllables.
func syntheticWord(n uint64) string {
	var w []byte
	for n += 20; n > 0; n /= 70 {
		w = append(w, "bdfgklmnprstvz"[n%14], "aeiou"[n/14%5])
	}
	return string(append(w, 'k'))
}

func batch(a *corpus.Article, spans []corpus.Span) retrieval.Batch {
	b := retrieval.Batch{Article: a.ID}
	for i := 0; i+5 <= len(spans); i += 5 {
		p := &corpus.Passage{Article: a, Span: corpus.Span{Start: spans[i].Start, End: spans[i+4].End}, Sentences: spans[i : i+5]}
		b.Entries = append(b.Entries, retrieval.Entry{Passage: p})
	}
	return b
}

// questions makes questions of words that the synthetic passages hold.
func questions(n int) []string {
	random := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(random, 1.07, 3, 5_000)
	list := make([]string, n)
	for i := range list {
		w := []string{"What", "did", "the"}
		for range 4 + random.IntN(4) {
			w = append(w, syntheticWord(zipf.Uint64()+10), "of")
		}
		list[i] = strings.Join(w, " ") + "?"
	}
	return list
}
