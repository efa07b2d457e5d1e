package corpus

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/corpus/block"
	"footnote/corpus/html"
)

// marked is what a page of testdata/pages marks as its article.
var marked = regexp.MustCompile(`\{\{(.*?)\}\}`)

// pageScore is how many of the words of an article are searched, and how many of
// the words that are searched belong to it.
type pageScore struct{ found, wanted, right, searched int }

func (s *pageScore) add(o pageScore) {
	s.found, s.wanted, s.right, s.searched = s.found+o.found, s.wanted+o.wanted, s.right+o.right, s.searched+o.searched
}

func (s pageScore) recall() float64    { return float64(s.found) / float64(max(1, s.wanted)) }
func (s pageScore) precision() float64 { return float64(s.right) / float64(max(1, s.searched)) }

// pageWords are the words of a text in small letters, without marks.
func pageWords(s string) []string {
	return regexp.MustCompile(`[\p{L}\p{N}]+`).FindAllString(strings.ToLower(s), -1)
}

// scorePage compares the words that are searched of a page with those it marks, as
// bags. What heads a section is searched with it.
func scorePage(t *testing.T, path string) pageScore {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bag, s := map[string]int{}, pageScore{}
	for _, m := range marked.FindAllStringSubmatch(string(data), -1) {
		for _, w := range pageWords(html.Chapter([]byte(m[1]))) {
			bag[w]++
			s.wanted++
		}
	}
	a, err := ReadDocument(path, "", []byte(strings.NewReplacer("{{", "", "}}", "").Replace(string(data))))
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return s
	}
	for _, b := range Outline(a) {
		if !b.Kind.Body() && b.Kind != block.Heading {
			continue
		}
		for _, w := range pageWords(a.Text[b.Start:b.End]) {
			s.searched++
			if bag[w] > 0 {
				bag[w]--
				s.found++
				s.right++
			}
		}
	}
	return s
}

// TestWebPages holds what is searched of pages in the structures of common programs,
// the text of which is marked with "{{" and "}}". `go test -v -run TestWebPages ./corpus`
// prints the figures of each.
func TestWebPages(t *testing.T) {
	const leastRecall, leastPrecision = 0.98, 0.94
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) < 12 {
		t.Fatal("pages are missing", files, err)
	}
	var all, news pageScore
	for _, path := range files {
		s := scorePage(t, path)
		t.Logf("%-28s recall %.3f precision %.3f", filepath.Base(path), s.recall(), s.precision())
		if all.add(s); strings.Contains(path, "news") {
			news.add(s)
		}
	}
	t.Logf("%-28s recall %.3f precision %.3f", "all", all.recall(), all.precision())
	t.Logf("%-28s recall %.3f precision %.3f", "news", news.recall(), news.precision())
	if all.recall() < leastRecall || all.precision() < leastPrecision || news.recall() < leastRecall || news.precision() < leastPrecision {
		t.Error("less is found, or more beside it, than before")
	}
}
