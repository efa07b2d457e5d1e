package lexical_test

import (
	"fmt"
	"testing"

	"footnote/retrieval/lexical"
	"footnote/retrieval/terms"
)

// world is a small set of articles about places that do not exist.
func world(t *testing.T) *lexical.Index {
	return filled(t,
		"The United Coral Islands hosted the talks.\nOfficials of the United Coral Islands smiled.",
		"The Bank of Westmark raised its rate, and Trade and Harbour Union members cheered.",
		"Envoy Oleksij Maranskyy flew to Westmark.\nMaranskyy smiled at Foreign Minister Brenn.",
		"Volkanov met Jurij Kiew and Petrossian near the coast of Austrova.\nThe ceasefire held there.",
		"The pact is kept by ICMO, a body of nine states.\nThe summit in Marlin ended.",
	)
}

func expand(x *lexical.Index, word string) string {
	return fmt.Sprint(x.Expand(terms.Tokens(word)[0]))
}

func TestExpand(t *testing.T) {
	x := world(t)
	for _, c := range []struct{ why, word, want string }{
		{"acronym of a name", "UCI", "[[unit coral island]]"},
		{"acronym in small letters", "uci", "[[unit coral island]]"},
		{"acronym without the small word", "BW", "[[bank westmark]]"},
		{"acronym with the small word", "BoW", "[[bank westmark]]"},
		{"the second of two names that a word joins", "HU", "[[harbour union]]"},
		{"acronym within a longer name", "THU", "[[trade harbour union]]"},
		{"two letters within a longer name are not enough", "UC", "[]"},
		{"unknown acronym", "XYZ", "[]"},
		{"other transcription", "Maransky", "[[maranskyy]]"},
		{"other transcription", "Maranskiy", "[[maranskyy]]"},
		{"other transcription, first letter", "Wolkanow", "[[volkanov]]"},
		{"other transcription, short", "Kiev", "[[kiew]]"},
		{"letter doubled", "Petrosian", "[[petrossian]]"},
		{"letters exchanged", "sumimt", "[[summit]]"},
		{"letter left out", "ceasfire", "[[ceasefir]]"},
		{"neighbour on the keyboard", "sunmit", "[[summit]]"},
		{"letter left out of a short name", "Bren", "[[brenn]]"},
		{"another name that begins alike", "Austria", "[]"},
		{"another name, two letters other", "Volkmann", "[]"},
		{"another name, one letter other", "Martin", "[]"},
		{"common word near another", "cost", "[]"},
		{"common word near another", "flow", "[]"},
		{"letter doubled in a short word", "sumit", "[[summit]]"},
		{"common word near another, short", "mett", "[]"},
		{"too short", "bre", "[]"},
		{"word that is known", "coral", "[]"},
		{"stop word", "the", "[]"},
		{"number", "2024", "[]"},
	} {
		if got := expand(x, c.word); got != c.want {
			t.Errorf("%s: %s gives %s, want %s", c.why, c.word, got, c.want)
		}
	}
}

func TestExpansionsFindPassages(t *testing.T) {
	x := world(t)
	for question, want := range map[string]string{
		"Who hosted in the UCI?": "00",
		"Where did maransky go?": "02",
		"What is the International Council of Marine Observers good for?": "04",
		"Tell me of Erzbergen": "",
	} {
		if got := ids(t, x, question); got != want {
			t.Errorf("%s: found %q, want %q", question, got, want)
		}
	}
}

func TestExpansionsFollowTheArticles(t *testing.T) {
	x := world(t)
	if got := expand(x, "Lindquvist"); got != "[]" {
		t.Fatalf("expanded to %s", got)
	}
	put(t, x, "05", "", "Minister Lindqvist arrived.")
	if got := expand(x, "Lindquvist"); got != "[[lindqvist]]" {
		t.Errorf("after a new article: %s", got)
	}
	if err := x.Remove(t.Context(), "05", "00"); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"Lindquvist", "UCI"} {
		if got := expand(x, gone); got != "[]" {
			t.Errorf("after the articles are gone, %s gives %s", gone, got)
		}
	}
}

func TestIDF(t *testing.T) {
	x := world(t)
	rare, known := x.IDF("coral")
	common, _ := x.IDF("smile")
	unknown, not := x.IDF("erzbergen")
	if !known || not || !(unknown > rare && rare > common && common > 0) {
		t.Errorf("unknown %v (%v), rare %v (%v), common %v: want falling, the first alone unknown", unknown, not, rare, known, common)
	}
}
