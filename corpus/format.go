package corpus

import (
	"mime"
	"path"
	"strings"
)

// format is a kind of document that can be read.
type format int

const (
	formatNone format = iota
	formatText
	formatMarkdown
	formatHTML
	formatPDF
	formatWord
	formatLines
)

var endings = map[string]format{
	".txt": formatText, ".text": formatText, ".md": formatMarkdown, ".markdown": formatMarkdown, ".mdx": formatMarkdown,
	".html": formatHTML, ".htm": formatHTML, ".xhtml": formatHTML,
	".pdf": formatPDF, ".docx": formatWord, ".jsonl": formatLines,
}

var mediaTypes = map[string]format{
	"text/plain": formatText, "text/markdown": formatMarkdown, "text/x-markdown": formatMarkdown,
	"text/html": formatHTML, "application/xhtml+xml": formatHTML, "application/pdf": formatPDF,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": formatWord,
	"application/jsonl": formatLines, "application/x-ndjson": formatLines,
}

// formatOf tells the format by a name's ending.
func formatOf(name string) format { return endings[strings.ToLower(path.Ext(name))] }

// formatOfMedia tells the format by a media type, parameters and all.
func formatOfMedia(mediaType string) format {
	kind, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	}
	return mediaTypes[strings.TrimSpace(kind)]
}

// addressOf returns name where it is the address of a web page, else "".
func addressOf(name string) string {
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		return name
	}
	return ""
}
