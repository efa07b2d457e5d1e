package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// digest names a content: the first half of its SHA-256. Two contents out of
// 10^15 share one with a chance of 10^-9.
type digest [16]byte

func cut(h hash.Hash) digest { return digest(h.Sum(nil)[:16]) }

// passageDigest names what is embedded of a passage.
func passageDigest(p *corpus.Passage) digest {
	sum := sha256.Sum256([]byte(retrieval.PassageText(p)))
	return digest(sum[:16])
}

// articleDigest names all that is kept of an article but its path, together
// with the revision of the rules that divide it.
func articleDigest(a *corpus.Article, revision string) digest {
	h := sha256.New()
	for _, field := range []string{revision, a.Title, a.URL, a.Source, a.Author, formatTime(a.Published), a.Text} {
		var length [8]byte
		binary.LittleEndian.PutUint64(length[:], uint64(len(field)))
		h.Write(length[:])
		h.Write([]byte(field))
	}
	h.Write(packPages(a.Pages))
	return cut(h)
}

// formatTime writes a moment so that parseTime reads the same one.
func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// parseTime is the zero time for what formatTime has not written.
func parseTime(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
