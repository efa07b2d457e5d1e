package answer_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/lexical"
)

// echoing is a model that tells what the passages it is given say of a venue.
type echoing struct{ calls atomic.Int32 }

var venue = regexp.MustCompile(`named (\w+) as a possible venue for the talks`)

func (m *echoing) Write(_ context.Context, d llm.Draft, onPiece func(string) error) (llm.Written, error) {
	m.calls.Add(1)
	said := venue.FindString(fmt.Sprint(d.Messages))
	text := fmt.Sprintf(`{"claims": [{"text": "Anna Berg %s.", "evidence": [{"passage": 1, "quote": %q, "translation": ""}]}], "unanswered": ""}`, said, said)
	return llm.Written{Text: text, Model: "echoing"}, onPiece(text)
}

// ownView is a view of a base with one article of its own about a city.
func ownView(t *testing.T, base *retrieval.Library, id, city string) *retrieval.View {
	t.Helper()
	own := retrieval.NewLibrary(lexical.New())
	text := "Mayor Anna Berg named " + city + " as a possible venue for the talks. Nobody else spoke of it."
	if err := own.Put(t.Context(), &corpus.Article{ID: id, Text: text}); err != nil {
		t.Fatal(err)
	}
	return retrieval.NewView(base, own, retrieval.Filter{})
}

// What one library's readers were told is told to no other's, though the guild
// and the question are the same, nor after a change.
func TestWithin(t *testing.T) {
	t.Parallel()
	base := retrieval.NewLibrary(lexical.New())
	model := &echoing{}
	engine := answer.New(base, answer.WithLogger(discard), answer.WithWriting(llm.Settings{Writer: model, Deadline: 5 * time.Second}))
	one, other := ownView(t, base, "one", "Lisbon"), ownView(t, base, "other", "Madrid")
	ask := func(within answer.Library) answer.Answer {
		t.Helper()
		a, err := engine.Ask(t.Context(), answer.Question{Text: "Which venue did Anna Berg name for the talks?", Guild: "g", Within: within})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for range 2 { // the second time from memory
		if a := ask(one); !strings.Contains(a.Answer, "Lisbon") || a.Mode != answer.Generated {
			t.Errorf("one: %q, %s", a.Answer, a.Mode)
		}
		if a := ask(other); !strings.Contains(a.Answer, "Madrid") || strings.Contains(fmt.Sprint(a), "Lisbon") {
			t.Errorf("other: %+v", a)
		}
		if a := ask(nil); a.Answered {
			t.Errorf("the engine's own library answers: %q", a.Answer)
		}
	}
	if n := model.calls.Load(); n != 2 {
		t.Errorf("the model was asked %d times, want 2", n)
	}
	// A library that does not tell what it is shares nothing.
	for range 2 {
		if a := ask(struct{ answer.Library }{one}); !strings.Contains(a.Answer, "Lisbon") {
			t.Errorf("nameless: %q", a.Answer)
		}
	}
	if n := model.calls.Load(); n != 4 {
		t.Errorf("answers of a library without a name were shared: %d calls, want 4", n)
	}
}
