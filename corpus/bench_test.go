package corpus

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// benchArticle is an article of about 8 kB with a page around it.
func benchArticle(b *testing.B) *Article {
	b.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "layouts", "02-portal.txt"))
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for l := range strings.Lines(string(data)) {
		if !strings.HasPrefix(l, "#") && len(l) > 2 {
			text.WriteString(l[2:])
			text.WriteByte('\n')
		}
	}
	return &Article{Text: strings.Repeat(text.String(), 4)}
}

func BenchmarkSplit(b *testing.B) {
	a := benchArticle(b)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Split(a)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkSentences(b *testing.B) {
	a := benchArticle(b)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Sentences(a.Text)
	}
}

func BenchmarkReadLines(b *testing.B) {
	in := lineFS{lines: 1000, text: strings.ReplaceAll(benchArticle(b).Text, "\n", `\n`)}
	b.SetBytes(int64(in.lines * len(in.text)))
	b.ReportAllocs()
	for b.Loop() {
		readFS(b, in, "lines.jsonl", in.lines)
	}
	b.ReportMetric(float64(b.N*in.lines)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkRead(b *testing.B) {
	text := benchArticle(b).Text
	for name, file := range map[string]string{
		"text": text, "html": samplePage, "pdf": makePDF(pdfText(strings.Repeat("50 700 11|The boats came back.", 20))),
		"docx": zipOf(b, map[string]string{"word/document.xml": wordXML(strings.Repeat(wordBody, 10))}),
	} {
		b.Run(name, func(b *testing.B) {
			ending := map[string]string{"text": ".txt", "html": ".html", "pdf": ".pdf", "docx": ".docx"}[name]
			fsys := fstest.MapFS{"f" + ending: {Data: []byte(file)}}
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				readFS(b, fsys, ".", 1)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

func readFS(b *testing.B, fsys fs.FS, root string, want int) {
	b.Helper()
	n := 0
	for _, err := range ReadFS(context.Background(), fsys, root) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	if n != want {
		b.Fatalf("read %d articles, want %d", n, want)
	}
}
