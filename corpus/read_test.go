package corpus

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// writeTree writes files below a temporary folder, which it returns.
func writeTree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readAll collects what a reading yields.
func readAll(r *Reader, paths ...string) (articles []*Article, problems []error) {
	for a, err := range r.Read(context.Background(), paths) {
		if err != nil {
			problems = append(problems, err)
		} else {
			articles = append(articles, a)
		}
	}
	return articles, problems
}

func ids(articles []*Article) []string {
	var all []string
	for _, a := range articles {
		all = append(all, a.ID)
	}
	return all
}

const someText = "The lighthouse was lit again on Sunday. It had been dark for nine years.\n"

func TestReadFolderInOrder(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"b.txt": someText, "a/z.txt": someText, "a/y.md": "---\ntitle: Y\npublished: 2024-02-01\nsource: The Post\nurl: https://example.com/y\n---\n\n" + someText,
		"c.jsonl": `{"_id":"one","title":"One","text":"First text."}` + "\n\n" + `{"_id":2,"title":"","text":"Second text.","published":"7 August 2025"}` + "\n",
		"d.zip":   "not read", ".hidden/e.txt": someText, ".f.txt": someText, "g.TXT": someText,
	})
	r := NewReader()
	articles, problems := readAll(r, dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got, want := ids(articles), []string{"y", "z", "b", "one", "2", "g"}; !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	if want := (Tally{Articles: 6, Ignored: 3}); r.Tally != want {
		t.Errorf("counted %+v, want %+v", r.Tally, want)
	}
	y := articles[0]
	if y.Title != "Y" || y.Date() != "2024-02-01" || y.Source != "The Post" || y.URL != "https://example.com/y" || !strings.HasPrefix(y.Text, "---\n") {
		t.Errorf("front matter read as %+v", y)
	}
	if articles[4].Date() != "2025-08-07" {
		t.Errorf("date of the second line is %q", articles[4].Date())
	}
}

func TestIDsWhereNamesCollide(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"x/a/doc.txt": someText, "y/a/doc.txt": someText, "y/b/doc.txt": someText, "other.txt": someText,
		"same.txt": someText, "same.html": "<p>" + someText + "</p>",
	})
	articles, problems := readAll(NewReader(), filepath.Join(dir, "x"), dir, filepath.Join(dir, "other.txt"))
	want := []string{"x/a/doc", "other", "same", "y/a/doc", "y/b/doc"}
	got := ids(articles)
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "same.txt") || !strings.Contains(problems[0].Error(), "same.html has already") {
		t.Errorf("problems: %v", problems)
	}
	if !slices.Equal(got, want) {
		t.Errorf("IDs are %q, want %q", got, want)
	}
}

// TestOneIDTwice holds that the first of two articles with one ID is kept, and
// that the problem names both places.
func TestOneIDTwice(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"1.jsonl": `{"_id":"a","text":"First."}` + "\n",
		"2.jsonl": `{"_id":"b","text":"Second."}` + "\n" + `{"_id":"a","text":"Third."}` + "\n",
	})
	articles, problems := readAll(NewReader(), dir)
	if len(articles) != 2 || articles[0].Text != "First." {
		t.Errorf("read %v", ids(articles))
	}
	var p *Problem
	if len(problems) != 1 || !errors.As(problems[0], &p) || p.Line != 2 || filepath.Base(p.Path) != "2.jsonl" ||
		!strings.Contains(p.Reason, "1.jsonl, line 1") {
		t.Errorf("problems: %v", problems)
	}
}

func TestReadFS(t *testing.T) {
	fsys := fstest.MapFS{
		"news/b.md": {Data: []byte("# Bee\n\n" + someText)}, "news/a.txt": {Data: []byte(someText)}, "news/c.go": {Data: []byte("package c")},
	}
	var got []string
	for a, err := range ReadFS(context.Background(), fsys, "news", "nowhere") {
		var p *Problem
		switch {
		case err == nil:
			got = append(got, a.ID+" "+a.Path+" "+a.Title)
		case errors.As(err, &p):
			got = append(got, p.Path)
		}
	}
	if want := []string{"nowhere", "a news/a.txt ", "b news/b.md Bee"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestReadStops(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.txt": someText, "b.txt": someText})
	n := 0
	for range Read(context.Background(), []string{dir}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("yielded %d after a break", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range Read(ctx, []string{dir}) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("a cancelled reading ends with %v", last)
	}
}

func TestTextIsNeverAltered(t *testing.T) {
	for _, text := range []string{
		"\ufeffTitle of a page\r\n\r\nThe boats came back. The nets were empty.\r\n",
		"One\rTwo. Three.\u2028Four.", "  \n\n spaced  out.  \n", "---\nnot: front\nmatter here",
		"---\ntitle: [broken\n---\nText of it.",
	} {
		a, err := ReadDocument("a.txt", "text/plain", []byte(text))
		if err != nil || a.Text != text {
			t.Errorf("%q became %+v, %v", text, a, err)
			continue
		}
		checkPassages(t, a)
	}
}

// TestTOMLFrontMatter holds that front matter in TOML is read as YAML is, and that
// what is wrong with it is named with its line.
func TestTOMLFrontMatter(t *testing.T) {
	a, err := ReadDocument("a.mdx", "", []byte("+++\ntitle = \"Lock rules\"\ndate = 2030-02-03\nauthors = [\"Ida\", \"Bo\"]\n+++\nThe lock opens at six.\n"))
	if err != nil || a.Title != "Lock rules" || a.Date() != "2030-02-03" || a.Author != "Ida, Bo" {
		t.Errorf("%+v, %v", a, err)
	}
	_, err = ReadDocument("a.md", "", []byte("+++\ntitle = \"Lock\"\ndate = = 3\n+++\nText.\n"))
	var p *Problem
	if !errors.As(err, &p) || p.Line != 3 {
		t.Errorf("got %v, want a problem in line 3", err)
	}
}
