package mockserver_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/cmd/mockopenai/mockserver"
)

// seedQuestion is a line of seed_questions.jsonl.
type seedQuestion struct {
	Question   string
	Answerable bool
	Quote      string
	Answer     string
}

// shared returns a path in the folder beside the repository that holds the
// articles and questions for trying things, or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_SHARED")
	for at, _ := os.Getwd(); dir == "" && at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "shared", name)); err == nil {
			dir = filepath.Join(at, "shared")
		}
	}
	if dir == "" {
		t.Skipf("no folder shared with %s beside the repository; name it in FOOTNOTE_SHARED", name)
	}
	return filepath.Join(dir, name)
}

// chunks returns the articles in pieces of three lines.
func chunks(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared(t, "corpus"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	var out []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := slices.DeleteFunc(strings.Split(string(raw), "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
		for part := range slices.Chunk(lines, 3) {
			out = append(out, strings.Join(part, "\n"))
		}
	}
	return out
}

// nearest fences the n pieces that are nearest to the question by the mock's
// own vectors, which is a weak search: the persona has to cope.
func nearest(pieces []string, question string, n int) string {
	q := mockserver.Vector(question, 1024, 0)
	score := map[string]float64{}
	for _, p := range pieces {
		score[p] = dot(q, mockserver.Vector(p, 1024, 0))
	}
	sorted := slices.Clone(pieces)
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Compare(score[b], score[a]) })
	var b strings.Builder
	for i, p := range sorted[:n] {
		fmt.Fprintf(&b, "<passage number=\"%d\" title=\"\">\n%s\n</passage>\n", i+1, p)
	}
	return b.String() + "\nQuestion: " + question
}

// The bound is what makes the persona good enough to try the bot with; the
// figures of the day are logged.
func TestGroundedOnTheSeedQuestions(t *testing.T) {
	_, url := start(t, mockserver.Options{})
	pieces := chunks(t)
	f, err := os.Open(shared(t, "eval/seed_questions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var right, answerable, refused, not int
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q seedQuestion
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		prompt := nearest(pieces, q.Question, 16)
		text, quotes := grounded(t, url, prompt)
		if !q.Answerable {
			not++
			if text == "" {
				refused++
			}
			continue
		}
		answerable++
		if regexp.MustCompile(q.Quote).MatchString(quotes) && regexp.MustCompile(q.Answer).MatchString(text) {
			right++
		} else {
			t.Logf("missed: %s -> %.200s", q.Question, text)
		}
	}
	t.Logf("right %d of %d, declined %d of %d", right, answerable, refused, not)
	if right < answerable*7/10 || refused < not*7/10 {
		t.Errorf("right %d of %d, declined %d of %d: want 7 of 10 of each", right, answerable, refused, not)
	}
}

// grounded returns the claims and the quotes of an answer, each of which must
// be in the prompt.
func grounded(t *testing.T, url, prompt string) (text, quotes string) {
	t.Helper()
	got := must[completion](t, url+"/v1/chat/completions", chatBody(t, prompt, `,"response_format":`+schema))
	var a answer
	if err := json.Unmarshal([]byte(got.Choices[0].Message.Content), &a); err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Claims {
		text += c.Text + "\n"
		for _, e := range c.Evidence {
			quotes += e.Quote + "\n"
			if !strings.Contains(prompt, e.Quote) {
				t.Errorf("not in the passages: %q", e.Quote)
			}
		}
	}
	return text, quotes
}
