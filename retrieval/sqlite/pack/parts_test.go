package pack

import (
	"errors"
	"slices"
	"testing"
	"time"

	"footnote/corpus"
)

func TestSpansAreKept(t *testing.T) {
	for _, spans := range [][]corpus.Span{
		nil, {{Start: 100, End: 120}}, {{Start: 100, End: 120}, {Start: 121, End: 400}}, {{Start: 130, End: 140}, {Start: 90, End: 95}, {Start: 95, End: 95}},
	} {
		packed := Spans(100, spans)
		got, err := UnpackSpans(nil, 100, packed)
		if err != nil || !slices.Equal(got, spans) {
			t.Errorf("%v is read as %v, %v", spans, got, err)
		}
		for n := range packed {
			// Cut between two numbers of a pair, or within one.
			if part, err := UnpackSpans(nil, 100, packed[:n]); err == nil && len(part) == len(spans) || err != nil && !errors.Is(err, ErrDamaged) {
				t.Errorf("%v cut off after %d bytes is read as %v, %v", spans, n, part, err)
			}
		}
	}
	before := []corpus.Span{{Start: 1, End: 2}}
	if got, err := UnpackSpans(before, 5, Spans(5, []corpus.Span{{Start: 6, End: 9}})); err != nil || len(got) != 2 || got[0] != before[0] {
		t.Errorf("what was read before is %v, %v", got, err)
	}
}

func TestPagesAreKept(t *testing.T) {
	for _, pages := range [][]int{nil, {0}, {0, 1200, 1200, 90_000}} {
		packed := Pages(pages)
		if packed == nil {
			t.Error("the column takes no NULL")
		}
		if got, err := UnpackPages(packed); err != nil || !slices.Equal(got, pages) {
			t.Errorf("%v is read as %v, %v", pages, got, err)
		}
	}
	for _, damaged := range [][]byte{{0x80}, {0xff, 0xff, 0xff, 0xff, 0xff, 0x0f}} {
		if got, err := UnpackPages(damaged); !errors.Is(err, ErrDamaged) {
			t.Errorf("%v is read as %v, %v", damaged, got, err)
		}
	}
}

func TestTimesAreKept(t *testing.T) {
	for _, at := range []time.Time{{}, time.Date(2025, 8, 7, 0, 0, 0, 0, time.UTC), time.Date(2025, 8, 7, 15, 4, 5, 678, time.FixedZone("", 2*60*60))} {
		if got := UnpackTime(Time(at)); !got.Equal(at) || got.Format(time.RFC3339Nano) != at.Format(time.RFC3339Nano) {
			t.Errorf("%v is read as %v", at, got)
		}
	}
	if got := UnpackTime("yesterday"); !got.IsZero() {
		t.Errorf("what is no time is read as %v", got)
	}
}

// An article's digest changes with all that is kept of it and with the rules that divide
// it, but for its path; fields do not run into each other.
func TestDigestsOfArticles(t *testing.T) {
	a := corpus.Article{ID: "a", Title: "Ferries", URL: "https://news.example/a", Source: "Post", Author: "Ada", Text: "The ferry leaves.", Pages: []int{0, 4}}
	seen := map[Digest]string{OfArticle(&a, "1"): "itself", OfArticle(&a, "2"): "another revision"}
	for name, change := range map[string]func(*corpus.Article){
		"title": func(a *corpus.Article) { a.Title += "!" }, "address": func(a *corpus.Article) { a.URL += "b" },
		"outlet": func(a *corpus.Article) { a.Source += "!" }, "author": func(a *corpus.Article) { a.Author = "" },
		"day": func(a *corpus.Article) { a.Published = a.Published.AddDate(0, 0, 1) }, "text": func(a *corpus.Article) { a.Text += " " },
		"pages": func(a *corpus.Article) { a.Pages = []int{0, 5} }, "a letter that moves": func(a *corpus.Article) { a.Source, a.Author = "Pos", "tAda" },
	} {
		other := a
		change(&other)
		d := OfArticle(&other, "1")
		if before, taken := seen[d]; taken {
			t.Errorf("the digest with another %s is that of %s", name, before)
		}
		seen[d] = name
	}
	moved := a
	moved.Path = "elsewhere/a.md"
	if OfArticle(&moved, "1") != OfArticle(&a, "1") {
		t.Error("the path counts")
	}
	p, q := corpus.Passage{Article: &a, Span: corpus.Span{End: 9}}, corpus.Passage{Article: &a, Span: corpus.Span{End: 17}}
	if same := p; OfPassage(&p) == OfPassage(&q) || OfPassage(&p) != OfPassage(&same) {
		t.Error("passages are not told apart")
	}
}
