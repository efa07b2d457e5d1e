// Package encoding finds the encoding of a page or table and decodes it.
package encoding

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
)

// declarationBytes is how much of a page is searched for its encoding: pages of archives
// declare it behind kilobytes of scripts.
const declarationBytes = 64 << 10

var declared = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// IsUTF8 reports whether a page is UTF-8, whatever it claims: it may have been
// saved anew, and other encodings hardly ever happen to be valid UTF-8. Those that
// have bytes of ASCII alone give themselves away by NUL (UTF-16), ESC (ISO-2022) or "~{" (HZ).
func IsUTF8(data []byte) bool {
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return false
	}
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return true
		}
	}
	return bytes.IndexByte(data, 0x1b) < 0 && !bytes.Contains(data, []byte("~{"))
}

// Decode returns the text of a page that is not UTF-8: by the encoding that
// its sender names, that it declares itself, or that its bytes look like.
func Decode(data []byte, mediaType string) io.Reader {
	if label := wide(data); label != "" {
		mediaType = "text/html; charset=" + label
	}
	for _, label := range []string{stated(mediaType), declaredIn(data), guessed(data)} {
		if label == "" || isUTF8Label(label) && !mostlyUTF8(data) {
			continue
		}
		if in, err := charset.NewReaderLabel(label, bytes.NewReader(data)); err == nil {
			return in
		}
	}
	in, err := charset.NewReader(bytes.NewReader(data), "")
	if err != nil {
		return bytes.NewReader(bytes.ToValidUTF8(data, []byte("\ufffd")))
	}
	return in
}

// wide is the encoding of a page in UTF-16, told by the NUL bytes that its markup
// has on one side, "" for any other.
func wide(data []byte) string {
	nuls, n := [2]int{}, min(len(data), 4096)
	for i, c := range data[:n] {
		if c == 0 {
			nuls[i%2]++
		}
	}
	switch {
	case n < 16 || nuls[0]+nuls[1] < n/5:
		return ""
	case nuls[0] > 4*nuls[1]:
		return "utf-16be"
	case nuls[1] > 4*nuls[0]:
		return "utf-16le"
	}
	return ""
}

func isUTF8Label(label string) bool {
	return strings.EqualFold(label, "utf-8") || strings.EqualFold(label, "utf8")
}

// mostlyUTF8 reports whether a page that says so may be UTF-8: bytes that are none
// are rare among those beyond ASCII. A page in an encoding that shifts by ESC is not.
func mostlyUTF8(data []byte) bool {
	beyond, wrong := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if beyond += n; r == utf8.RuneError && n == 1 {
			wrong++
		}
		i += n
	}
	return wrong*5 <= beyond && !bytes.Contains(data, []byte("\x1b$"))
}

// stated is the encoding that a media type names, "" for none.
func stated(mediaType string) string {
	_, params, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

func declaredIn(data []byte) string {
	if m := declared.FindSubmatch(data[:min(len(data), declarationBytes)]); m != nil {
		return string(m[1])
	}
	return ""
}

// leastSure is how sure the detector must be, of 100; below it the usual rules of
// HTML hold.
const leastSure = 20

// guessed is the encoding that the bytes look like, "" where that is not clear.
func guessed(data []byte) string {
	best, err := chardet.NewHtmlDetector().DetectBest(sample(data))
	if err != nil || best.Confidence < leastSure {
		return ""
	}
	return best.Charset
}

// sampleBytes is how much of a page its encoding is guessed from.
const sampleBytes = 128 << 10

// sample is the part of a page that begins where it is not plain ASCII.
func sample(data []byte) []byte {
	from := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf || r == 0x1b || r == '~' })
	from = max(0, min(from, len(data)-sampleBytes))
	return data[from:min(len(data), from+sampleBytes)]
}
