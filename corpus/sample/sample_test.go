package sample

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// front is the part of an article before its body.
type front struct {
	Title     string `yaml:"title"`
	Source    string `yaml:"source"`
	RestsOn   string `yaml:"rests on"`
	Published string `yaml:"published"`
	Period    string `yaml:"period"`
}

// article is one sample article, divided.
type article struct {
	id, body string
	front
}

// articles reads all sample articles, in order of their IDs.
func articles(t *testing.T) []article {
	t.Helper()
	names, err := fs.Glob(FS, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	list := make([]article, 0, len(names))
	for _, name := range names {
		list = append(list, parse(t, name))
	}
	return list
}

// parse divides the file into front matter and body. It does so on its own,
// because these tests are about the files and not about the program's reader.
func parse(t *testing.T, name string) article {
	t.Helper()
	raw, err := FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rest, ok := strings.CutPrefix(string(raw), "---\n")
	head, body, found := strings.Cut(rest, "\n---\n")
	if !ok || !found {
		t.Fatalf("%s has no front matter", name)
	}
	a := article{id: strings.TrimSuffix(name, ".md"), body: body}
	if err := yaml.UnmarshalWithOptions([]byte(head), &a.front, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return a
}

func TestThereAreEnoughArticles(t *testing.T) {
	list := articles(t)
	dated := 0
	for _, a := range list {
		if a.Published != "" {
			dated++
		}
	}
	if len(list) < 14 || dated < 12 {
		t.Errorf("%d articles, %d with a date; want at least 14 and 12", len(list), dated)
	}
}

func TestArticlesAreOfNewsLength(t *testing.T) {
	for _, a := range articles(t) {
		if n := len(strings.Fields(a.body)); n < 250 || n > 600 {
			t.Errorf("%s has %d words, want 250 to 600", a.id, n)
		}
	}
}

func TestFrontMatterIsComplete(t *testing.T) {
	first := time.Date(2025, time.February, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(2025, time.August, 31, 0, 0, 0, 0, time.UTC)
	titles := map[string]string{}
	for _, a := range articles(t) {
		if a.Title == "" {
			t.Errorf("%s has no title", a.id)
		}
		// The words are the sample's own: no outlet printed them.
		if a.Source != "Footnote sample" {
			t.Errorf("%s: source %q; an outlet it retells belongs under \"rests on\"", a.id, a.Source)
		}
		if other, taken := titles[a.Title]; taken {
			t.Errorf("%s and %s have the same title", a.id, other)
		}
		titles[a.Title] = a.id
		if (a.Published == "") == (a.Period == "") {
			t.Errorf("%s needs either published or period", a.id)
		}
		if a.Published == "" {
			continue
		}
		day, err := time.Parse(time.DateOnly, a.Published)
		if err != nil || day.Before(first) || day.After(last) {
			t.Errorf("%s: published %q is no day from February to August 2025", a.id, a.Published)
		}
	}
}
