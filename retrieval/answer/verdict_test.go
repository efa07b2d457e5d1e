package answer_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/lexical"
)

// ruled describes a finding as testdata/verdicts.txt does.
func ruled(f answer.Finding, err error) string {
	if errors.Is(err, answer.ErrUnjudged) {
		return "unjudged"
	}
	if err != nil {
		return err.Error()
	}
	said := string(f.Ruling)
	for _, c := range f.Citations {
		said += "\n> " + c.Quote
	}
	return said
}

// TestVerdicts shows readers only what is proven of each verdict in testdata/verdicts.txt.
func TestVerdicts(t *testing.T) {
	data, err := os.ReadFile("testdata/verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(data), "=== ")[1:] {
		statement, rest, _ := strings.Cut(part, "\n")
		output, want, ok := strings.Cut(rest, "---\n")
		if !ok {
			t.Fatalf("%s: no ---", statement)
		}
		t.Run(statement, func(t *testing.T) {
			e, l := writtenBy(t, &scripted{text: output, piece: 7})
			f, err := e.Check(t.Context(), answer.Statement{Text: statement})
			if got := ruled(f, err); got != strings.TrimSpace(want) {
				t.Errorf("got\n%s\nwant\n%s\ndropped %+v", got, want, f.Dropped)
			}
			for _, c := range f.Citations {
				if !c.Real(l.Article) {
					t.Errorf("the quote is not real: %+v", c)
				}
			}
		})
	}
}

// A statement in another language than its quote is borne out where names, numbers,
// negation and meaning do so, as a written claim is.
func TestVerdictsInAnotherLanguage(t *testing.T) {
	multilingual, err := encoder.NewMultilingual(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	across := retrieval.NewAcross(multilingual, discard)
	defer across.Close()
	l := retrieval.NewLibrary(lexical.New(), retrieval.WithAcross(across))
	if err := l.Put(t.Context(), port()); err != nil {
		t.Fatal(err)
	}
	model := &scripted{text: `{"verdict": "borne out", "evidence": [{"passage": 1, "quote": "The council of Port Ellery approved twelve new ferries on Monday", "translation": ""}]}`, piece: 7}
	e := answer.New(l, answer.WithWriting(llm.Settings{Writer: model, Deadline: time.Minute}), answer.WithLogger(discard), answer.WithAcross(multilingual))
	for statement, want := range map[string]answer.Ruling{
		"El lunes el consejo de Port Ellery aprobó doce transbordadores nuevos.":    answer.BorneOut,
		"El lunes el consejo de Port Ellery aprobó veinte transbordadores nuevos.":  answer.NotFound,
		"El lunes el consejo de Port Ellery no aprobó doce transbordadores nuevos.": answer.NotFound,
		"El lunes el consejo de Hamburgo aprobó doce transbordadores nuevos.":       answer.NotFound,
	} {
		f, err := e.Check(t.Context(), answer.Statement{Text: statement})
		if err != nil || f.Ruling != want {
			t.Errorf("%s: %s, %v, want %s; dropped %+v", statement, f.Ruling, err, want, f.Dropped)
		}
	}
}

// A pronoun is read against what was said before it.
func TestAStatementIsReadInItsPlace(t *testing.T) {
	e, _ := writtenBy(t, &scripted{text: `{"verdict": "borne out", "evidence": [{"passage": 1, "quote": "Anna Berg accused Omar Haddad of delay"}]}`, piece: 50})
	f, err := e.Check(t.Context(), answer.Statement{Text: "She accused Omar Haddad of delay.", Before: "Anna Berg is the mayor."})
	if err != nil || f.Ruling != answer.BorneOut || f.Statement != "Anna Berg accused Omar Haddad of delay." {
		t.Errorf("got %+v, %v", f, err)
	}
}

func TestWithoutAModelThereIsNoVerdict(t *testing.T) {
	_, l := writtenBy(t, nil)
	for name, e := range map[string]*answer.Engine{
		"none": answer.New(l), "one that is down": engineOf(t, &scripted{err: errors.New("down"), piece: 1}),
		"one that is silent": engineOf(t, &scripted{piece: 1}),
	} {
		_, err := e.Check(t.Context(), answer.Statement{Text: "The council approved thirteen ferries."})
		if !errors.Is(err, answer.ErrUnjudged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	spent := &budget.Budget{Tokens: 1}
	once := &scripted{text: `{"verdict": "not in the passages", "evidence": []}`, piece: 50}
	e, _ := writtenBy(t, once, func(w *llm.Settings) { w.Budget = spent })
	_, first := e.Check(t.Context(), answer.Statement{Text: "The council approved thirteen ferries."})
	_, second := e.Check(t.Context(), answer.Statement{Text: "The council approved fourteen ferries."})
	if first != nil || !errors.Is(second, budget.ErrBudget) || once.calls != 1 {
		t.Errorf("the budget: %v, then %v, %d calls", first, second, once.calls)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Check(ended, answer.Statement{Text: "The council approved thirteen ferries."}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func engineOf(t *testing.T, w llm.Writer) *answer.Engine {
	e, _ := writtenBy(t, w)
	return e
}

// FuzzVerdict: whatever bytes a model writes, no quote is made up, and nothing is
// borne out that has a number which the quotes lack.
func FuzzVerdict(f *testing.F) {
	f.Add("The council approved thirteen new ferries.", `{"verdict": "borne out", "evidence": [{"passage": 1, "quote": "approved twelve new ferries"}]}`)
	f.Add("The strike has ended.", `verdict: contradicted [1: "The strike has not ended"]`)
	f.Fuzz(func(t *testing.T, statement, output string) {
		e, l := writtenBy(t, &scripted{text: output, piece: 11})
		found, err := e.Check(t.Context(), answer.Statement{Text: statement})
		if err != nil {
			return
		}
		if (found.Ruling == answer.NotFound) != (len(found.Citations) == 0) {
			t.Errorf("%s with %d quotes", found.Ruling, len(found.Citations))
		}
		for _, c := range found.Citations {
			if !c.Real(l.Article) {
				t.Errorf("the quote is not real: %+v", c)
			}
		}
	})
}
