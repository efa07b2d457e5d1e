package answer_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// finds is a reader that finds an answer wherever it stands, and is this sure of
// everything else.
type finds struct {
	answer string
	other  float64
	err    error
}

func (f finds) Read(_ context.Context, _ string, texts []retrieval.Text) ([][]retrieval.Finding, error) {
	found := make([][]retrieval.Finding, len(texts))
	for i, text := range texts {
		for _, s := range text.Sentences {
			one := retrieval.Finding{Score: f.other, Near: 0.5, Rare: 0.5, Like: 0.5, Span: s}
			if at := strings.Index(text.Passage[s.Start:s.End], f.answer); f.answer != "" && at >= 0 {
				one.Score, one.Near, one.Rare = 12, 0.8, 0.8
				one.Span = corpus.Span{Start: s.Start + at, End: s.Start + at + len(f.answer)}
			}
			found[i] = append(found[i], one)
		}
	}
	return found, f.err
}

func read(t *testing.T, r retrieval.Reader, question string) answer.Answer {
	t.Helper()
	return readOf(t, r, question, harbour)
}

func readOf(t *testing.T, r retrieval.Reader, question, text string) answer.Answer {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), article("harbour", text)); err != nil {
		t.Fatal(err)
	}
	e := answer.New(l, answer.WithLogger(discard), answer.WithMeaning(constant(0.5)), answer.WithReader(r))
	a, err := e.Ask(t.Context(), answer.Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	proven(t, l, a)
	return a
}

// What a reader finds decides which sentence answers, with the words that do, and
// whether one does; and where it fails, the question is answered without it.
func TestAReaderDecides(t *testing.T) {
	t.Parallel()
	const question = "When did the strike begin?"
	a := read(t, finds{answer: "4 March 2024", other: -12}, question)
	if !a.Answered || a.Claims[0].Key != "4 March 2024" {
		t.Errorf("got %+v, confidence %v", a.Claims, a.Confidence)
	}
	b := read(t, finds{other: -12}, question)
	if b.Confidence >= a.Confidence || b.Answered {
		t.Errorf("of a passage without an answer: got %+v, confidence %v", b.Claims, b.Confidence)
	}
	c := read(t, finds{err: errors.New("no memory")}, question)
	if !c.Answered || c.Claims[0].Key != "" {
		t.Errorf("without a reader: got %+v", c.Claims)
	}
	if d := read(t, finds{answer: "pay was too low", other: -12}, "Why did the dockers reject the offer?"); !d.Answered || d.Claims[0].Key != "" {
		t.Errorf("a reason has no key: got %+v", d.Claims)
	}
	const gate = "At the request of the guild the gate was shut in May, Ole Brandt told the council."
	if d := readOf(t, finds{answer: "Ole Brandt", other: -12}, "Who told the council about the gate?", gate); !d.Answered || d.Claims[0].Key != "Ole Brandt" {
		t.Errorf("a person: got %+v (%s)", d.Claims, d.Refusal)
	}
	if d := readOf(t, finds{answer: "Ole Brandt told the", other: -12}, "Who asked for the gate to be shut in May?", gate); !d.Answered || d.Claims[0].Key != "" {
		t.Errorf("what somebody did is no person: got %+v (%s)", d.Claims, d.Refusal)
	}
	explained := readOf(t, finds{answer: "the old mill", other: -12}, "Where did members of the guild agree on the fee for anglers on Tuesday?",
		"In a meeting at the old mill on Tuesday, members of the guild agreed on a fee. This is a first for the guild.")
	if !explained.Answered || strings.Contains(explained.Answer, "This is") {
		t.Errorf("a sentence that answers is not explained: got %q (%s)", explained.Answer, explained.Refusal)
	}
}

// A reader knows prose without chapters: below a heading of a heading, words and
// meaning answer as they do without it.
func TestChaptersAreJudgedWithoutTheReader(t *testing.T) {
	t.Parallel()
	const question = "How many ferries did the council approve?"
	chapters := "# Harbour\n\n## Disputes\n\n### Strikes\n\n" + harbour
	without := readOf(t, finds{err: errors.New("no memory")}, question, chapters)
	if a := readOf(t, finds{other: -12}, question, chapters); !a.Answered || a.Answer != without.Answer || a.Confidence != without.Confidence {
		t.Errorf("got %q, confidence %v, want %q, %v", a.Answer, a.Confidence, without.Answer, without.Confidence)
	}
	if a := readOf(t, finds{other: -12}, question, "# Harbour\n\n"+harbour); a.Confidence >= without.Confidence {
		t.Errorf("below the title alone: confidence %v, want it below %v", a.Confidence, without.Confidence)
	}
}

// A reader knows prose alone: items and rows are judged without it.
func TestItemsAreJudgedWithoutTheReader(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{"what is signal 2?": "Lorries board after the cars.", "my screen shows 7302, help?": "The deck is full",
		"what are the three duties of the mate?": "count the cars"} {
		text := ferryCodes
		if strings.Contains(question, "duties") {
			text = ferryDuties
		}
		a := readOf(t, finds{other: -12}, question, text)
		if !a.Answered || !strings.Contains(a.Claims[0].Text, want) {
			t.Errorf("%s: got %+v (%s)", question, a.Claims, a.Reason)
		}
	}
}

// A second claim whose key is that of the first adds nothing.
func TestTheSameKeyIsSaidOnce(t *testing.T) {
	t.Parallel()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(),
		article("a", "The strike of the dockers began on 4 March 2024, said Omar Haddad, who leads the union from an office above the fish market."),
		article("b", "The strike of the dockers began on 4 March 2024, while Mayor Anna Berg held talks in Lisbon about new ferries.")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words string
		want  int
	}{{"4 March 2024", 1}, {"began", 2}} {
		e := answer.New(l, answer.WithLogger(discard), answer.WithMeaning(constant(0.5)), answer.WithReader(finds{answer: c.words, other: -12}))
		a, err := e.Ask(t.Context(), answer.Question{Text: "When did the strike of the dockers begin?"})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Claims) != c.want {
			t.Errorf("%s: got %+v", c.words, a.Claims)
		}
	}
}

// What is nearly enough for an answer is shown as what comes nearest: its sentence
// first, and no claim.
func TestUnsure(t *testing.T) {
	t.Parallel()
	for other := -12.0; other <= 12; other += 0.1 {
		a := read(t, finds{other: other}, "When did the strike begin?")
		switch a.Outcome {
		case answer.Unsure:
			if a.Answered || len(a.Claims) > 0 || a.Reason != answer.NotSure || len(a.Nearest) == 0 || !strings.HasSuffix(a.Nearest[0].Quote, ".") || strings.Count(a.Nearest[0].Quote, ".") != 1 {
				t.Errorf("at %v: got %+v", other, a)
			}
			return
		case answer.Told:
			t.Fatalf("at %v it is answered, and below it was never unsure", other)
		}
	}
	t.Error("never unsure")
}
