package pdf

import (
	"bytes"
	"fmt"
	"regexp"
)

var catalog = regexp.MustCompile(`(?s)\b(\d{1,10}) (\d{1,5}) obj\s*<<.*?/Type\s*/Catalog\b`)

// withTrailer gives a file that was cut off the trailer it lacks, which names the
// object that all others hang on; nil where no such object is found. PDFium finds
// the other objects itself.
func withTrailer(data []byte) []byte {
	at := bytes.LastIndex(data, []byte("/Catalog"))
	if at < 0 {
		return nil
	}
	from := bytes.LastIndex(data[:at], []byte(" obj"))
	if from < 0 {
		return nil
	}
	found := catalog.FindSubmatch(data[max(0, from-20):min(len(data), at+20)])
	if found == nil {
		return nil
	}
	trailer := fmt.Sprintf("\nendobj\ntrailer\n<< /Root %s %s R /Size 8388607 >>\nstartxref\n0\n%%%%EOF\n", found[1], found[2])
	return append(bytes.Clone(data), trailer...)
}
