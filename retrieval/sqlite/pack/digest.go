package pack

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// Digest names a content: the first half of its SHA-256. Two contents out of
// 10^15 share one with a chance of 10^-9.
type Digest [16]byte

func cut(h hash.Hash) Digest { return Digest(h.Sum(nil)[:16]) }

// OfPassage names what is embedded of a passage.
func OfPassage(p *corpus.Passage) Digest {
	sum := sha256.Sum256([]byte(retrieval.PassageText(p)))
	return Digest(sum[:16])
}

// OfArticle names all that is kept of an article but its path, together
// with the revision of the rules that divide it.
func OfArticle(a *corpus.Article, revision string) Digest {
	h := sha256.New()
	for _, field := range []string{revision, a.Title, a.URL, a.Source, a.Author, Time(a.Published), a.Text} {
		var length [8]byte
		binary.LittleEndian.PutUint64(length[:], uint64(len(field)))
		h.Write(length[:])
		h.Write([]byte(field))
	}
	h.Write(Pages(a.Pages))
	return cut(h)
}

// Time writes a moment so that UnpackTime reads the same one.
func Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// UnpackTime is the zero time for what Time has not written.
func UnpackTime(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
