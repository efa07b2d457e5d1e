package app_test

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/cmd/mockopenai/persona"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// said is a statement with what the articles make of it.
type said struct {
	text string
	// true tells that an article says so.
	true bool
}

var (
	figure    = regexp.MustCompile(`\b\d{1,3}\b`)
	auxiliary = regexp.MustCompile(`\b(?:is|was|are|were|has|have|had|will)\b`)
)

// statements are sentences of the articles in two forms, as they stand and cut
// back to what comes before a last comma, and the same with another number or a
// "not": true and false by their making.
func statements(library *retrieval.Library, most int) (all []said) {
	for _, a := range library.Articles() {
		for _, p := range corpus.Split(a) {
			for k, s := range p.Sentences {
				text := answer.ClaimText(a.Slice(s)) // the number of an item states nothing
				if k%3 != 0 || len(text) < 40 || len(text) > 220 || !strings.HasSuffix(text, ".") || strings.ContainsAny(text, "“”\"") {
					continue
				}
				all = append(all, said{text, true})
				if at := strings.LastIndex(text, ","); at > 40 {
					all = append(all, said{text[:at] + ".", true})
				}
				if n := figure.FindString(text); n != "" {
					v, _ := strconv.Atoi(n)
					all = append(all, said{strings.Replace(text, n, strconv.Itoa(v+17), 1), false})
				}
				if at := auxiliary.FindStringIndex(text); at != nil && !strings.HasPrefix(text[at[1]:], " not") {
					all = append(all, said{text[:at[1]] + " not" + text[at[1]:], false})
				}
				if len(all) >= most {
					return all
				}
			}
		}
	}
	return all
}

// Whoever judges: nothing false is borne out, nothing that an article says is
// contradicted, every quote is real; and a careful judge finds most of it.
func TestVerdictsOfEveryPersona(t *testing.T) {
	_, library := seeds(t, embedder.None)
	most := 60
	if races.Detector {
		most = 20
	}
	all := statements(library, most)
	for _, who := range persona.Names() {
		t.Run(string(who), func(t *testing.T) {
			t.Parallel()
			engine := mock(t, who, patient).writtenBy(library, time.Minute)
			seen, wrong := map[string]int{}, 0
			for _, s := range all {
				f, err := engine.Check(t.Context(), answer.Statement{Text: s.text})
				if err != nil && !errors.Is(err, answer.ErrUnjudged) {
					t.Fatal(err)
				}
				if s.true && f.Ruling == answer.Contradicted || !s.true && f.Ruling == answer.BorneOut {
					wrong++
					t.Errorf("%s: %q by %+v", f.Ruling, s.text, f.Citations)
				}
				for _, c := range f.Citations {
					if !c.Real(library.Article) {
						t.Errorf("a quote is not real: %+v", c)
					}
				}
				seen[strconv.FormatBool(s.true)+" "+string(f.Ruling)]++
			}
			t.Logf("%d statements, %d false verdicts: %v", len(all), wrong, seen)
			if who == persona.Grounded && (seen["true borne"] < 5*seen["true missing"] || seen["false contradicted"] < seen["false missing"]) {
				t.Errorf("a careful judge leaves too much open: %v", seen)
			}
		})
	}
}
