package answer_test

import (
	"context"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
	"footnote/retrieval/sampletest"
)

// ask answers a question from articles given as ID and text.
func ask(t *testing.T, question string, articles ...*corpus.Article) answer.Answer {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	a, err := answer.New(l).Ask(t.Context(), answer.Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	proven(t, l, a)
	return a
}

// proven checks the promises that every answer keeps.
func proven(t *testing.T, l *retrieval.Library, a answer.Answer) {
	t.Helper()
	if a.Answered != (len(a.Claims) > 0) {
		t.Errorf("answered is %v with %d claims", a.Answered, len(a.Claims))
	}
	if a.Answered == (a.Reason != "" || a.Talk != "") {
		t.Errorf("answered is %v with the reason %q", a.Answered, a.Reason)
	}
	quotesAreReal(t, l, a)
	if a.Claims == nil || a.Citations == nil || a.Nearest == nil {
		t.Error("a list is null instead of empty")
	}
}

// quotesAreReal checks every quote, number and footnote of an answer.
func quotesAreReal(t *testing.T, l *retrieval.Library, a answer.Answer) {
	t.Helper()
	for i, c := range a.Citations {
		article, ok := l.Article(c.Article)
		if !ok || article.Text[c.Start:c.End] != c.Quote || c.Quote == "" || c.Number != i+1 {
			t.Errorf("citation %d is not real: %+v", i, c)
		}
	}
	for _, c := range a.Claims {
		if len(c.Citations) == 0 || c.Citations[0] < 1 || c.Citations[0] > len(a.Citations) {
			t.Errorf("claim without a footnote: %+v", c)
		}
	}
	for _, n := range a.Nearest {
		if article, ok := l.Article(n.Article); !ok || article.Text[n.Start:n.End] != n.Quote {
			t.Errorf("nearest passage is not real: %+v", n)
		}
	}
}

func article(id, text string) *corpus.Article { return &corpus.Article{ID: id, Text: text} }

const harbour = "The council of Port Ellery approved twelve new ferries on Monday. Mayor Anna Berg named Lisbon as a possible " +
	"venue for the talks with the dockers. She called it a suitable place. The dockers rejected the offer because the pay was too low.\n\n" +
	"Omar Haddad, the head of the dockers' union, said the strike would go on. It began on 4 March 2024."

func TestAnswersWithTheSentence(t *testing.T) {
	for question, want := range map[string]string{
		"Who named Lisbon as a venue?":              "Anna Berg",
		"How many ferries did the council approve?": "twelve",
		"Why did the dockers reject the offer?":     "because the pay was too low",
		"Who is Omar Haddad?":                       "head of the dockers' union",
		"When did the strike begin?":                "4 March 2024",
	} {
		a := ask(t, question, article("harbour", harbour))
		if !a.Answered || !strings.Contains(a.Claims[0].Text, want) {
			t.Errorf("%s: got %q (%s), want %q", question, a.Answer, a.Reason, want)
		}
	}
}

func TestLeaningSentenceBringsItsLead(t *testing.T) {
	a := ask(t, "When did the strike begin?", article("harbour", harbour))
	if len(a.Citations) == 0 || !strings.HasPrefix(a.Citations[0].Quote, "Omar Haddad") {
		t.Errorf("the quote of a sentence that begins with It lacks the one before: %+v", a.Citations)
	}
}

func TestDeclines(t *testing.T) {
	for _, question := range []string{
		"What is the capital of Australia?", "What did Erik Sandberg say about the ferries?",
		"How old is the harbour's lighthouse keeper?", "Tell me a joke about databases",
	} {
		if a := ask(t, question, article("harbour", harbour)); a.Answered {
			t.Errorf("%s: answered %q", question, a.Answer)
		}
	}
}

func TestWhatCannotBeLookedUp(t *testing.T) {
	for question, want := range map[string]answer.Reason{
		"": answer.Empty, "  \n": answer.Empty, "🦊🦊": answer.NoWords, "?!": answer.NoWords, "who is it?": answer.Vague,
		strings.Repeat("why ", 30000): answer.TooLong, "what \xff\xfe is": answer.NotText,
	} {
		if a := ask(t, question, article("harbour", harbour)); a.Answered || a.Reason != want {
			t.Errorf("%.20q: got answered %v, reason %q", question, a.Answered, a.Reason)
		}
	}
}

func TestCancelledIsAnError(t *testing.T) {
	l := retrieval.NewLibrary(lexical.New())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := answer.New(l).Ask(ctx, answer.Question{Text: "Who named Lisbon?"}); err == nil {
		t.Error("a cancelled question gave no error")
	}
}

func TestSampleNamesWhoProposedTheVenue(t *testing.T) {
	l := sampletest.Library(t)
	a, err := answer.New(l).Ask(t.Context(), answer.Question{Text: "who proposed the UAE as a venue?"})
	if err != nil {
		t.Fatal(err)
	}
	proven(t, l, a)
	if !a.Answered || !strings.Contains(a.Claims[0].Text, "Putin") || !strings.Contains(a.Claims[0].Text, "United Arab Emirates") {
		t.Errorf("got %q (%s)", a.Answer, a.Reason)
	}
}

func TestVerifiedDropsWhatIsNotReal(t *testing.T) {
	source := article("harbour", harbour)
	find := func(id string) (*corpus.Article, bool) { return source, id == source.ID }
	real := answer.Citation{Number: 3, Article: "harbour", Quote: harbour[:10], Start: 0, End: 10}
	altered, elsewhere, beyond, empty := real, real, real, real
	altered.Number, altered.Quote = 4, "Not so at "
	elsewhere.Number, elsewhere.Article = 5, "nowhere"
	beyond.Number, beyond.End = 6, 1<<20
	empty.Number, empty.End, empty.Quote = 7, 0, ""
	a := answer.Verified(answer.Answer{
		Citations: []answer.Citation{altered, real, elsewhere, beyond, empty},
		Claims: []answer.Claim{
			{Text: "Rests on nothing.", Citations: []int{4, 5, 6, 7, 8}},
			{Text: "Rests on one.", Citations: []int{3, 4}},
			{Text: "Has none."},
		},
	}, find)
	if len(a.Claims) != 1 || a.Answer != "Rests on one. [1]" || len(a.Citations) != 1 || a.Citations[0].Number != 1 {
		t.Errorf("got %+v", a)
	}
	if a = answer.Verified(answer.Answer{Claims: a.Claims}, find); a.Answered || a.Reason != answer.NotProven {
		t.Errorf("an answer without proof stayed one: %+v", a)
	}
}
