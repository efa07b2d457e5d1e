package document

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"
)

// CheckText tells why data is not text that ranges of bytes could refer to.
func CheckText(data []byte) *Problem {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return Problemf("is empty: put the article's text into it or remove it")
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return Problemf("is encoded as UTF-16: save it as UTF-8")
	}
	if kind := ForeignKind(data); kind != "" {
		return Problemf("holds %s, not text: rename it by what it is or remove it", kind)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return Problemf("holds a NUL byte, so it is not a text file: convert it to text or remove it").At(LineAt(data, i))
	}
	if i := FirstInvalid(data); i >= 0 {
		return Problemf("is not valid UTF-8 (byte %d): save it as UTF-8", i).At(LineAt(data, i))
	}
	return nil
}

// ForeignKind names what data is by its first bytes, "" where it may be text.
func ForeignKind(data []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if strings.HasPrefix(kind, "text/") || kind == "application/octet-stream" {
		return ""
	}
	return "data of the kind " + kind
}

// FirstInvalid is the offset of the first byte that is not UTF-8, or -1.
func FirstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// LineAt is the number of the line, from 1, that holds the byte at i.
func LineAt(data []byte, i int) int { return 1 + bytes.Count(data[:i], []byte{'\n'}) }
