package pdf

import (
	"bytes"
	"regexp"
	"strings"
)

// underlined are glyph names of ligatures that are put together with
// underlines, which the Adobe Glyph List specification allows and PDFium does
// not know.
var underlined = regexp.MustCompile(`/f_(?:f|i|l|f_i|f_l)\b`)

// nameLigatures writes the names of ligatures as PDFium knows them, at the same
// length, so that no offset in the file changes. It sees names in objects that
// are not compressed.
func nameLigatures(data []byte) []byte {
	if !bytes.Contains(data, []byte("/f_")) {
		return data
	}
	return underlined.ReplaceAllFunc(data, func(name []byte) []byte {
		short := strings.ReplaceAll(string(name), "_", "")
		return []byte(short + strings.Repeat(" ", len(name)-len(short)))
	})
}
