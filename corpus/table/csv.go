package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"footnote/corpus/document"
	"footnote/corpus/encoding"
)

// MaxRows bounds the rows of one table, so that a file is refused that cannot be
// what people look things up in.
const MaxRows = 200_000

// ReadCSV reads a table in plain text, whose cells are parted by
// comma, semicolon, bar or tab.
func ReadCSV(data []byte, separator rune) (*document.Document, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, document.Problemf("is empty: put rows into it or remove it")
	}
	text, p := decodeTable(data)
	if p != nil {
		return nil, p
	}
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(first, "sep=") && len(first) >= 5 { // as Excel writes it
		separator, text = rune(first[4]), rest
	} else if separator == 0 {
		separator = guessSeparator(text)
	}
	rows, err := csvRows(text, separator)
	if err != nil {
		return nil, err
	}
	w := &Writer{}
	w.Table(rows)
	if w.rows == 0 {
		return nil, document.Problemf("holds no rows with text: put rows into it or remove it")
	}
	return &document.Document{Text: w.out.String()}, nil
}

// csvRows parses RFC 4180 as programs write it: with stray quotation marks and
// rows of different lengths.
func csvRows(text string, separator rune) ([][]string, error) {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = separator, true, -1
	var rows [][]string
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			var wrong *csv.ParseError
			if errors.As(err, &wrong) {
				return nil, document.Problemf("is not a table in plain text (%v): save it as .csv again", wrong.Err).At(wrong.Line).Because(err)
			}
			return nil, document.Problemf("is not a table in plain text: save it as .csv again").Because(err)
		}
		if rows = append(rows, row); len(rows) > MaxRows {
			return nil, document.Problemf("has more than %d rows: divide it", MaxRows)
		}
	}
}

// decodeTable is a table as UTF-8: Excel writes UTF-16, or the encoding of the
// country.
func decodeTable(data []byte) (string, *document.Problem) {
	if utf16 := bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}); utf16 {
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", document.Problemf("is damaged UTF-16: save it as UTF-8").Because(err)
		}
		data = decoded
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if kind := document.ForeignKind(data); kind != "" {
		return "", document.Problemf("holds %s, not a table in plain text: rename it by what it is or remove it", kind)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", document.Problemf("holds a NUL byte, so it is not a table in plain text: save it as .csv again").At(document.LineAt(data, i))
	}
	if !utf8.Valid(data) {
		decoded, err := io.ReadAll(encoding.Decode(data, ""))
		if err != nil || !utf8.Valid(decoded) {
			return "", document.Problemf("is in an encoding that is not known: save it as UTF-8").Because(err)
		}
		data = decoded
	}
	return string(data), nil
}

// guessSeparator is the sign that parts the first lines of a table into the most
// cells, and as many in each.
func guessSeparator(text string) rune {
	lines := strings.SplitN(strings.ReplaceAll(text, "\r\n", "\n"), "\n", 12)
	if len(lines) > 11 {
		lines = lines[:11]
	}
	best, most := ',', 0
	for _, sign := range ",;\t|" {
		score, before := 0, -1
		for _, l := range lines {
			n := strings.Count(l, string(sign))
			if n > 0 {
				score++
			}
			if n > 0 && n == before {
				score += 2
			}
			before = n
		}
		if score > most {
			best, most = sign, score
		}
	}
	return best
}
