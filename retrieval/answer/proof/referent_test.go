package proof

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// referents are texts in which pronouns stand for something: the sample's articles, and those
// that claims were written on for tuning.
func referents(t *testing.T) []string {
	t.Helper()
	var all []string
	for a, err := range corpus.ReadFS(t.Context(), sample.FS, ".") {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a.Text)
	}
	files, err := filepath.Glob("../../quality/testdata/paraphrases/texts/*tune*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d texts, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	return all
}

// subjects are the phrases that open sentences of a text before their verb.
func subjects(text string) []string {
	var all []string
	for _, s := range syntax.ReadSentences(text, -1) {
		c, ok := syntax.ReadClause(s, len(s.Words))
		if !ok || c.Verb > 4 || syntax.IsPronoun(s, 0) || !s.IsNoun(c.Verb-1) {
			continue
		}
		if phrase := c.Subject(); !slices.Contains(all, phrase) {
			all = append(all, phrase)
		}
	}
	return all
}

// sameReferents is how many of the claims are told of one referent by two of its names, as
// "Putin" and "The Russian president", or of two that no rule tells from each other.
const sameReferents = 10

// TestPronounStandsForNobodyElse puts in place of a pronoun that opens a sentence every subject
// of the text: one can be right, under all its names.
func TestPronounStandsForNobodyElse(t *testing.T) {
	made, passed := 0, 0
	for _, text := range referents(t) {
		all := subjects(text)
		for _, sentence := range sentencesIn(text) {
			first, rest, _ := strings.Cut(sentence, " ")
			switch first {
			case "He", "She", "It", "They":
			default:
				continue
			}
			var told []string
			for _, other := range all {
				made++
				e := evidence.Evidence{Quotes: []evidence.Quote{{Text: sentence}}, Around: []string{text}, Articles: []string{text}}
				if Judge(other+" "+rest, e).Verdict == BorneOut {
					told = append(told, other)
				}
			}
			if len(told) > 0 {
				t.Logf("%q is told of %q", sentence, told)
			}
			if len(told) > 1 {
				passed += len(told) - 1
			}
		}
	}
	t.Logf("%d of %d survive", passed, made)
	if passed > sameReferents {
		t.Errorf("%d of %d are told of several", passed, made)
	}
	if made < 100 {
		t.Errorf("only %d claims were made", made)
	}
}

// TestPronounBehindOthers has pronouns that stand for something other than the first subject
// before them, and some behind words that are told with a name or a number.
func TestPronounBehindOthers(t *testing.T) {
	for _, c := range []struct {
		claim, around, quote string
		want                 Verdict
	}{
		{"The hall earned 50 euros.", "Mr Daly said that the hall had earned more. It earned 50 euros.", "It earned 50 euros.", BorneOut},
		{"Mr Daly earned 50 euros.", "Mr Daly said that the hall had earned more. It earned 50 euros.", "It earned 50 euros.", NotShown},
		{"The club gave the bridge four stars.", "The bridge is old. It cost 12 euros. The club gave it four stars.", "The club gave it four stars.", BorneOut},
		{"The firm dismissed 25 sailors in June.", "The firm dismissed 40 sailors in May. It dismissed 25 in June.", "It dismissed 25 in June.", BorneOut},
		{"The firm dismissed 25 pilots in June.", "The firm dismissed 40 sailors in May. It dismissed 25 in June.", "It dismissed 25 in June.", NotShown},
		{"Berg said that the hall was too small.", "Mayor Anna Berg opened the hall. \"The hall is too small,\" she told the crowd.", "\"The hall is too small,\" she told the crowd.", BorneOut},
	} {
		e := evidence.Evidence{Quotes: []evidence.Quote{{Text: c.quote}}, Around: []string{c.around}, Articles: []string{c.around}}
		if got := Judge(c.claim, e); got.Verdict != c.want {
			t.Errorf("%q by %q is %s (%s)", c.claim, c.around, got.Verdict, got.Fault)
		}
	}
}
