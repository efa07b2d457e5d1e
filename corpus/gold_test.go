package corpus

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sharedDir finds the folder of evaluation sets beside the repository: the one
// that FOOTNOTE_SHARED names, else ../shared of a folder above this one.
func sharedDir(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("FOOTNOTE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if shared := filepath.Join(dir, "..", "shared"); isDir(filepath.Join(shared, "eval")) {
			return shared
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("no ../shared with the evaluation sets: set FOOTNOTE_SHARED to check them")
		}
		dir = up
	}
}

func isDir(p string) bool {
	info, err := os.Stat(p)
	return err == nil && info.IsDir()
}

// question is a line of an evaluation set.
type question struct {
	Answers []string `json:"answers"`
	Gold    []struct {
		Doc        string `json:"doc"`
		Start, End int
	} `json:"gold"`
}

func readQuestions(t *testing.T, path string) []question {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read from
	var all []question
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// covered marks the bytes of each article that its passages hold.
func covered(t *testing.T, path string) (map[string]*Article, map[string][]bool) {
	t.Helper()
	articles, in := map[string]*Article{}, map[string][]bool{}
	for a, err := range Read(context.Background(), []string{path}) {
		if err != nil {
			t.Fatal(err)
		}
		mask := make([]bool, len(a.Text))
		for _, p := range Split(a) {
			for i := p.Start; i < p.End; i++ {
				mask[i] = true
			}
		}
		articles[a.ID], in[a.ID] = a, mask
	}
	return articles, in
}

// TestGoldSurvives holds that what is taken for furniture or headings is hardly
// ever what somebody asks for.
func TestGoldSurvives(t *testing.T) {
	dir := filepath.Join(sharedDir(t), "eval")
	articles, in := covered(t, filepath.Join(dir, "spans", "docs.jsonl"))
	kept, all := 0, 0
	for _, q := range readQuestions(t, filepath.Join(dir, "spans", "questions.jsonl")) {
		for _, g := range q.Gold {
			all++
			if lost := missingInk(articles[g.Doc].Text[g.Start:g.End], in[g.Doc][g.Start:g.End]); lost == 0 {
				kept++
			} else {
				t.Logf("spans: %s %d-%d lacks %d bytes", g.Doc, g.Start, g.End, lost)
			}
		}
	}
	report(t, "spans", kept, all)

	articles, in = covered(t, filepath.Join(dir, "squad2", "docs.jsonl"))
	kept, all = 0, 0
	for _, q := range readQuestions(t, filepath.Join(dir, "squad2", "questions.jsonl")) {
		for _, answer := range q.Answers {
			all++
			if a := articles[q.Gold[0].Doc]; holds(a, in[a.ID], answer) {
				kept++
			} else {
				t.Logf("squad2: %s lacks %q", a.ID, answer)
			}
		}
	}
	report(t, "squad2", kept, all)
}

// missingInk counts the bytes of text that passages lack, white space aside.
func missingInk(text string, mask []bool) int {
	n := 0
	for i, in := range mask {
		if !in && strings.IndexByte(" \t\r\n", text[i]) < 0 {
			n++
		}
	}
	return n
}

// holds tells whether one of the places where answer stands is kept whole.
func holds(a *Article, mask []bool, answer string) bool {
	for from := 0; ; {
		i := strings.Index(a.Text[from:], answer)
		if i < 0 {
			return false
		}
		from += i
		if missingInk(answer, mask[from:from+len(answer)]) == 0 {
			return true
		}
		from++
	}
}

func report(t *testing.T, set string, kept, all int) {
	t.Helper()
	t.Logf("%s: %d of %d gold ranges are within passages", set, kept, all)
	if all == 0 || float64(kept) < 0.995*float64(all) {
		t.Errorf("%s: only %d of %d gold ranges are within passages", set, kept, all)
	}
}
