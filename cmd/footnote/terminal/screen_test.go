package terminal

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/smalltalk"
)

// escapes are the colours a screen sets.
var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares what a screen showed with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// cited is an answer with every part: two claims, a long quote over two lines,
// an article of which little is known, an address that must not be broken.
func cited() *answer.Answer {
	return &answer.Answer{
		Answered: true, Mode: answer.Extracted,
		Claims: []answer.Claim{
			{Text: "The treaty was signed in Vienna by Anna Berg, who had come by the night train from Trieste.", Citations: []int{1}},
			{Text: "It rained.", Citations: []int{2}},
		},
		Citations: []answer.Citation{
			{
				Number: 1, Article: "treaty", Title: "Two capitals, one treaty", Source: "Evening Post", Published: "2025-03-04",
				URL:   "https://example.org/a/very/long/address/that/goes/on/for/more/than/a/line/of/eighty/columns/treaty",
				Quote: "The treaty was signed in Vienna by Anna Berg, who had come by the night train from Trieste.\n\nShe said nothing.",
				Start: 120, End: 233,
			},
			{Number: 2, Article: "weather", Quote: "It rained.", Start: 0, End: 10},
		},
	}
}

// listed is a list of its article's behind a decision.
func listed() *answer.Answer {
	quote := "On board you need:\n\n1. a *ticket*, which is bought on the quay or on the evening before\n2. warm clothes"
	return &answer.Answer{
		Answered: true, Mode: answer.Extracted, Decision: answer.Yes,
		Claims:    []answer.Claim{{Text: answer.ClaimText(quote), Citations: []int{1}, Account: &answer.Account{Outlet: "Harbour Post"}}},
		Citations: []answer.Citation{{Number: 1, Article: "ferry", Title: "Ferry", Quote: quote, Start: 7, End: 7 + len(quote)}},
	}
}

// refused is a refusal with passages.
func refused() *answer.Answer {
	return &answer.Answer{
		Mode: answer.Passages, Reason: answer.NoSuchName, Unknown: []string{"Spain"},
		Nearest: []answer.Quote{{Article: "treaty", Quote: "The treaty was signed in Vienna by Anna Berg.", Start: 0, End: 45, Name: "Two capitals"}},
	}
}

// unsure is a passage that may answer; the others are not shown beside it.
func unsure() *answer.Answer {
	return &answer.Answer{
		Outcome: answer.Unsure, Reason: answer.NotSure,
		Nearest: []answer.Quote{{Article: "treaty", Quote: "The treaty was signed in Vienna.", Start: 0, End: 32}, {Article: "weather", Quote: "It rained.", Start: 0, End: 10}},
	}
}

// german is an answer to a question in German, of two accounts.
func german() *answer.Answer {
	a := cited()
	a.Question, a.Decision, a.Mode, a.Note = "Wurde der Vertrag in Wien unterschrieben?", answer.Yes, answer.Passages, answer.NoteSlow
	a.Claims[1].Account = &answer.Account{Outlet: "Harbour Post", Day: "2025-03-05", Order: answer.Later, Otherwise: true}
	return a
}

// timeline has a line whose day is not known.
func timeline() *summary.Summary {
	a := cited()
	return &summary.Summary{Style: summary.Timeline, Mode: answer.Extracted, Considered: 2, Citations: a.Citations, Lines: []summary.Line{
		{Text: a.Claims[0].Text, Citations: []int{1}, Wording: answer.Shortened, When: &summary.When{Time: time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC)}},
		{Text: a.Claims[1].Text, Citations: []int{2}, Wording: answer.Verbatim},
	}}
}

// What the engine leaves to whoever shows a reply is said, in the question's language.
func TestSaid(t *testing.T) {
	for _, kind := range smalltalk.Kinds() {
		if a := Said(answer.Answer{Outcome: answer.Talk, Talk: kind}); len(strings.Fields(a.Refusal)) == 0 {
			t.Errorf("%s: no reply", kind)
		}
	}
	for _, why := range []answer.Reason{
		answer.NoSuchName, answer.NotAbout, answer.NotAnswered, answer.NotSure, answer.NotProven,
		answer.Empty, answer.TooLong, answer.NotText, answer.NoWords, answer.Vague,
	} {
		asked := answer.Answer{Question: "Why did the ferry stop?", Reason: why, Unknown: []string{"Spain"}}
		a := Said(asked)
		if strings.HasPrefix(a.Refusal, "refusal.") || strings.Contains(a.Refusal, "{") || a.Refusal == "" {
			t.Errorf("%s: %q", why, a.Refusal)
		}
		asked.Question = "Pourquoi le ferry ne va-t-il plus dans le port ?"
		if b := Said(asked); b.Refusal == a.Refusal || b.Refusal == "" {
			t.Errorf("%s in French: %q", why, b.Refusal)
		}
	}
	if a := Said(*german()); !strings.Contains(a.Answer, "Harbour Post") || a.Refusal != "" || a.Claims[1].Text != "It rained." {
		t.Errorf("got %+v", a)
	}
}

func TestLayout(t *testing.T) {
	passage := &corpus.Passage{
		Article: &corpus.Article{ID: "treaty", Title: "Two capitals", Source: "Evening Post", Text: "The treaty was signed. It rained."},
		Span:    corpus.Span{Start: 0, End: 33},
	}
	untitled := &corpus.Article{ID: "9f86d081", Text: "The harbour opens at six. Its keeper is Ada Lowe."}
	for _, colour := range []bool{false, true} {
		var b bytes.Buffer
		s := &Screen{out: &b, width: 60, colour: colour}
		for _, show := range []func() error{
			func() error { return s.Answer(cited()) },
			func() error { return s.Answer(listed()) },
			func() error { return s.Answer(refused()) },
			func() error { return s.Answer(unsure()) },
			func() error { return s.Answer(german()) },
			func() error { return s.Summary(timeline()) },
			func() error { return s.Summary(&summary.Summary{Reason: summary.NotThen}) },
			func() error { return s.Hits([]retrieval.Hit{{Passage: passage, Score: 0.91}, {Passage: passage}}) },
			func() error { return s.Hits(nil) },
			func() error { return s.Listed(passage.Article) },
			func() error { return s.Listed(untitled) },
			func() error {
				return s.Hits([]retrieval.Hit{{Passage: &corpus.Passage{Article: untitled, Span: corpus.Span{Start: 0, End: 20}}}})
			},
			func() error {
				return s.Passage(untitled, corpus.Span{Start: 0, End: 20}, corpus.Span{Start: 4, End: 11})
			},
			func() error { return s.Listed(&corpus.Article{ID: "9f86d081"}) },
			func() error { s.Problem("a.txt, line 7: is broken: mend it"); return nil },
		} {
			if err := show(); err != nil {
				t.Fatal(err)
			}
			b.WriteString("----\n")
		}
		name := "plain.txt"
		if colour {
			name = "colour.txt"
		}
		golden(t, name, b.String())
		for line := range strings.Lines(b.String()) {
			if displaywidth.String(escapes.ReplaceAllString(line, "")) > 60 && !strings.Contains(line, "https://") {
				t.Errorf("wider than 60 columns: %q", line)
			}
		}
	}
}

// Whatever an article holds, it does not reach the terminal as a command.
func TestHostileTextIsHarmless(t *testing.T) {
	hostile := "\U000e0041\ufeff\x1b]0;title\x07\x1b[2J\u009b31mred\u202egnp.exe\u2066 \r\x00\xffend"
	var b bytes.Buffer
	s := &Screen{out: &b, width: 80}
	a := cited()
	a.Claims[0].Text, a.Citations[0].Quote, a.Citations[0].Title, a.Citations[0].URL = hostile, hostile, hostile, hostile
	a.Citations[0].Article, a.Citations[0].Source = hostile, hostile
	if err := s.Answer(a); err != nil {
		t.Fatal(err)
	}
	s.Problem(hostile)
	if !utf8.Valid(b.Bytes()) {
		t.Error("broken UTF-8 reaches the terminal")
	}
	if strings.ContainsAny(b.String(), "\U000e0041\ufeff\x1b\x07\r\x00\u009b\u202e\u2066") {
		t.Errorf("control characters reach the terminal: %q", b.String())
	}
	if !strings.Contains(b.String(), "end") {
		t.Errorf("the text itself is lost: %q", b.String())
	}
}

func TestNewReadsTheEnvironment(t *testing.T) {
	for columns, want := range map[string]int{"": 80, "60": 60, "7": narrowest, "4000": widest, "x": 80} {
		s := New(&bytes.Buffer{}, func(name string) string { return map[string]string{"COLUMNS": columns}[name] })
		if s.width != want || s.colour {
			t.Errorf("COLUMNS=%q: width %d, colour %v; want %d and none", columns, s.width, s.colour, want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three\n\nfour", 10)
	f.Add("長い文章は単語の間に空白がありません。", 12)
	f.Add("👩‍👩‍👧‍👦 zalgo̴̘ e\u0301", 5)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = 10 + width&63
		clean := Clean(text)
		lines := wrap(clean, width)
		for _, line := range lines {
			if displaywidth.String(line) > width {
				t.Errorf("%q is wider than %d", line, width)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if squeeze(strings.Join(lines, "\n")) != squeeze(clean) {
			t.Errorf("wrapping %q lost or added something: %q", clean, lines)
		}
	})
}

func TestEscapeJSON(t *testing.T) {
	for text, want := range map[string]string{
		"plain ∑ é\n":                  "plain ∑ é\n",
		"\"a\u009b2Jb\"":               `"a\u009b2Jb"`,
		"\"\u202e\u2066\u200f\u061c\"": `"\u202e\u2066\u200f\u061c"`,
		"\"\x7f\"":                     `"\u007f"`,
		"\"\U000e0041\ufeff\u00ad\"":   `"\udb40\udc41\ufeff\u00ad"`,
		"\"👩\u200d🚀 \u0600\"":          "\"👩\u200d🚀 \u0600\"",
	} {
		if got := string(EscapeJSON([]byte(text))); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}
