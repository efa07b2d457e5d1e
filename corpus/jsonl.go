package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"footnote/corpus/boilerplate"
	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// record is one line of a .jsonl file: BEIR's form with three more fields.
type record struct {
	ID        json.RawMessage `json:"_id"`
	Title     string          `json:"title"`
	Text      *string         `json:"text"`
	URL       string          `json:"url"`
	Source    string          `json:"source"`
	Published string          `json:"published"`
	Author    string          `json:"author"`
}

// readLines calls yield for each article of a .jsonl stream, and for each line
// that holds none, with its number in the Problem. It keeps one line at a time in
// memory, at most maxLine bytes, and stops where yield returns false.
func readLines(r io.Reader, maxLine int, yield func(a *Article, line int, err error) bool) {
	in := &lineReader{in: bufio.NewReaderSize(r, 64<<10), max: maxLine}
	for number := 1; ; number++ {
		data, err := in.next()
		if err != nil && !errors.Is(err, errLongLine) {
			if !errors.Is(err, io.EOF) {
				yield(nil, number, document.Problemf("cannot be read further: %v", err).At(number).Because(err))
			}
			return
		}
		if number == 1 {
			data = bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		if err == nil && len(bytes.TrimSpace(data)) == 0 {
			continue
		}
		var a *Article
		if err == nil {
			a, err = readRecord(data)
		} else {
			err = document.Problemf("is longer than %d MB: divide the article", maxLine>>20)
		}
		var p *Problem
		if errors.As(err, &p) {
			p.Line = number
		}
		if !yield(a, number, err) {
			return
		}
	}
}

// readRecord makes an article of one line. The text is the field, exactly.
func readRecord(data []byte) (*Article, error) {
	if i := document.FirstInvalid(data); i >= 0 {
		return nil, document.Problemf("is not valid UTF-8 (byte %d of the line): save the file as UTF-8", i)
	}
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, jsonProblem(err)
	}
	id := recordID(r.ID)
	switch {
	case id == "":
		return nil, document.Problemf(`has no "_id": give the article a name of its own`)
	case r.Text == nil:
		return nil, document.Problemf(`has no "text": put the article's text there`)
	case strings.TrimSpace(*r.Text) == "":
		return nil, document.Problemf(`has an empty "text": put the article's text there or remove the line`)
	case strings.IndexByte(*r.Text, 0) >= 0:
		return nil, document.Problemf(`has a NUL character in "text": remove it`)
	case strings.ContainsRune(*r.Text, utf8.RuneError) && halfSurrogate(data):
		return nil, document.Problemf(`has half of a surrogate pair (\ud800 to \udfff) in it, which is no character: remove it`)
	}
	doc := &document.Document{Title: plaintext.OneLine(r.Title), Text: *r.Text, URL: strings.TrimSpace(r.URL),
		Source: plaintext.OneLine(r.Source), Author: plaintext.OneLine(r.Author)}
	doc.Published, _ = date.Parse(r.Published)
	boilerplate.ReadMetadata(doc, formatLines.authored(doc.Text))
	a := newArticle(doc)
	a.ID = id
	return a, nil
}

// recordID reads an ID that is a string or a number.
func recordID(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// halfSurrogate tells whether a line escapes a surrogate, of which JSON makes
// a replacement character where its other half is missing.
func halfSurrogate(data []byte) bool {
	return bytes.Contains(data, []byte(`\ud`)) || bytes.Contains(data, []byte(`\uD`))
}

func jsonProblem(err error) *Problem {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return document.Problemf("%q holds a %s: it must be a string", wrong.Field, wrong.Value).Because(err)
	}
	return document.Problemf("is not a JSON object (%v): each line must be one", err).Because(err)
}

var errLongLine = errors.New("line too long")

// lineReader reads lines into one buffer that it uses again and again.
type lineReader struct {
	in  *bufio.Reader
	buf []byte
	max int
}

// next returns the next line without its end; it is valid until the call after.
// A line over the limit is skipped to its end and gives errLongLine.
func (r *lineReader) next() ([]byte, error) {
	r.buf = r.buf[:0]
	long := false
	for {
		part, err := r.in.ReadSlice('\n')
		if long = long || len(r.buf)+len(part) > r.max; !long {
			r.buf = append(r.buf, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long:
			return nil, errLongLine
		case err != nil && len(r.buf) == 0:
			return nil, io.EOF
		}
		return bytes.TrimRight(r.buf, "\r\n"), nil
	}
}
