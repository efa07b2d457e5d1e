package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus/block"
)

// kindMarks are the marks at the beginning of a line in testdata/layouts: what
// the line is. Lines without a mark, or with ".", are blank.
var kindMarks = map[byte]block.Kind{
	'p': block.Paragraph, 'i': block.Item, 'q': block.Quotation, 'c': block.Code, 'x': block.Table, 't': block.Title, 'h': block.Heading, 'f': block.Furniture, '-': block.FrontMatter,
}

// layout is a page in testdata/layouts: "#" begins a comment, "#!" a fact that
// the article must have, and every other line bears the mark of its kind.
type layout struct {
	text  strings.Builder
	facts map[string]string
	lines []layoutLine
}

type layoutLine struct {
	Span
	kind block.Kind
}

func readLayout(t *testing.T, path string) *layout {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l := &layout{facts: map[string]string{"title": "", "author": "", "published": "", "source": ""}}
	for s := range strings.Lines(string(data)) {
		s = strings.TrimSuffix(s, "\n")
		if fact, ok := strings.CutPrefix(s, "#! "); ok {
			name, value, _ := strings.Cut(fact, ": ")
			l.facts[name] = value
		} else if s != "" && s[0] != '#' {
			l.add(t, s)
		}
	}
	return l
}

func (l *layout) add(t *testing.T, s string) {
	t.Helper()
	if len(s) > 2 {
		kind, ok := kindMarks[s[0]]
		if !ok {
			t.Fatalf("no such mark: %q", s)
		}
		start := l.text.Len()
		l.text.WriteString(s[2:])
		l.lines = append(l.lines, layoutLine{Span{Start: start, End: l.text.Len()}, kind})
	}
	l.text.WriteByte('\n')
}

// TestLayouts holds what is kept of pages of many sites, what is dropped, and
// what the pages say of themselves.
func TestLayouts(t *testing.T) {
	files, err := filepath.Glob("testdata/layouts/*")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d layouts, %v", len(files), err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			l := readLayout(t, path)
			a, err := ReadDocument(filepath.Base(path), "", []byte(l.text.String()))
			if err != nil {
				t.Fatal(err)
			}
			if a.Text != l.text.String() {
				t.Error("the text is not the file's")
			}
			l.checkFacts(t, a)
			l.checkKinds(t, a)
			l.checkPassages(t, a)
		})
	}
}

func (l *layout) checkFacts(t *testing.T, a *Article) {
	t.Helper()
	got := map[string]string{"title": a.Title, "author": a.Author, "published": a.Date(), "source": a.Source}
	for name, want := range l.facts {
		if name == "title" && want == "" {
			want = l.title()
		}
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

// title is the text of the line marked as the title.
func (l *layout) title() string {
	for _, line := range l.lines {
		if line.kind == block.Title {
			return strings.TrimLeft(l.text.String()[line.Start:line.End], "# ")
		}
	}
	return ""
}

// checkKinds compares the kind of each line with that of the block it is in.
func (l *layout) checkKinds(t *testing.T, a *Article) {
	t.Helper()
	blocks := Outline(a)
	for _, line := range l.lines {
		kind, found := block.Furniture, false
		for _, b := range blocks {
			if b.Overlaps(line.Span) {
				kind, found = b.Kind, true
			}
		}
		if !found && line.kind == block.Code { // the fence itself
			continue
		}
		if kind != line.kind {
			t.Errorf("%v, want %v: %s", kind, line.kind, a.Slice(line.Span))
		}
	}
}

// checkPassages holds that passages have all of the body and none of the rest.
func (l *layout) checkPassages(t *testing.T, a *Article) {
	t.Helper()
	passages := Split(a)
	for _, line := range l.lines {
		in := false
		for _, p := range passages {
			in = in || p.Overlaps(line.Span)
		}
		if in != line.kind.Body() && !strings.HasPrefix(a.Slice(line.Span), "```") {
			t.Errorf("in a passage: %v, of kind %v: %s", in, line.kind, a.Slice(line.Span))
		}
	}
}
