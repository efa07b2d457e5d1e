package playground_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"footnote/bot/playground"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
	"footnote/retrieval/sampletest"
)

// servedWorld answers as the program does without any setting: with the encoder
// and the reader.
func servedWorld(t testing.TB) *world {
	t.Helper()
	library, options := sampletest.Served(t)
	return newWorldOf(t, library, func(_ *playground.Config, o *[]answer.Option) {
		*o = append(*o, options...)
	})
}

// shape is how an answer looks on a page: the heights of the message and of its
// block in CSS pixels, the words of what it says with its sources, and of its
// first line alone.
type shape struct {
	Height, Embed float64
	Words, Claim  int
}

// shapes asks in a channel and measures each answer on the page.
func (w *world) shapes(t testing.TB, p *tab, questions []string) []shape {
	t.Helper()
	var list []shape
	for _, q := range questions {
		m := w.answered(t, "Mira", w.channel(t, "questions"), q)
		at := `document.querySelector('.msg[data-message="` + m.ID + `"]')`
		p.until("the answer is drawn", at+`?.querySelector(".btn")`)
		var s string
		p.eval(`(() => { const m = `+at+`; m.style.contentVisibility = "visible";
			const e = m.querySelector(".embed"), claim = e.querySelector(".run");
			const words = (el) => { const c = el.cloneNode(true); c.querySelectorAll(".mark").forEach((one) => one.remove());
				return c.textContent.split(/\s+/).filter((w) => /[\p{L}\p{N}]/u.test(w)).length; };
			return JSON.stringify({Height: m.offsetHeight, Embed: e.offsetHeight, Words: words(e) - words(e.querySelector(".sub:first-child")), Claim: words(claim)}); })()`, &s)
		var one shape
		if err := json.Unmarshal([]byte(s), &one); err != nil {
			t.Fatal(err)
		}
		list = append(list, one)
	}
	return list
}

// sampleQuestions are 25 of the sample's that have an answer.
func sampleQuestions(t testing.TB) []string {
	t.Helper()
	all, err := quality.Load("../../corpus/sample/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var questions []string
	for i := 0; len(questions) < 25; i += 3 {
		if all[i%len(all)].Answerable {
			questions = append(questions, all[i%len(all)].Text)
		}
	}
	return questions
}

// Half of the answers to questions of the sample have at most 35 words, sources
// included, and are at most 280 pixels tall on a phone.
func TestAnswersAreShort(t *testing.T) {
	w := servedWorld(t)
	list := w.shapes(t, open(t, w.url+"/#Mira//questions", phone), sampleQuestions(t))
	words := median(list, func(s shape) float64 { return float64(s.Words) })
	height := median(list, func(s shape) float64 { return s.Height })
	if words > 35 || height > 280 {
		t.Errorf("half of the answers have %.0f words and more and are %.0f px tall and more", words, height)
	}
}

// BenchmarkHeight tells how tall an answer is on a phone, and how many words it
// has: medians over 25 questions of the sample's.
func BenchmarkHeight(b *testing.B) {
	questions := sampleQuestions(b)
	w := servedWorld(b)
	p := open(b, w.url+"/#Mira//questions", phone)
	var list []shape
	for b.Loop() {
		list = w.shapes(b, p, questions)
	}
	if *pictures != "" {
		p.shoot("height.webp")
	}
	for i, s := range list {
		b.Logf("%4.0f px, embed %4.0f px, %3d words, claim %3d: %s", s.Height, s.Embed, s.Words, s.Claim, strings.TrimSpace(questions[i]))
	}
	b.ReportMetric(median(list, func(s shape) float64 { return s.Height }), "px/answer")
	b.ReportMetric(median(list, func(s shape) float64 { return s.Embed }), "px/embed")
	b.ReportMetric(median(list, func(s shape) float64 { return float64(s.Words) }), "words/answer")
	b.ReportMetric(median(list, func(s shape) float64 { return float64(s.Claim) }), "words/claims")
}

// An answer of one fact fits a phone with room to spare, its marks can be hit
// with a finger, and it says nothing twice.
func TestOneFactOnAPhone(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", phone)
	s := w.shapes(t, p, []string{"When is Xi due in Moscow?"})[0]
	if s.Height > 320 || s.Words > 50 {
		t.Errorf("it is %.0f px tall and has %d words", s.Height, s.Words)
	}
	var small, twice int
	p.eval(`[...document.querySelectorAll(".msg .mark, .msg .btn")].filter((b) => b.offsetWidth < 24 || b.offsetHeight < 24).length`, &small)
	p.eval(`(() => { const t = [...document.querySelectorAll(".msg .run, .msg .quote")].map((e) => e.textContent.replace(/\s*\d+\s*$/, "")); return t.filter((a, i) => t.some((b, k) => k !== i && b.includes(a))).length; })()`, &twice)
	if small > 0 || twice > 0 {
		t.Errorf("%d marks or buttons are smaller than 24 pixels, %d texts are there twice", small, twice)
	}
}

func median(list []shape, of func(shape) float64) float64 {
	var values []float64
	for _, s := range list {
		values = append(values, of(s))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
