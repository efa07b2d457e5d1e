package corpus

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSlides holds that slides stand under their titles, with lists, tables and
// the notes of the speaker.
func TestSlides(t *testing.T) {
	a, err := ReadDocument("watch.pptx", "", foreignFile(t, "watch.pptx"))
	if err != nil {
		t.Fatal(err)
	}
	want := "# Night watch of the lock\n\nFor new keepers\n\n## Rounds\n\n- The keeper walks the wall every two hours.\n- The lamp stays lit until six.\n\n" +
		"Notes: Ask who has the spare lamp.\n\n## Signals\n\n| Bells | Meaning |\n| --- | --- |\n| One | A boat waits |\n| Three | The gate is shut |"
	if a.Text != want || a.Title != "Night watch of the lock" || a.Author != "Ida Moor" {
		t.Errorf("title %q, author %q, text\n%s\nwant\n%s", a.Title, a.Author, a.Text, want)
	}
	checkPassages(t, a)
}

// TestBooks holds that a book is its chapters in the order of reading, without
// the table of contents, and what it says of itself.
func TestBooks(t *testing.T) {
	a, err := ReadDocument("handbook.epub", "", foreignFile(t, "handbook.epub"))
	if err != nil {
		t.Fatal(err)
	}
	want := "# Water\n\nThe water in the lock rises two metres in nine minutes. Nobody may stand on the gate while it does.\n\nGate\tWeight\nUpper\t9 tonnes\n\n" +
		"## Ice\n\nWhen there is ice, the lock is shut until the thaw. The keeper writes the date into the book.\n\n1. Drain it.\n2. Lock it."
	if a.Text != want || a.Title != "The Keeper's Handbook" || a.Author != "Ida Moor" || a.Source != "Lockside Press" || a.Date() != "2032-03-04" {
		t.Errorf("%q, %q, %q, %q, text\n%s\nwant\n%s", a.Title, a.Author, a.Source, a.Date(), a.Text, want)
	}
	checkPassages(t, a)
}

// slidesOf makes a presentation of one slide, bookOf a book of one chapter.
func slidesOf(t testing.TB, slide string) string {
	return zipOf(t, map[string]string{
		"ppt/presentation.xml":            `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="1" r:id="rId1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/slide" Target="slides/slide1.xml"/></Relationships>`,
		"ppt/slides/slide1.xml":           slide,
	})
}

func bookOf(t testing.TB, chapter string) string {
	return zipOf(t, map[string]string{
		"META-INF/container.xml": `<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`,
		"a.opf":                  `<package><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>`,
		"c.xhtml":                chapter,
	})
}

// TestHostilePackages holds that bombs and damage end in a sentence.
func TestHostilePackages(t *testing.T) {
	r := NewReader()
	r.Limits.UnpackedBytes = 1 << 20
	bomb := strings.Repeat("<a:p><a:t>boom boom boom</a:t></a:p>", 40_000)
	slides, book := string(foreignFile(t, "watch.pptx")), string(foreignFile(t, "handbook.epub"))
	for name, c := range map[string]struct {
		format       format
		data, reason string
	}{
		"bomb of slides":     {formatSlides, slidesOf(t, "<sld xmlns:a='a'><sp>"+bomb+"</sp></sld>"), "zip bomb"},
		"bomb of a book":     {formatBook, bookOf(t, bomb), "zip bomb"},
		"bomb of a sheet":    {formatSheets, sheetOf(t, strings.Repeat("<row/>", 400_000)), "zip bomb"},
		"torn slides":        {formatSlides, slides[:len(slides)/2], "damaged"},
		"torn book":          {formatBook, book[:len(book)/2], "damaged"},
		"torn slide":         {formatSlides, slidesOf(t, "<sld><sp>"), "damaged"},
		"no presentation":    {formatSlides, zipOf(t, map[string]string{"a": "b"}), "not a presentation"},
		"no book":            {formatBook, zipOf(t, map[string]string{"a": "b"}), "not a book"},
		"silent slides":      {formatSlides, slidesOf(t, "<sld/>"), "no text"},
		"silent book":        {formatBook, bookOf(t, "<html/>"), "no text"},
		"entities in slides": {formatSlides, slidesOf(t, `<!DOCTYPE x [<!ENTITY a "aaaa">]><sld><sp><p><t>&a;</t></p></sp></sld>`), "damaged"},
	} {
		_, err := r.readDocument(c.format, input{data: []byte(c.data)})
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.Reason, c.reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzReadSlides and FuzzReadBook fuzz a part within the package, since a mutated
// archive hardly ever opens.
func FuzzReadSlides(f *testing.F) {
	f.Add(`<sld><sp><ph type="title"/><p><t>A</t></p></sp><tbl><tr><tc><p><t>b</t></p></tc></tr></tbl></sld>`)
	f.Fuzz(func(t *testing.T, slide string) { checkPart(t, "f.pptx", slidesOf(t, slide)) })
}

func FuzzReadBook(f *testing.F) {
	f.Add("<html><head><title>T</title></head><body><p>One two.</p></body></html>")
	f.Fuzz(func(t *testing.T, chapter string) { checkPart(t, "f.epub", bookOf(t, chapter)) })
}

func checkPart(t *testing.T, name, data string) {
	a, err := ReadDocument(name, "", []byte(data))
	if err != nil {
		return
	}
	if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" {
		t.Fatalf("text %q", a.Text)
	}
	checkPassages(t, a)
}
