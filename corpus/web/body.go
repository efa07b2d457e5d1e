package web

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

// errTooLarge is what a bounded reader ends with.
var errTooLarge = errors.New("too large")

// bounded reads as much as it may and then fails.
type bounded struct {
	in   io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.in.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n, errTooLarge
	}
	return n, err
}

// readBody reads and unpacks the body of an answer. What goes through the wire
// and what comes out of each unpacking are bounded alike, by the limit of pages
// until the beginning turns out to be that of a list.
func (f *Fetcher) readBody(res *http.Response) ([]byte, error) {
	wire := &bounded{res.Body, f.limits.PageBytes}
	bounds := []*bounded{wire}
	var in io.Reader = wire
	encodings := contentEncodings(res.Header)
	if len(encodings) > 2 {
		return nil, because(nil, "is packed %d times over: it cannot be read", len(encodings))
	}
	for _, encoding := range slices.Backward(encodings) {
		unpacked, err := unpack(encoding, in)
		if err != nil {
			return nil, broken(err, f.limits.PageBytes)
		}
		b := &bounded{unpacked, f.limits.PageBytes}
		bounds, in = append(bounds, b), b
	}
	head := bufio.NewReaderSize(in, sniffBytes)
	start, err := head.Peek(sniffBytes)
	if bytes.HasPrefix(start, gzipMagic) { // a file that is packed, such as sitemap.xml.gz
		file, err := gzip.NewReader(head)
		if err != nil {
			return nil, broken(err, f.limits.PageBytes)
		}
		b := &bounded{file, f.limits.PageBytes}
		bounds, head = append(bounds, b), bufio.NewReaderSize(b, sniffBytes)
		start, err = head.Peek(sniffBytes)
		if errors.Is(err, errTooLarge) {
			return nil, broken(err, f.limits.PageBytes)
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, broken(err, f.limits.PageBytes)
	}
	limit := f.limits.PageBytes
	if k := sniff(start); k == feed || k == sitemap {
		for _, b := range bounds {
			b.left += f.limits.ListBytes - limit
		}
		limit = f.limits.ListBytes
	}
	if res.ContentLength > limit {
		return nil, broken(errTooLarge, limit)
	}
	data, err := io.ReadAll(head)
	if err != nil {
		return nil, broken(err, limit)
	}
	return data, nil
}

var gzipMagic = []byte{0x1f, 0x8b, 8}

// broken says why a body cannot be read; an error of the network is returned as
// it is.
func broken(err error, limit int64) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, errTooLarge):
		return because(err, "is larger than %d MB: add a part of it", (limit+1<<20-1)>>20)
	case errors.As(err, &corrupt), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum),
		errors.Is(err, zlib.ErrHeader), errors.Is(err, zlib.ErrChecksum), strings.HasPrefix(err.Error(), "brotli:"):
		return because(err, "is packed wrongly and cannot be read: try again later")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return because(err, "broke off in the middle: try again later")
	}
	return err
}

// contentEncodings are the ways a body is packed, the innermost first.
func contentEncodings(h http.Header) []string {
	var list []string
	for name := range strings.SplitSeq(strings.Join(h.Values("Content-Encoding"), ","), ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && name != "identity" {
			list = append(list, name)
		}
	}
	return list
}

func unpack(encoding string, in io.Reader) (io.Reader, error) {
	switch encoding {
	case "gzip", "x-gzip":
		return gzip.NewReader(in)
	case "br":
		return brotli.NewReader(in), nil
	case "deflate":
		// Meant is zlib; some servers send what the name says (RFC 9110, 8.4.1.2).
		head := bufio.NewReader(in)
		if start, err := head.Peek(2); err == nil && start[0]&0x0f == 8 && (uint(start[0])<<8|uint(start[1]))%31 == 0 {
			return zlib.NewReader(head)
		}
		return flate.NewReader(head), nil
	}
	return nil, because(nil, "is packed as %q, which was not asked for: it cannot be read", encoding)
}

// truncated is the beginning of a robots.txt; what is beyond it does not count.
func truncated(body io.ReadCloser) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(body, robotsBytes), body}
}
