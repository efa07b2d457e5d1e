package corpus

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
)

// declarationBytes is how much of a page is searched for its encoding: pages of archives
// declare it behind kilobytes of scripts.
const declarationBytes = 64 << 10

var declared = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// isUTF8 reports whether a page is UTF-8, whatever it claims: it may have been
// saved anew, and other encodings hardly ever happen to be valid UTF-8. Those that
// have bytes of ASCII alone give themselves away by NUL (UTF-16), ESC (ISO-2022) or "~{" (HZ).
func isUTF8(data []byte) bool {
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

// decodeHTML returns the text of a page that is not UTF-8: by the encoding that
// its sender names, that it declares itself, or that its bytes look like.
func decodeHTML(data []byte, mediaType string) io.Reader {
	for _, label := range []string{stated(mediaType), declaredIn(data), guessed(data)} {
		if label == "" {
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
	best, err := chardet.NewHtmlDetector().DetectBest(data)
	if err != nil || best.Confidence < leastSure {
		return ""
	}
	return best.Charset
}
