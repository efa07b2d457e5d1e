package terms_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/retrieval/terms"
)

// show writes tokens as text: stop words in parentheses, capitals with ^.
func show(text string) string {
	var list []string
	for _, t := range terms.Tokens(text) {
		s := t.Term
		if t.Upper {
			s = "^" + s
		}
		if t.Stop {
			s = "(" + s + ")"
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"no words", "… 🙂 — !?", ""},
		{"stems", "Negotiators negotiated negotiations", "^negoti negoti negoti"},
		{"spellings", "organised organizing, analyse analyze, promise arise", "organ organ analyz analyz promis aris"},
		{"stop words", "the talks of a week", "(the) talk (of) (a) week"},
		{"possessives", "China’s role, Ushakov's aide, the allies' plan", "^china role ^ushakov aid (the) alli plan"},
		{"name with apostrophe", "O’Brien O'Brien", "^obrien ^obrien"},
		{"contractions", "don’t it's they’re shouldn't", "(dont) (it) (they) (shouldnt)"},
		{"hyphens", "Berlin-Paris re-engage COVID-19", "^berlin ^pari re engag ^covid 19"},
		{"acronyms", "U.S. US U.S.-led and u.k. UK", "^us ^us ^us led (and) uk ^uk"},
		{"pronoun and country", "let us go; the us says; WHO says who", "let (us) go (the) us say ^who say (who)"},
		{"initials", "J. Smith J.R.R. Tolkien J.K.Rowling", "^j ^smith ^jrr ^tolkien ^jk ^rowl"},
		{"ampersand", "AT&T R&D salt & pepper", "^att ^rd salt pepper"},
		{"numbers", "1,200 1,20 2.5 $200m 25% 3.", "1200 1 20 2.5 200 m 25 3"},
		{"ordinals", "20th 1st 1990s 3rd 5thing", "20 1 1990 3 5 thing"},
		{"dates", "9 May 2025, 2025-08-07; may be", "9 ^may 2025 2025 08 07 (may) (be)"},
		{"month in small letters", "in may 2025", "(in) may 2025"},
		{"letters with digits", "H5N1 G7's", "^h5n1 ^g7"},
		{"diacritics", "Société Łódź Ångström naïve straße", "^societ ^lodz ^angstrom naiv strass"},
		{"decomposed", "Socie\u0301te\u0301", "^societ"},
		{"soft hyphen", "co\u00adoperate", "cooper"},
		{"Cyrillic", "Москва, Київ", "^москва ^киів"},
		{"Greek", "Αθήνα", "^αθηνα"},
		{"Arabic points", "مُحَمَّد محمد", "محمد محمد"},
		{"Chinese", "北京大学。好", "北京 京大 大学 好"},
		{"Japanese with digits", "2025年の東京", "2025 年の の東 東京"},
		{"Hangul", "서울은", "서울 울은"},
		{"Hindi keeps vowels", "हिन्दी", "हिन्दी"},
		{"full width", "ＡＢＣ１２３", "^abc123"},
		{"shouting", "WHO SAID IT FIRST", "(who) said (it) first"},
		{"short acronym alone", "US", "^us"},
		{"broken UTF-8", "caf\xff\xfe ok", "caf ok"},
	} {
		if got := show(c.in); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.in, got, c.want)
		}
	}
}

func TestContentIsDistinctInOrder(t *testing.T) {
	got := strings.Join(terms.Content("The envoy met the envoys in Oslo"), " ")
	if got != "envoy met oslo" {
		t.Errorf("got %q", got)
	}
}

func TestAppendAllocatesNothingForKnownWords(t *testing.T) {
	r := terms.NewReader()
	text := strings.Repeat("The envoys’ talks in Zürich cost 1,200 francs. ", 20)
	buf := r.Append(nil, text)
	if n := testing.AllocsPerRun(20, func() { buf = r.Append(buf[:0], text) }); n != 0 {
		t.Errorf("%v allocations for words already met, want none", n)
	}
}

func TestQuestionWords(t *testing.T) {
	for _, w := range []string{"who", "what", "when", "where", "why", "how", "which"} {
		if !terms.IsQuestionWord(w) {
			t.Errorf("%q is no question word", w)
		}
	}
	if terms.IsQuestionWord("the") {
		t.Error(`"the" is a question word`)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"U.S.", "1,200.5", "O'B", "北京 a", "a&b", "\xff", "9 may", "Ａ", "ﬁ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, tok := range terms.Tokens(text) {
			if tok.Start < 0 || tok.End > len(text) || tok.Start >= tok.End || tok.End < end {
				t.Fatalf("token %+v is out of order in %d bytes", tok, len(text))
			}
			if tok.Term == "" || !utf8.ValidString(tok.Term) {
				t.Fatalf("token %+v has no proper term", tok)
			}
			end = tok.End
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("The envoys’ talks in Zürich cost 1,200 francs, said the U.S. delegation. ", 50)
	r := terms.NewReader()
	buf := r.Append(nil, text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		buf = r.Append(buf[:0], text)
	}
	b.ReportMetric(float64(len(buf))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkFieldsBaseline is what the least possible reading of words costs.
func BenchmarkFieldsBaseline(b *testing.B) {
	text := strings.Repeat("The envoys’ talks in Zürich cost 1,200 francs, said the U.S. delegation. ", 50)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		strings.Fields(strings.ToLower(text))
	}
}
