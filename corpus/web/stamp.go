package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// stamp is what is kept of a reading of a page, so that the next can ask
// whether anything has changed. It travels as JSON in corpus.Reading.Stamp.
type stamp struct {
	// ETag and Modified are the validators that the site gave.
	ETag     string `json:"e,omitempty"`
	Modified string `json:"m,omitempty"`
	// Body is the hash of what was sent, Text that of the article's text, and
	// Article its ID. Feed is the hash of the feed's own text, where the article was
	// made of that, and Body then "".
	Body    string `json:"h,omitempty"`
	Feed    string `json:"f,omitempty"`
	Text    string `json:"x,omitempty"`
	Article string `json:"a,omitempty"`
	// Stated is the address that the page gives as its own where that is another
	// one of its site.
	Stated string `json:"c,omitempty"`
	// Listed is the moment of the last change that the sitemap or feed gave,
	// as it stood there.
	Listed string `json:"l,omitempty"`
	// Checked is when the site was asked, in Unix seconds.
	Checked int64 `json:"t,omitempty"`
}

// parseStamp reads a stamp; one that cannot be read is as good as none.
func parseStamp(s string) stamp {
	var known stamp
	if json.Unmarshal([]byte(s), &known) != nil {
		return stamp{}
	}
	return known
}

func (s stamp) String() string {
	data, err := json.Marshal(s)
	if err != nil {
		return "" // cannot be: it holds strings and a number
	}
	return string(data)
}

// copyKey is the same for two pages that are one article: they state the same
// address and have the same text.
func (s stamp) copyKey() string { return s.Stated + "\n" + s.Text }

// refreshed is the stamp after the site said that nothing has changed.
func (s stamp) refreshed(res *response, e *entry, now time.Time) stamp {
	s.ETag = or(res.header.Get("ETag"), s.ETag)
	s.Modified = or(res.header.Get("Last-Modified"), s.Modified)
	s.Listed = e.updated
	if e.rotates { // else a sync that changes nothing would write
		s.Checked = now.Unix()
	}
	return s
}

// hash is enough of a hash to tell texts apart that nobody made to collide.
func hash(data string) string {
	sum := sha256.Sum256([]byte(data))
	return hex.EncodeToString(sum[:16])
}
