package answer_test

import (
	"fmt"
	"os"
	"slices"
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
			for _, c := range a.Claims {
				got = append(got, whose(c.Account)+c.Text)
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// whose lists the parts of an account, as "Harbour Post, 2024-05-09, later: ".
func whose(a *answer.Account) string {
	if a == nil {
		return ""
	}
	parts := []string{a.Outlet, a.Day, string(a.Order)}
	if a.Otherwise {
		parts = append(parts, "otherwise")
	}
	if a.Dated {
		parts = append(parts, "dated")
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ") + ": "
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
