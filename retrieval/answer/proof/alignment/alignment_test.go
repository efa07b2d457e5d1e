package alignment

import (
	"slices"
	"testing"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// TestAlign has, for each kind of agreement, a word of a claim and the words of a quote that
// say it; none where nothing does.
func TestAlign(t *testing.T) {
	for _, c := range []struct {
		kind, claim, quote, word string
		want                     []string
	}{
		{"the same word", "The boat sank.", "The boat sank.", "sank", []string{"sank"}},
		{"another form", "The boats are sinking.", "A boat sank.", "boats", []string{"boat"}},
		{"a synonym", "The council bought a boat.", "The council purchased a boat.", "bought", []string{"purchased"}},
		{"a more special word", "A vehicle hit the wall.", "A car hit the wall.", "vehicle", []string{"car"}},
		{"no more general word", "A car hit the wall.", "A vehicle hit the wall.", "car", nil},
		{"an opposite", "Prices rose.", "Prices fell.", "rose", nil},
		{"an opposite that is negated", "The door is not open.", "The door is closed.", "open", []string{"closed"}},
		{"a number in words", "Twelve boats sailed.", "12 boats sailed.", "Twelve", []string{"12"}},
		{"another number", "Twelve boats sailed.", "13 boats sailed.", "Twelve", nil},
		{"a sum", "19 boats sailed.", "12 boats sailed on Monday and 7 on Friday.", "19", []string{"12", "7"}},
		{"a limit", "More than 10 boats sailed.", "12 boats sailed.", "10", []string{"12"}},
		{"a change", "The price rose by 5 euros.", "The price rose from 10 to 15 euros.", "5", []string{"10", "15"}},
		{"an acronym", "The UN met.", "The United Nations met.", "UN", []string{"United", "Nations"}},
		{"a capital for its government", "London will appeal.", "The British government will appeal.", "London", []string{"British"}},
		{"a verb that carries its noun", "The court made a decision.", "The court decided.", "made", []string{"decided"}},
		{"the other side of a deed", "Hansen bought the boat from Lie.", "Lie sold the boat to Hansen.", "bought", []string{"sold"}},
		{"the other side of a comparison", "Oslo is bigger than Bergen.", "Bergen is smaller than Oslo.", "bigger", []string{"smaller"}},
		{"a verb for what is said", "Lena offered to host.", "Lena: I could host.", "offered", []string{"Lena"}},
	} {
		a := Align(syntax.ReadSentence(c.claim, -1), syntax.ReadSentence(c.quote, 0), &Passages{Evidence: evidence.Evidence{Quotes: []evidence.Quote{{Text: c.quote}}}})
		i := slices.IndexFunc(a.Claim.Words, func(w syntax.Word) bool { return w.Form == c.word })
		var got []string
		for _, q := range a.To[i] {
			got = append(got, a.Quote.Words[q].Form)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q in %q is said by %q in %q, want %q", c.kind, c.word, c.claim, got, c.quote, c.want)
		}
	}
}

// TestMeant has what a pronoun stands for.
func TestMeant(t *testing.T) {
	for _, c := range []struct{ kind, before, quote, pronoun, want string }{
		{"who was spoken of before", "Berg came.", "She left.", "She", "Berg"},
		{"the subject of the same sentence", "", "Berg came because she was late.", "she", "Berg"},
		{"a thing", "The boat sank.", "It was old.", "It", "boat"},
		{"no place for a person", "Paris was cold.", "She left.", "She", ""},
	} {
		p := &Passages{Evidence: evidence.Evidence{Around: []string{c.before + " " + c.quote}}}
		s := syntax.ReadSentence(c.quote, 0)
		k := slices.IndexFunc(s.Words, func(w syntax.Word) bool { return w.Form == c.pronoun })
		got := ""
		if _, heads := p.Meant(s, k); len(heads) > 0 {
			got = heads[0].Form
		}
		if got != c.want {
			t.Errorf("%s: %q in %q stands for %q, want %q", c.kind, c.pronoun, c.quote, got, c.want)
		}
	}
}
