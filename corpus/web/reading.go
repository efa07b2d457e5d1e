package web

import (
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"net/url"

	"footnote/corpus"
)

// read makes a reading of an answer, or of the feed's own text where the answer
// is no article and will not become one.
func (s *Source) read(e *entry, f *fetched) (corpus.Reading, error) {
	reading, trouble, err := s.readPage(e, f)
	if !withheld(f, trouble, err) {
		return reading, err
	}
	if known := parseStamp(f.before); e.text == "" && known.Feed != "" && !errors.Is(err, fs.ErrNotExist) {
		// Feeds name the newest only.
		return corpus.Reading{Unchanged: true, Stamp: f.before}, nil
	}
	if own, ok := s.readOwn(e, f); ok {
		return own, nil
	}
	return reading, err
}

// withheld reports whether a page does not show its article: trouble is why what
// was sent is none, err why nothing was. What may pass soon is waited for.
func withheld(f *fetched, trouble, err error) bool {
	if trouble != nil || errors.Is(err, ErrRobots) {
		return true
	}
	if f.err != nil || err == nil {
		return false
	}
	status := f.res.status
	return status >= 400 && status < 500 && status != http.StatusTooManyRequests && status != http.StatusRequestTimeout
}

// readPage makes a reading of an answer; trouble is why it is no article.
func (s *Source) readPage(e *entry, f *fetched) (reading corpus.Reading, trouble, err error) {
	if f.err != nil {
		return corpus.Reading{}, nil, f.err
	}
	known := parseStamp(f.before)
	if f.res.status == http.StatusNotModified && f.before != "" {
		return corpus.Reading{Unchanged: true, Stamp: known.refreshed(f.res, e, s.f.now()).String()}, nil, nil
	}
	if err := statusError(f.res.status); err != nil {
		return corpus.Reading{}, nil, err
	}
	body := hash(string(f.res.body))
	if known.Body == body {
		return corpus.Reading{Unchanged: true, Stamp: known.refreshed(f.res, e, s.f.now()).String()}, nil, nil
	}
	next := stamp{
		ETag: f.res.header.Get("ETag"), Modified: f.res.header.Get("Last-Modified"),
		Body: body, Listed: e.updated, Checked: s.f.now().Unix(),
	}
	a, trouble := article(f.res, e)
	if trouble != nil {
		return one(nil, trouble, next), trouble, nil
	}
	return s.claim(e, f.res.url, a, next), nil, nil
}

// readOwn makes a reading of the text that the feed brings along. Its stamp has no
// validators, so that the page is asked for again at the next sync.
func (s *Source) readOwn(e *entry, f *fetched) (corpus.Reading, bool) {
	a, err := ownText(e)
	if err != nil {
		return corpus.Reading{}, false
	}
	next := stamp{Feed: hash(e.text), Listed: e.updated}
	if e.rotates {
		next.Checked = s.f.now().Unix()
	}
	if known := parseStamp(f.before); known.Feed == next.Feed {
		next.Article, next.Text, next.Stated = known.Article, known.Text, known.Stated
		return corpus.Reading{Unchanged: true, Stamp: next.String()}, true
	}
	at, err := parseAddress(e.key)
	if err != nil {
		return corpus.Reading{}, false
	}
	return s.claim(e, at, a, next), true
}

// claim gives an article its ID, once. A second page that states the same address
// is left out where it has the same text, and read again next time, when the first may be
// gone; with another text it is an article of its own.
func (s *Source) claim(e *entry, at *url.URL, a *corpus.Article, next stamp) corpus.Reading {
	next.Text, next.Stated = hash(a.Text), a.URL
	if owner, ok := s.copies[next.copyKey()]; ok && owner != e.key {
		return corpus.Reading{Articles: func(func(*corpus.Article, error) bool) {}}
	}
	if a.URL = keyOf(at); samePage(next.Stated, a.URL) {
		a.URL = next.Stated
	}
	a.ID = idOf(a.URL)
	if owner, ok := s.owners[a.ID]; ok && owner != e.key {
		a.URL = keyOf(at)
		if a.ID = idOf(a.URL); s.owners[a.ID] != "" && s.owners[a.ID] != e.key {
			a.ID = idOf(a.URL + " itself")
		}
	}
	next.Article = a.ID
	s.owners[a.ID], s.copies[next.copyKey()] = e.key, e.key
	return one(a, nil, next)
}

// release frees the article of a page that is gone.
func (s *Source) release(key string) {
	maps.DeleteFunc(s.owners, func(_, owner string) bool { return owner == key })
	maps.DeleteFunc(s.copies, func(_, owner string) bool { return owner == key })
}

func one(a *corpus.Article, problem error, next stamp) corpus.Reading {
	return corpus.Reading{Stamp: next.String(), Articles: func(yield func(*corpus.Article, error) bool) { yield(a, problem) }}
}
