package reference

import (
	"testing"

	"footnote/retrieval/answer/proof/syntax"
)

const article = `President Mirela Costa opened the bridge on Monday. Transport Minister Jan Holt stayed away. "It is late," Costa said.

The mayor of Fossum, Tora Lie, was not invited. Ruth Amadi, chair, and Mr. Daly came. The National Road Agency counted 6,200 cars. The agency had expected 4,000. Secretary of State Ida Brun paid. The King of Norway came. The carrier Nordline sent a ship.`

// TestRewrite puts the shortest name for whoever an article introduces, and leaves what it does
// not tell.
func TestRewrite(t *testing.T) {
	names := Read(article)
	for in, want := range map[string]string{
		"The president came.":                        "Costa came.",
		"President Mirela Costa came.":               "Costa came.",
		"The transport minister's car broke down.":   "Holt's car broke down.",
		"The minister of transport came.":            "Holt came.",
		"The foreign minister came.":                 "The foreign minister came.",
		"The former president came.":                 "The former president came.",
		"The mayor of Fossum came.":                  "Lie came.",
		"The mayor of Alby came.":                    "The mayor of Alby came.",
		"Tora Lie, the mayor of Fossum, came.":       "Lie came.",
		"Nora Lie came.":                             "Nora Lie came.",
		"The chair opened the meeting.":              "Amadi opened the meeting.",
		"The NRC counted cars.":                      "The NRC counted cars.",
		"The agency had expected more.":              "National Road Agency had expected more.",
		"The secretary of state paid.":               "Brun paid.",
		"The king spoke.":                            "The king spoke.",
		"The carrier sent a ship.":                   "Nordline sent a ship.",
		"A president came, and so did the captains.": "A president came, and so did the captains.",
	} {
		if got := names.Rewrite(in); got != want {
			t.Errorf("%q is rewritten as %q, want %q", in, got, want)
		}
	}
}

// TestRewriteLeavesWhatIsOpen: two who have one role, or one name, are told apart by nothing.
func TestRewriteLeavesWhatIsOpen(t *testing.T) {
	names := Read("President Ana Berg met President Olaf Dahl. Karl Lund met Eva Lund. The captain, Per Vik, met a captain of the guard.")
	for _, in := range []string{"The president left.", "Karl Lund left.", "The captain left."} {
		if got := names.Rewrite(in); got != in {
			t.Errorf("%q is rewritten as %q", in, got)
		}
	}
	if got := Read("President Ana Berg spoke.", "President Olaf Dahl spoke.").Rewrite("The president left."); got != "The president left." {
		t.Errorf("of two articles' presidents one is taken: %q", got)
	}
}

// TestRestate puts what is counted behind a number that stands alone.
func TestRestate(t *testing.T) {
	for _, c := range []struct{ before, in, want string }{
		{"It dismissed 40 sailors in May.", "It dismissed a further 25 in June.", "It dismissed a further 25 sailors in June."},
		{"Four tenders came in.", "Three of them were high.", "Three of the four tenders were high."},
		{"It has 40 rooms and 3 lifts.", "The other has 25.", "The other has 25."},
		{"It has 40 rooms.", "Version 4 reads them.", "Version 4 reads them."},
		{"", "I paid 30 euros for paint and 12 for glue.", "I paid 30 euros for paint and 12 euros for glue."},
		{"", "Of the four villages, Alby, Brekke and Dalen are open; Fossum is not.", "3 of the four villages are open. 1 of the four villages is not open."},
	} {
		var before *syntax.Sentence
		if c.before != "" {
			before = syntax.ReadSentence(c.before, -1)
		}
		if got := Restate(syntax.ReadSentence(c.in, -1), before); got != c.want {
			t.Errorf("%q is restated as %q, want %q", c.in, got, c.want)
		}
	}
}

// TestReadOfAnyText holds that a name, a role or a preposition may end a text, or open it.
func TestReadOfAnyText(t *testing.T) {
	words := []string{"The", "the", "of", "President", "Berg", "Berg,", "mayor", "Mr.", "Secretary", "U.S.", "Fossum's", "Agency", "."}
	for _, a := range words {
		for _, b := range words {
			for _, c := range words {
				raw := a + " " + b + " " + c
				Read(raw, raw+" "+a).Rewrite(raw)
			}
		}
	}
}
