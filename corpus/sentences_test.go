package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sentenceCases reads the cases of testdata/sentences; english.txt tells their form.
func sentenceCases(t testing.TB) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("testdata/sentences/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	cases := make(map[string][]string)
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(data), "\n\n") {
			name, lines, ok := strings.Cut(strings.TrimSpace(block), "\n")
			if ok && !strings.HasPrefix(lines, "#") {
				cases[filepath.Base(path)+" "+strings.TrimPrefix(name, "# ")] = strings.Split(lines, "\n")
			}
		}
	}
	return cases
}

// joinCase makes the text of a case and the sentences it must have.
func joinCase(lines []string) (text string, want []string) {
	var b strings.Builder
	for i, l := range lines {
		s, glued := strings.CutSuffix(l, `\`)
		b.WriteString(s)
		if !glued && i < len(lines)-1 {
			b.WriteByte(' ')
		}
		want = append(want, s)
	}
	return b.String(), want
}

func TestSentences(t *testing.T) {
	cases := sentenceCases(t)
	if len(cases) < 40 {
		t.Fatalf("only %d cases", len(cases))
	}
	for name, lines := range cases {
		t.Run(name, func(t *testing.T) {
			text, want := joinCase(lines)
			var got []string
			for _, s := range Sentences(text) {
				got = append(got, text[s.Start:s.End])
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		})
	}
}

// TestSentencesOfBlocks holds that the ends of paragraphs, headings and items
// are ends of sentences, and line breaks within a wrapped paragraph are not.
func TestSentencesOfBlocks(t *testing.T) {
	text := "# Heading without a stop\n\nFirst line of a paragraph that is\nwrapped. Second\n\n- item one\n- item two. And more\n\n> quoted words\n"
	want := []string{"Heading without a stop", "First line of a paragraph that is\nwrapped.", "Second", "item one", "item two.", "And more", "quoted words"}
	var got []string
	for _, s := range Sentences(text) {
		got = append(got, text[s.Start:s.End])
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
