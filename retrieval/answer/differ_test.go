package answer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval/answer"
)

// TestDisagreements reads testdata/disagreements.txt.
func TestDisagreements(t *testing.T) {
	data, err := os.ReadFile("testdata/disagreements.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(data), "=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		t.Run(name, func(t *testing.T) {
			var articles []*corpus.Article
			var question string
			var want, got []string
			for line := range strings.Lines(rest) {
				switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
				case "article":
					articles = append(articles, reported(t, len(articles), value))
				case "ask":
					question = value
				case "want":
					want = append(want, value)
				}
			}
			a := ask(t, question, articles...)
			for i, c := range a.Claims {
				said, _ := strings.CutSuffix(answer.Prose(a.Claims[i:i+1]), fmt.Sprintf(" [%d]", c.Citations[0]))
				if got = append(got, said); !strings.HasSuffix(said, c.Text) || (c.Account == nil) != (said == c.Text) {
					t.Errorf("%q is said as %q with account %+v", c.Text, said, c.Account)
				}
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// reported reads "outlet | date | text".
func reported(t *testing.T, n int, line string) *corpus.Article {
	t.Helper()
	parts := strings.Split(line, "|")
	if len(parts) != 3 {
		t.Fatalf("not outlet | date | text: %q", line)
	}
	a := &corpus.Article{ID: fmt.Sprintf("article-%d", n), Source: strings.TrimSpace(parts[0]), Text: strings.TrimSpace(parts[2])}
	if day := strings.TrimSpace(parts[1]); day != "" {
		var err error
		if a.Published, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
	}
	return a
}
