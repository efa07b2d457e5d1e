package entailment

import (
	"testing"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

func align(claim, quote string) *alignment.Alignment {
	known := &alignment.Passages{Evidence: evidence.Evidence{Quotes: []evidence.Quote{{Text: quote}}}}
	return alignment.Align(syntax.ReadSentence(claim, -1), syntax.ReadSentence(quote, 0), known)
}

// TestCheck has, for each kind of fault, a claim that a sentence bears out and one that it
// does not.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		quote, says, not string
		kind             evidence.Kind
	}{
		{"The council approved a new bridge.", "The council approved a bridge.", "The council approved a new ferry.", evidence.Unsupported},
		{"Berg approved the bridge.", "The bridge was approved by Berg.", "Dahl approved the bridge.", evidence.Name},
		{"The bridge opened on Friday.", "On Friday the bridge opened.", "The bridge opened on Monday.", evidence.Date},
		{"The bridge has not opened.", "The bridge has not opened.", "The bridge has opened.", evidence.Negation},
		{"Prices rose in spring.", "Prices increased in spring.", "Prices fell in spring.", evidence.Antonym},
		{"Berg forgave Dahl.", "Dahl was forgiven by Berg.", "Dahl forgave Berg.", evidence.Roles},
		{"The bridge may close.", "The bridge could close.", "The bridge closes.", evidence.Strength},
		{"The bridge was closed.", "The bridge was closed.", "The bridge will be closed.", evidence.Tense},
		{"Berg said that the bridge is old.", "According to Berg, the bridge is old.", "The bridge is old.", evidence.Speaker},
		{"Twelve boats sailed.", "12 boats sailed.", "Only twelve boats sailed.", evidence.Quantity},
		{"The train left before the strike.", "The train left before a strike.", "The train left after the strike.", evidence.Relation},
		{"The bridge closes if it snows.", "If it snows, the bridge closes.", "The bridge closes.", evidence.Condition},
		{"The letter was written to Berg.", "The letter was written to Berg.", "The letter was written by Berg.", evidence.Roles},
		{"Dahl said that she sails.", "She sails, Dahl said.", "Dahl said that he sails.", evidence.Roles},
		{"Berg or Dahl will sail to Bergen.", "Berg or Dahl will sail to Bergen.", "Berg and Dahl will sail to Bergen.", evidence.Strength},
		{"Dahl arrived in Oslo and flew on to Bergen.", "Dahl arrived in Oslo.", "Dahl arrived in Bergen.", evidence.Scope},
	} {
		if f, _ := Check(align(c.says, c.quote)); f.Found() {
			t.Errorf("%q says %q: %v", c.quote, c.says, f)
		}
		if f, _ := Check(align(c.not, c.quote)); f.Kind != c.kind {
			t.Errorf("%q does not say %q: %v, want %q", c.quote, c.not, f, c.kind)
		}
	}
}

// TestCheckTellsWhatIsContradicted has claims of which the quote says the opposite, and some
// of which it only does not speak.
func TestCheckTellsWhatIsContradicted(t *testing.T) {
	for _, c := range []struct {
		claim, quote string
		want         bool
	}{
		{"The strike has ended.", "The strike has not ended.", true},
		{"Prices fell in spring.", "Prices rose in spring.", true},
		{"Dahl forgave Berg.", "Berg forgave Dahl.", true},
		{"The bridge closes.", "The bridge closes if it snows.", false},
		{"The bridge is old.", "Berg said that the bridge is old.", false},
	} {
		if f, opposed := Check(align(c.claim, c.quote)); !f.Found() || opposed != c.want {
			t.Errorf("%q by %q: %v, contradicted: %t", c.claim, c.quote, f, opposed)
		}
	}
}

func TestDiffers(t *testing.T) {
	for _, c := range []struct {
		kind, claim, quote string
		want               bool
	}{
		{"another number", "The council approved 13 ferries.", "The council approved 12 ferries.", true},
		{"another number of something else", "The town has 13 schools.", "The council approved 12 ferries.", false},
		{"another day", "The council met on Friday.", "The council met on Monday.", true},
		{"another name", "The council named Madrid for the talks.", "The council named Lisbon for the talks.", true},
		{"the same of somebody else", "Madrid was chosen for the talks.", "Lisbon was chosen for the talks.", false},
		{"no other number", "The council approved 13 ferries.", "The council approved ferries.", false},
	} {
		if got := Differs(align(c.claim, c.quote)); got != c.want {
			t.Errorf("%s: %q by %q: %t", c.kind, c.claim, c.quote, got)
		}
	}
}
