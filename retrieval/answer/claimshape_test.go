package answer_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

const weir = `# The weir of Ternau

The council of Ternau met for nine hours on Tuesday. The weir lost its upper gate in March 1987. In the spring it got another one, of oak.

The weir's conditions for boats are strict, and the guild of boatmen has never liked them.

At the weir of Ternau the keeper lets boats pass if they agree:

- to lower its mast;
- to have its papers ready;
- to keep to the left side of the pier.
`

// A claim is one whole statement: a pronoun that its own sentence explains needs no sentence
// before it, an item is said with what it is an item of, and a question for several things
// gets their list.
func TestAClaimIsAWholeStatement(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ question, key, want string }{
		{"When did the weir lose its upper gate?", "March 1987", "The weir lost its upper gate in March 1987."},
		{"When did the weir get a gate of oak?", "the spring", "The weir lost its upper gate in March 1987. In the spring it got another one, of oak."},
		{"Must a boat have its papers ready?", "", "At the weir of Ternau the keeper lets boats pass if they agree: to have its papers ready."},
		{"What are the weir's conditions for boats?", "", "At the weir of Ternau the keeper lets boats pass if they agree: - to lower its mast; - to have its papers ready; - to keep to the left side of the pier."},
	} {
		a := ask(t, c.question, article("weir", weir))
		if c.key != "" {
			a = readOf(t, finds{answer: c.key, other: -12}, c.question, weir)
		}
		if len(a.Claims) == 0 || a.Claims[0].Text != c.want {
			t.Errorf("%s: got %+v (%s, %v), want %q", c.question, a.Claims, a.Reason, a.Confidence, c.want)
		}
	}
}

// A second sentence is no gain where one thing is asked for and the first likely says it,
// and one that tells it otherwise is.
func TestASecondClaimIsForWhatIsOpen(t *testing.T) {
	t.Parallel()
	const gate = "The weir of Ternau lost its upper gate in March 1987, in the worst storm that anybody remembers."
	for other, want := range map[string]int{
		"The weir of Ternau has an upper gate of oak, which one can lose sight of in the worst storm.":     1,
		"The weir of Ternau lost its upper gate in March 1988, in the worst storm that anybody remembers.": 2,
	} {
		l := retrieval.NewLibrary(lexical.New())
		if err := l.Put(t.Context(), article("weir", gate), article("other", other), article("ferry", "The ferry leaves at dawn."), article("tram", "The tram is late."), article("bank", "The bank is shut.")); err != nil {
			t.Fatal(err)
		}
		e := answer.New(l, answer.WithLogger(discard), answer.WithMeaning(constant(0.9)), answer.WithReader(finds{answer: "the worst storm", other: -12}))
		a, err := e.Ask(t.Context(), answer.Question{Text: "When did the weir of Ternau lose its upper gate?"})
		if err != nil || len(a.Claims) != want {
			t.Errorf("%s: got %+v (%s, %v), want %d claims", other, a.Claims, a.Reason, a.Confidence, want)
		}
	}
}

// asked is an encoder that keeps the questions it is given.
type asked struct {
	constant
	questions *[]string
}

func (a asked) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if kind == retrieval.Question {
		*a.questions = append(*a.questions, texts...)
	}
	return a.constant.Embed(ctx, kind, texts)
}

// A word that no article and no language knows is read as the articles' own one that it
// resembles, by the encoder too, and a known one as it stands.
func TestTypingErrorsAreRead(t *testing.T) {
	t.Parallel()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), article("weir", weir)); err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string]string{
		"What did the concil of Ternua do?": "What did the council of Ternau do?",
		"Must the mastt be of oak?":         "Must the mast be of oak?",
		"Did the counsel of the weir meet?": "Did the counsel of the weir meet?",
	} {
		var questions []string
		e := answer.New(l, answer.WithLogger(discard), answer.WithMeaning(asked{0.5, &questions}))
		if _, err := e.Ask(t.Context(), answer.Question{Text: question}); err != nil {
			t.Fatal(err)
		}
		if len(questions) == 0 || questions[len(questions)-1] != want {
			t.Errorf("%s: the encoder was asked %q, want %q", question, questions, want)
		}
	}
}

// failing is an encoder that cannot be used.
type failing struct{ constant }

func (failing) Embed(context.Context, retrieval.Kind, []string) ([][]float32, error) {
	return nil, errors.New("no memory")
}

// A refusal says where meaning could not be compared.
func TestARefusalSaysThatWordsAloneWereCompared(t *testing.T) {
	t.Parallel()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), article("weir", weir)); err != nil {
		t.Fatal(err)
	}
	const unsaid = "Who paid for the festival of the council?"
	for name, c := range map[string]struct {
		encoder  retrieval.Embedder
		question string
		want     answer.Note
	}{
		"refused without meaning":  {failing{}, unsaid, answer.NoteWords},
		"refused":                  {constant(0.1), unsaid, ""},
		"answered without meaning": {failing{}, "When did the weir lose its upper gate?", ""},
	} {
		e := answer.New(l, answer.WithLogger(discard), answer.WithMeaning(c.encoder))
		a, err := e.Ask(t.Context(), answer.Question{Text: c.question})
		if err != nil || a.Note != c.want || a.Answered != strings.HasPrefix(name, "answered") {
			t.Errorf("%s: got %+v, %v", name, a, err)
		}
	}
}
