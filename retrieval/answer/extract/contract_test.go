package extract_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/answer/nearness"
	"footnote/retrieval/lexical"
)

const lighthouse = `# The lighthouse of Skarv

The lighthouse of Skarv was built in 1871 by Nils Brekke. Its walls are of granite.

Orla Tegn was keeper for nine years. She resigned in March 2019 because the pay was cut.

## Duties

The keeper of Skarv has these duties:

- light the lamp at dusk
- write down each ship
- clean the lens on Sundays

The lamp of Skarv is not lit in summer.

## Settings

gun.delay
:   How long the fog gun waits between two shots.

Whoever sets gun.delay tells the harbour, since gun.delay matters to ships.

| Visitor | Fee |
| ------- | --- |
| Child | 3 marks |
| Adult | 8 marks |
`

// skarv are a note on a lighthouse, and two reports that tell a number differently.
func skarv() []*corpus.Article {
	day := func(n int) time.Time { return time.Date(2031, 5, n, 0, 0, 0, 0, time.UTC) }
	return []*corpus.Article{
		{ID: "lighthouse", Title: "The lighthouse of Skarv", Text: lighthouse},
		{ID: "post", Source: "Skarv Post", Published: day(2), Text: "Skarv counts. The tower of Skarv has 112 steps, the harbour office said. It rained."},
		{ID: "times", Source: "Skarv Times", Published: day(4), Text: "A child counted. The tower of Skarv has 118 steps, not 112, a teacher said. It was sunny."},
	}
}

// found are the passages that a search by words finds, and the words of the articles.
func found(t *testing.T, question string, articles ...*corpus.Article) ([]retrieval.Hit, retrieval.Vocabulary) {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	hits, err := l.Search(t.Context(), question, 10)
	if err != nil {
		t.Fatal(err)
	}
	return hits, l.Vocabulary()
}

// choose chooses by words alone, and checks what holds of every result.
func choose(t *testing.T, question string, articles ...*corpus.Article) extract.Result {
	t.Helper()
	hits, vocabulary := found(t, question, articles...)
	r := new(extract.Chooser).Choose(t.Context(), question, hits, vocabulary)
	kept := 0
	for i, j := range r.Judged {
		if j.Kept != (j.Verdict == extract.Chosen) || (j.Evidence >= j.Needed) == (j.Verdict == extract.TooWeak) {
			t.Errorf("judged %d: %+v", i, j)
		}
		if j.Kept {
			kept++
		}
	}
	if kept != len(r.Chosen) || r.Confidence < 0 || r.Confidence > 1 {
		t.Errorf("%d sentences were kept for %d chosen, confidence %v", kept, len(r.Chosen), r.Confidence)
	}
	if len(r.Chosen) > 0 && (r.Unknown != nil || r.About || r.Near != nil) {
		t.Errorf("chosen, and beside that %v, %v, %v", r.Unknown, r.About, r.Near)
	}
	return r
}

// What is chosen says what was asked and no more: a plain sentence, one with that before
// it which it leans on, a list with the line that announces it, an entry under its name.
func TestTheFirstChosenAnswers(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"When was the lighthouse of Skarv built?": "The lighthouse of Skarv was built in 1871 by Nils Brekke.",
		"Why did Orla Tegn resign?":               "Orla Tegn was keeper for nine years. She resigned in March 2019 because the pay was cut.",
		"What does the keeper of Skarv do?":       "The keeper of Skarv has these duties:\n\n- light the lamp at dusk\n- write down each ship\n- clean the lens on Sundays",
		"What does gun.delay do?":                 "gun.delay\n:   How long the fog gun waits between two shots.",
		"Is the lamp of Skarv lit in summer?":     "The lamp of Skarv is not lit in summer.",
	} {
		r := choose(t, question, skarv()...)
		if len(r.Chosen) == 0 {
			t.Errorf("%s: nothing is chosen: %+v", question, r.Judged)
			continue
		}
		first := r.Chosen[0]
		if got := first.Article.Slice(first.Quote); got != want {
			t.Errorf("%s: got %q, want %q", question, got, want)
		}
		if plain := strings.Join(strings.Fields(strings.ReplaceAll(want, "\n:", ":")), " "); first.Text != plain || first.Differs {
			t.Errorf("%s: it says %q, differs %v", question, first.Text, first.Differs)
		}
		if yesNo := strings.HasPrefix(question, "Is "); r.YesNo != yesNo {
			t.Errorf("%s: yes or no is %v", question, r.YesNo)
		}
	}
}

// A row of a table is chosen with the name of its column.
func TestARowSaysItsColumn(t *testing.T) {
	t.Parallel()
	r := choose(t, "What is the fee for a child?", skarv()...)
	if len(r.Chosen) != 1 || r.Chosen[0].Article.Slice(r.Chosen[0].Quote) != "| Child | 3 marks |" || !strings.Contains(r.Chosen[0].Text, "Fee: 3 marks") {
		t.Errorf("got %+v", r.Chosen)
	}
}

// Two articles that tell a number differently are both chosen, and the second is marked.
func TestWhatIsToldOtherwiseIsMarked(t *testing.T) {
	t.Parallel()
	r := choose(t, "How many steps has the tower of Skarv?", skarv()...)
	if len(r.Chosen) != 2 || r.Chosen[0].Differs || !r.Chosen[1].Differs || r.Chosen[0].Article == r.Chosen[1].Article {
		t.Errorf("got %+v", r.Chosen)
	}
}

// Where nothing is chosen, the result says what is missing, and what comes near.
func TestDeclined(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]struct {
		unknown     string
		about, near bool
	}{
		"Who painted the lighthouse of Wimbledon?":          {unknown: "Wimbledon"},
		"What do pancakes cost in Oslo?":                    {unknown: "Oslo"},
		"Who repaired the roof of the boat house?":          {},
		"What was clear in March 2019?":                     {about: true, near: true},
		"Which ships pass the lighthouse of Skarv at dusk?": {near: true},
	} {
		r := choose(t, question, skarv()...)
		if len(r.Chosen) > 0 || strings.Join(r.Unknown, " ") != want.unknown || r.About != want.about || (r.Near != nil) != want.near {
			t.Errorf("%s: chosen %v, unknown %v, about %v, near %v", question, r.Chosen, r.Unknown, r.About, r.Near)
		}
		if r.Near != nil && !strings.Contains(r.Judged[0].Text, r.Near.Article.Slice(r.Near.Quote)) {
			t.Errorf("%s: near is %q, the best of those judged %q", question, r.Near.Article.Slice(r.Near.Quote), r.Judged[0].Text)
		}
	}
	if r := new(extract.Chooser).Choose(t.Context(), "Who built it?", nil, retrieval.NewLibrary(lexical.New()).Vocabulary()); len(r.Chosen)+len(r.Judged) > 0 || r.Near != nil {
		t.Errorf("of no passages: %+v", r)
	}
}

func TestRestates(t *testing.T) {
	t.Parallel()
	const left = "The ferry left on Monday."
	for text, want := range map[string]bool{
		left: true, "On Monday the ferry left.": true, "The ferry has not left on Monday.": false, "The ferry left on Friday.": false, "The shed opened on Monday.": false,
	} {
		if got := extract.Restates(text, left); got != want {
			t.Errorf("%q restates %q: %v", text, left, got)
		}
	}
}

// A claim is beside the question unless its words or those around it bear some of it out.
func TestBeside(t *testing.T) {
	t.Parallel()
	_, vocabulary := found(t, "", skarv()...)
	about := new(extract.Chooser).Relevance("Who built the lighthouse of Skarv?", vocabulary)
	for _, c := range []struct {
		said, around string
		want         bool
	}{
		{"Nils Brekke built it.", "", false},
		{"The lighthouse is old.", "", false},
		{"The fee is 3 marks.", "The fee is 3 marks.", true},
		{"The fee is 3 marks.", lighthouse, false},
	} {
		if got := about.Beside(t.Context(), c.said, c.around); got != c.want {
			t.Errorf("%q is beside the question: %v", c.said, got)
		}
	}
}

// subjects is an encoder for which texts and words are alike where they are about the
// same: a building and its year, or something else. It counts what it is asked.
type subjects struct {
	texts int
	err   error
}

func (s *subjects) Name() string { return "subjects" }

func (s *subjects) Embed(_ context.Context, _ retrieval.Kind, texts []string) ([][]float32, error) {
	s.texts += len(texts)
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		if vectors[i] = []float32{0, 1}; slices.ContainsFunc([]string{"Leuchtturm", "lighthouse", "gebaut", "built", "Jahr", "1871"}, func(w string) bool { return strings.Contains(text, w) }) {
			vectors[i] = []float32{1, 0}
		}
	}
	return vectors, s.err
}

func (s *subjects) Words(ctx context.Context, parts []string) ([][]float32, error) {
	return s.Embed(ctx, retrieval.Passage, parts)
}

// What is in another language than the question is chosen by its meaning.
func TestAnotherLanguageIsChosenByMeaning(t *testing.T) {
	t.Parallel()
	question := "In welchem Jahr wurde der Leuchtturm gebaut?"
	hits, vocabulary := found(t, "When was the lighthouse of Skarv built?", skarv()...)
	for i := range hits {
		hits[i].Across, hits[i].Usual = 0.9, 0.1
	}
	meaning := &subjects{}
	x := extract.Chooser{Across: meaning, Near: nearness.NewReader(meaning), Log: slog.New(slog.DiscardHandler)}
	if r := x.Choose(t.Context(), question, hits, vocabulary); len(r.Chosen) == 0 || !strings.Contains(r.Chosen[0].Text, "1871") {
		t.Errorf("got %+v", r)
	}
	if r := new(extract.Chooser).Choose(t.Context(), question, hits, vocabulary); len(r.Chosen) > 0 {
		t.Errorf("by words alone: %+v", r.Chosen)
	}
}

// An encoder that fails leaves the choice to the words, and that is noted.
func TestAnEncoderThatFailsIsNoted(t *testing.T) {
	t.Parallel()
	const question = "When was the lighthouse of Skarv built?"
	hits, vocabulary := found(t, question, skarv()...)
	ctx, fellShort := retrieval.Noticing(t.Context())
	x := extract.Chooser{Meaning: &subjects{err: errors.New("it is down")}, Log: slog.New(slog.DiscardHandler)}
	if r := x.Choose(ctx, question, hits, vocabulary); len(r.Chosen) == 0 || !strings.Contains(r.Chosen[0].Text, "1871") || !fellShort() {
		t.Errorf("got %+v, noted %v", r.Chosen, fellShort())
	}
}

// Passages that were embedded are remembered, questions are not.
func TestRecall(t *testing.T) {
	t.Parallel()
	asked := &subjects{}
	e := extract.Recall(asked)
	for _, want := range []int{2, 3, 3} {
		texts := []string{"It was built.", "It rained."}
		if want == 3 {
			texts = append(texts, "It is lit.")
		}
		v, err := e.Embed(t.Context(), retrieval.Passage, texts)
		if err != nil || len(v) != len(texts) || v[0][0] != 1 || v[1][0] != 0 || asked.texts != want {
			t.Errorf("got %v, %v after %d texts, want %d", v, err, asked.texts, want)
		}
	}
	for range 2 {
		if _, err := e.Embed(t.Context(), retrieval.Question, []string{"It was built."}); err != nil {
			t.Error(err)
		}
	}
	if asked.texts != 5 {
		t.Errorf("%d texts were embedded, want 5", asked.texts)
	}
}
