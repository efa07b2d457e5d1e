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
	formatJSON
	formatCSV
	formatTSV
	formatSheets
	formatSlides
	formatBook
	formatRST
)

const (
	// plainEndings are the endings of the files that are read as one document
	// whatever they hold, and chatEnding that of exported chats.
	plainEndings = ".txt, .md, .html, .pdf, .docx, .rst, .pptx, .epub, .xlsx, .csv, .tsv"
	chatEnding   = ".json (an exported chat)"
	// Endings are those of the files that are read as one document, as a sentence
	// names them.
	Endings = plainEndings + " or " + chatEnding
	// AllEndings are those and that of files with an article a line.
	AllEndings = plainEndings + ", " + chatEnding + " or .jsonl"
)

var endings = map[string]format{
	".txt": formatText, ".text": formatText, ".md": formatMarkdown, ".markdown": formatMarkdown, ".mdx": formatMarkdown,
	".html": formatHTML, ".htm": formatHTML, ".xhtml": formatHTML,
	".pdf": formatPDF, ".docx": formatWord, ".jsonl": formatLines, ".json": formatJSON, ".csv": formatCSV, ".pptx": formatSlides, ".epub": formatBook, ".rst": formatRST, ".xlsx": formatSheets, ".xlsm": formatSheets, ".tsv": formatTSV, ".tab": formatTSV,
}

var mediaTypes = map[string]format{
	"text/plain": formatText, "text/markdown": formatMarkdown, "text/x-markdown": formatMarkdown,
	"text/html": formatHTML, "application/xhtml+xml": formatHTML, "application/pdf": formatPDF,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   formatWord,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         formatSheets,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": formatSlides, "application/epub+zip": formatBook,
	"application/jsonl": formatLines, "application/x-ndjson": formatLines,
	"application/json": formatJSON, "text/csv": formatCSV, "text/tab-separated-values": formatTSV,
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
