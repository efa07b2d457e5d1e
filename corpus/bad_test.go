package corpus

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus/table"
)

// TestBadInput holds that each kind of bad input is a Problem that names the file,
// the line where there is one, and the reason, and that the rest is read.
// badFile is a file that cannot be read, or not in whole: where the problem
// stands and what it says.
type badFile struct {
	name, content string
	line          int
	reason        string
}

// badFiles are such files; badLines are lines of JSON whose seventh is none.
func badFiles(t *testing.T, badLines string) []badFile {
	return []badFile{
		{"empty.txt", "", 0, "is empty"},
		{"blank.md", " \n\n", 0, "is empty"},
		{"picture.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, "image/png"},
		{"program.txt", "\x7fELF\x02\x01\x01\x00text", 0, "NUL byte"},
		{"latin1.txt", "First line.\nCaf\xe9 au lait.\n", 2, "not valid UTF-8"},
		{"utf16.txt", "\xff\xfeA\x00b\x00", 0, "UTF-16"},
		{"zeros.txt", "Text.\nMore\x00text.\n", 2, "NUL byte"},
		{"front.md", "---\ntitle: \"unclosed\nsource: x\n---\nText.\n", 0, "front matter"},
		{"empty.docx", "", 0, "is empty"},
		{"fake.docx", "this is no package", 0, "not a Word document"},
		{"old.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), 0, "password"},
		{"pack.docx", zipOf(t, map[string]string{"readme.txt": "hello"}), 0, "not a Word document"},
		{"bomb.docx", zipOf(t, map[string]string{"word/document.xml": wordXML(strings.Repeat("<w:p><w:r><w:t>bomb bomb bomb</w:t></w:r></w:p>", 60_000))}), 0, "zip bomb"},
		{"torn.docx", zipOf(t, map[string]string{"word/document.xml": "<w:document><w:body><w:p>"}), 0, "damaged"},
		{"locked.pdf", lockedPDF(), 0, "password"},
		{"fake.pdf", "not a pdf at all", 0, "not a PDF"},
		{"empty.pdf", "", 0, "is empty"},
		{"blank.pdf", makePDF(""), 0, "no text"},
		{"empty.html", "", 0, "is empty"},
		{"script.html", "<html><script>document.write('x')</script></html>", 0, "no text"},
		{"bad.jsonl", badLines, 7, "not a JSON object"},
		{"array.jsonl", "[1,2]\n", 1, "not a JSON object"},
		{"noid.jsonl", `{"text":"x"}`, 1, `no "_id"`},
		{"notext.jsonl", `{"_id":"x"}`, 1, `no "text"`},
		{"blank.jsonl", `{"_id":"x","text":" "}`, 1, `empty "text"`},
		{"number.jsonl", `{"_id":"x","text":5}`, 1, "must be a string"},
		{"half.jsonl", `{"_id":"x","text":"a \ud83d b"}`, 1, "surrogate"},
		{"nul.jsonl", `{"_id":"x","text":"a \u0000 b"}`, 1, "NUL"},
		{"bytes.jsonl", "{\"_id\":\"x\",\"text\":\"a \xff b\"}", 1, "not valid UTF-8"},
		{"nothing.jsonl", "", 0, "is empty"},
		{"settings.json", `{"name":"x"}`, 0, "of a kind that is not read"},
		{"torn.json", `{"guild":{},"channel":{"name":"a"},` + "\n" + `"messages":[{"content":"x`, 2, "damaged"},
		{"silent.json", `{"guild":{},"channel":{"name":"a"},"messages":[]}`, 0, "without a message"},
		{"numbers.json", `{"guild":{},"channel":{"name":"a"},"messages":7}`, 0, "not an export"},
		{"empty.csv", " \n", 0, "is empty"},
		{"commas.csv", ",,,\n,,\n", 0, "holds no rows"},
		{"picture.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, "image/png"},
		{"long.csv", strings.Repeat("x\n", table.MaxRows+1), 0, "more than"},
		{"table.ods", "a,b", 0, "ending that is not read"},
	}
}

func TestBadInput(t *testing.T) {
	lines := strings.Repeat(`{"_id":"%","text":"Some text."}`+"\n", 10)
	for i := range 10 {
		lines = strings.Replace(lines, "%", string(rune('a'+i)), 1)
	}
	bad := strings.Split(lines, "\n")
	bad[6] = `{"_id":"g","text":`
	for _, c := range badFiles(t, strings.Join(bad, "\n")) {
		t.Run(c.name, func(t *testing.T) {
			dir := writeTree(t, map[string]string{c.name: c.content, "good.txt": someText})
			r := NewReader()
			r.Limits.UnpackedBytes = 1 << 20
			articles, problems := readAll(r, filepath.Join(dir, c.name), filepath.Join(dir, "good.txt"))
			if len(articles) == 0 || articles[len(articles)-1].ID != "good" {
				t.Errorf("the rest was not read: %v", ids(articles))
			}
			if len(problems) != 1 {
				t.Fatalf("problems: %v", problems)
			}
			var p *Problem
			if !errors.As(problems[0], &p) || filepath.Base(p.Path) != c.name || !strings.Contains(p.Reason, c.reason) {
				t.Errorf("problem: %v", problems[0])
			}
			if c.line != 0 && p.Line != c.line || strings.Contains(p.Error(), "\n") {
				t.Errorf("line %d, want %d: %v", p.Line, c.line, p)
			}
			if c.name == "bad.jsonl" && len(articles) != 10 {
				t.Errorf("%d articles beside the bad line", len(articles)-1)
			}
		})
	}
}

func TestNothingToRead(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "nowhere")
	articles, problems := readAll(NewReader(), missing, t.TempDir())
	if len(articles) != 0 || len(problems) != 3 || !errors.Is(problems[0], fs.ErrNotExist) ||
		!strings.Contains(problems[1].Error(), "holds no file") || !errors.Is(problems[2], ErrNothing) {
		t.Errorf("%v, %v", articles, problems)
	}
	if _, problems := readAll(NewReader()); len(problems) != 1 || !errors.Is(problems[0], ErrNothing) {
		t.Errorf("no paths: %v", problems)
	}
}

func TestLimits(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"large.txt": strings.Repeat("word ", 300), "lines.jsonl": `{"_id":"1","text":"` + strings.Repeat("long ", 300) + `"}` + "\n" + `{"_id":"2","text":"Short."}`,
	})
	r := NewReader()
	r.Limits.FileBytes, r.Limits.LineBytes = 1000, 1000
	articles, problems := readAll(r, dir)
	if len(articles) != 1 || articles[0].ID != "2" || len(problems) != 2 {
		t.Fatalf("%v, %v", ids(articles), problems)
	}
	if !strings.Contains(problems[0].Error(), "larger than") || !strings.Contains(problems[1].Error(), "lines.jsonl, line 1 is longer than") {
		t.Errorf("problems: %v", problems)
	}
}

// TestAliases holds that front matter of a few lines cannot fill the memory.
func TestAliases(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\na: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'k'; c++ {
		p := string(c - 1)
		b.WriteString(string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+p+",", 8) + "*" + p + "]\n")
	}
	b.WriteString("title: *k\nsource: The Post\n---\n" + someText)
	a, err := ReadDocument("a.md", "", []byte(b.String()))
	if err != nil || a.Title != "" || a.Source != "The Post" {
		t.Errorf("%+v, %v", a, err)
	}
}

// zipOf makes a zip archive.
func zipOf(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wordXML wraps the body of a Word document.
func wordXML(body string) string {
	return `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`
}
