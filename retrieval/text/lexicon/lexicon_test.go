package lexicon_test

import (
	"fmt"
	"testing"

	"footnote/retrieval/text/lexicon"
)

func TestLemmas(t *testing.T) {
	cases := []struct {
		form string
		pos  lexicon.POS
		want string
	}{
		{"forgave", lexicon.Verb, "forgive"}, {"fell", lexicon.Verb, "fall"}, {"men", lexicon.Noun, "man"}, {"ferries", lexicon.Noun, "ferry"},
		{"planned", lexicon.Verb, "plan"}, {"running", lexicon.Verb, "run"}, {"announces", lexicon.Verb, "announce"}, {"lower", lexicon.Adjective, "low"},
		{"larger", lexicon.Adjective, "large"}, {"went", lexicon.Verb, "go"}, {"chosen", lexicon.Verb, "choose"}, {"crises", lexicon.Noun, "crisis"},
		{"children", lexicon.Noun, "child"}, {"held", lexicon.Verb, "hold"}, {"rejected", lexicon.Verb, "reject"}, {"best", lexicon.Adjective, "good"},
	}
	for _, c := range cases {
		found := false
		for _, l := range lexicon.Look(c.form).Lemmas[c.pos] {
			found = found || l.Form == c.want
		}
		if !found {
			t.Errorf("%s is no form of %s", c.form, c.want)
		}
	}
}

// TestRelate holds what kind of relation is found, each kind in words of several
// subjects. Both orders are tried.
func TestRelate(t *testing.T) {
	cases := []struct {
		a, b string
		want lexicon.Relation
	}{
		{"official", "officials", lexicon.Same}, {"forgave", "forgiven", lexicon.Same}, {"larger", "large", lexicon.Same},
		{"announce", "announcement", lexicon.Derived}, {"norwegian", "norway", lexicon.Derived}, {"arrive", "arrival", lexicon.Derived},
		{"buy", "purchase", lexicon.Synonym}, {"quick", "fast", lexicon.Synonym}, {"surrender", "cede", lexicon.Synonym},
		{"demolish", "tear down", lexicon.Synonym}, {"come into force", "take effect", lexicon.Synonym}, {"postponed", "put off", lexicon.Synonym},
		{"turn up", "turn down", lexicon.Unrelated},
		{"osprey", "bird", lexicon.Broader}, {"car", "vehicle", lexicon.Broader}, {"bird", "osprey", lexicon.Narrower},
		{"rose", "fell", lexicon.Antonym}, {"approved", "rejected", lexicon.Antonym}, {"increase", "decrease", lexicon.Antonym},
		{"cheap", "expensive", lexicon.Antonym}, {"able", "unable", lexicon.Antonym}, {"include", "exclude", lexicon.Antonym},
		{"bank", "shore", lexicon.Unrelated}, {"bridge", "letter", lexicon.Unrelated}, {"revealed", "invented", lexicon.Unrelated},
	}
	other := map[lexicon.Relation]lexicon.Relation{lexicon.Broader: lexicon.Narrower, lexicon.Narrower: lexicon.Broader}
	for _, c := range cases {
		if got := lexicon.Relate(lexicon.Look(c.a), lexicon.Look(c.b)); got != c.want {
			t.Errorf("%s, %s: %d, want %d", c.a, c.b, got, c.want)
		}
		want := c.want
		if o, turned := other[want]; turned {
			want = o
		}
		if got := lexicon.Relate(lexicon.Look(c.b), lexicon.Look(c.a)); got != want {
			t.Errorf("%s, %s: %d, want %d", c.b, c.a, got, want)
		}
	}
}

// TestCommon tells names from words.
func TestCommon(t *testing.T) {
	for word, want := range map[string]bool{"harbour": true, "boats": true, "norway": false, "einstein": false, "qwfp": false} {
		if lexicon.Look(word).Common() != want {
			t.Errorf("Common(%s) is %v", word, !want)
		}
	}
}

func FuzzLook(f *testing.F) {
	f.Add("forgave")
	f.Add("")
	f.Add("港")
	f.Fuzz(func(t *testing.T, form string) {
		w := lexicon.Look(form)
		if r := lexicon.Relate(w, lexicon.Look("harbour")); r > lexicon.Antonym {
			t.Errorf("%q: relation %d", form, r)
		}
	})
}

func BenchmarkRelate(b *testing.B) {
	x, y := lexicon.Look("approve"), lexicon.Look("discussion")
	for b.Loop() {
		lexicon.Relate(x, y)
	}
}

func BenchmarkLook(b *testing.B) {
	forms := make([]string, 20_000)
	for i := range forms {
		forms[i] = fmt.Sprint("approve", i)
	}
	for i := 0; b.Loop(); i++ {
		lexicon.Relate(lexicon.Look(forms[i%len(forms)]), lexicon.Look("discussion"))
	}
}
