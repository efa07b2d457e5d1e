package corpus

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// addLayouts seeds a fuzz target with the pages of testdata/layouts.
func addLayouts(f *testing.F) {
	f.Helper()
	files, err := filepath.Glob("testdata/layouts/*")
	if err != nil || len(files) == 0 {
		f.Fatal("no layouts", err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, s := range []string{"", "\n", "a", "\x00\xff\xfe", "---\n---\n", "|a|b|\n|-|-|", "```\ncode", "> > q", strings.Repeat("e\u0301", 900), "\ufeff# T\r\n\r\n\r\n- x\r\n", "“a. b” c. [1] d.\u2028e"} {
		f.Add(s)
	}
}

// FuzzSentences holds that sentences are in order, on the borders of runes, and
// leave out nothing but white space and marks.
func FuzzSentences(f *testing.F) {
	for _, lines := range sentenceCases(f) {
		text, _ := joinCase(lines)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSpans(t, "sentence", text, Sentences(text))
		whole := plaintext.Trim(text, Span{Start: 0, End: len(text)})
		end := whole.Start
		for _, s := range sentence.Split(text, whole) {
			if gap := plaintext.Trim(text, Span{Start: end, End: s.Start}); gap.Len() > 0 {
				t.Fatalf("%q belongs to no sentence", text[gap.Start:gap.End])
			}
			end = s.End
		}
		if whole.Len() > 0 && end != whole.End {
			t.Fatalf("%q belongs to no sentence", text[end:whole.End])
		}
	})
}

// FuzzOutline holds that blocks are in order and that an outline does not depend
// on when it is made.
func FuzzOutline(f *testing.F) {
	addLayouts(f)
	f.Fuzz(func(t *testing.T, text string) {
		a := &Article{Text: text}
		blocks := Outline(a)
		spans := make([]Span, len(blocks))
		for i, b := range blocks {
			spans[i] = b.Span
		}
		checkSpans(t, "block", text, spans)
		for i, b := range Outline(&Article{Text: strings.Clone(text)}) {
			if b != blocks[i] {
				t.Fatalf("block %d is %v and %v", i, b, blocks[i])
			}
		}
	})
}

// FuzzSplit holds the promises of passages for any text.
func FuzzSplit(f *testing.F) {
	addLayouts(f)
	f.Fuzz(func(t *testing.T, text string) {
		checkPassages(t, &Article{Text: text})
	})
}

// fuzzDocument holds that a reader gives an article with text that is UTF-8 and
// divides well, or a Problem with a reason.
func fuzzDocument(f *testing.F, name string, exact bool) {
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ReadDocument(name, "", data)
		if err != nil {
			var p *Problem
			if !errors.As(err, &p) || p.Path != name || p.Reason == "" || strings.Contains(p.Reason, "\n") {
				t.Fatalf("problem %q", err)
			}
			return
		}
		if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" || exact && a.Text != string(data) {
			t.Fatalf("text %q", a.Text)
		}
		for _, s := range []string{a.Title, a.Author, a.Source} {
			if strings.Contains(s, "\n") {
				t.Fatalf("%q has a line break", s)
			}
		}
		checkPassages(t, a)
	})
}

func FuzzReadText(f *testing.F) {
	f.Add([]byte("By A. B.\n2024-01-01\n\n" + someText))
	f.Add([]byte(chatText))
	f.Add([]byte("KYIV, Aug. 7, 2025 (Nordwire) — " + someText))
	fuzzDocument(f, "f.txt", true)
}

func FuzzReadMarkdown(f *testing.F) {
	f.Add([]byte("---\ntitle: T\npublished: 2024-01-01\nauthors: [a, b]\n---\n\n# T\n\n" + someText))
	f.Add([]byte("---\ntitle: |\n  long\n  title\nsource: &a x\nurl: *a\n---\ntext"))
	fuzzDocument(f, "f.md", true)
}

func FuzzReadHTML(f *testing.F) {
	f.Add([]byte(samplePage))
	f.Add([]byte(exportedHTML))
	f.Add([]byte("<p>a<br><br>b<table><tr><td>c<td>d</table><pre>e\nf</pre><ul><li>g<li>h"))
	for _, c := range htmlCases {
		f.Add([]byte(around(c.part)))
	}
	for _, c := range wallPages {
		f.Add([]byte(c.page))
	}
	fuzzDocument(f, "f.html", false)
}

func FuzzReadPDF(f *testing.F) {
	f.Add([]byte(makePDF(pdfText("50 700 11|The boats came back."), pdfText("50 700 11|Again."))))
	f.Add([]byte(lockedPDF()))
	fuzzDocument(f, "f.pdf", false)
}

// FuzzReadWord fuzzes the document within the package, since a mutated archive
// hardly ever opens.
func FuzzReadWord(f *testing.F) {
	f.Add(wordXML(wordBody))
	f.Add("<a><t>x</t><p/></a>")
	f.Fuzz(func(t *testing.T, body string) {
		a, err := ReadDocument("f.docx", "", []byte(zipOf(t, map[string]string{"word/document.xml": body})))
		if err != nil {
			return
		}
		if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" {
			t.Fatalf("text %q", a.Text)
		}
		checkPassages(t, a)
	})
}

// FuzzReadJSON is for exports of chats.
func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(exportedJSON))
	fuzzDocument(f, "f.json", false)
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("A;B\n\"x\";1\n\n;;\nonly\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00"))
	fuzzDocument(f, "f.csv", false)
}

// FuzzReadSheets fuzzes the rows within the package, for the reason of FuzzReadWord.
func FuzzReadSheets(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>Part</t></is></c><c r="B1"><v>2</v></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		a, err := ReadDocument("f.xlsx", "", []byte(sheetOf(t, rows)))
		if err != nil {
			return
		}
		if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" {
			t.Fatalf("text %q", a.Text)
		}
		checkPassages(t, a)
	})
}

// FuzzReadLines holds that each line of a .jsonl file is an article or a
// Problem with its number.
func FuzzReadLines(f *testing.F) {
	f.Add([]byte(`{"_id":"a","title":"T","text":"One. Two.","published":"2024-01-01"}` + "\n{}\n\n" + `{"_id":3,"text":"x"}`))
	f.Add([]byte("\ufeff{\"_id\":\"\\ud83d\\ude00\",\"text\":\"\\ud83d\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := bytes.Count(data, []byte("\n")) + 1
		fsys := fstest.MapFS{"f.jsonl": {Data: data}}
		for a, err := range ReadFS(context.Background(), fsys, ".") {
			var p *Problem
			switch {
			case err == nil:
				checkPassages(t, a)
			case errors.As(err, &p):
				if p.Line > lines {
					t.Fatalf("line %d of %d", p.Line, lines)
				}
			case !errors.Is(err, ErrNothing):
				t.Fatal(err)
			}
		}
	})
}
