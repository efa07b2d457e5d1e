package web

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"net/http"
	"slices"

	"footnote/corpus"
)

// Source lists the pages of one address: the page itself, or those of the feed
// or sitemap it turns out to be. It is for one sync and one goroutine.
//
// A page that a feed or sitemap does not list any more is kept until its site
// says that it is gone: feeds name the newest only.
type Source struct {
	f       *Fetcher
	address string
	known   map[string]string
	// owners are the keys of the pages that have an article, by its ID, and copies
	// by the address they state and the hash of their text.
	owners, copies map[string]string
}

// Source returns the source at an address.
func (f *Fetcher) Source(address string) *Source {
	return &Source{f: f, address: address, owners: map[string]string{}, copies: map[string]string{}}
}

// Recall tells the source, before Documents, the stamps of the documents it had
// at the last sync, by key; "" for one that is to be read again.
func (s *Source) Recall(known map[string]string) {
	s.known = known
	for _, key := range slices.Sorted(maps.Keys(known)) {
		if st := parseStamp(known[key]); st.Article != "" {
			s.owners[st.Article], s.copies[st.copyKey()] = key, key
		}
	}
}

// Documents fetches the address and yields the pages it stands for, and an
// *Error for what cannot be listed. A document's key is the address of a page.
func (s *Source) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		u, err := parseAddress(s.address)
		if err != nil {
			yield(corpus.Document{}, about(s.address, err))
			return
		}
		key := keyOf(u)
		before, isPage := s.known[key]
		res, err := s.f.get(ctx, request{address: key, known: parseStamp(before)})
		if ctx.Err() != nil {
			return
		}
		if err == nil && !isPage {
			err = s.checkList(res)
		}
		switch {
		case err != nil && !isPage:
			yield(corpus.Document{}, about(s.address, err))
		case err != nil || res.status >= 300 || kindOf(res) == page:
			s.yieldPage(yield, key, &fetched{res, err, before})
		default:
			s.yieldList(ctx, yield, key, res)
		}
	}
}

// checkList says what is wrong with the answer of an address that is not known to
// be a page. One that listed pages before and is a page now may be under repair.
func (s *Source) checkList(res *response) error {
	if err := statusError(res.status); err != nil {
		return err
	}
	if len(s.known) > 0 && kindOf(res) == page {
		return because(nil, "was a feed or a sitemap and is none now: what it listed is kept; remove it if that is to last")
	}
	return nil
}

// fetched is an answer that is already there when its document is to be read.
type fetched struct {
	res *response
	err error
	// before is the stamp it was asked with.
	before string
}

// yieldPage yields the page that the source is, and what it was earlier.
func (s *Source) yieldPage(yield func(corpus.Document, error) bool, key string, first *fetched) {
	if !yield(s.document(&entry{key: key}, first), nil) {
		return
	}
	for _, e := range s.unlisted(map[string]bool{key: true}) {
		if !yield(s.document(&e, nil), nil) {
			return
		}
	}
}

func (s *Source) yieldList(ctx context.Context, yield func(corpus.Document, error) bool, key string, res *response) {
	l := s.f.list(ctx, key, res)
	if ctx.Err() != nil {
		return
	}
	for _, err := range l.troubles {
		if !yield(corpus.Document{}, err) {
			return
		}
	}
	pages := append(l.pages, s.unlisted(l.seen)...)
	if len(pages)+len(l.troubles) == 0 {
		yield(corpus.Document{}, about(s.address, because(nil, "lists no pages: check that it is the feed or sitemap that is meant")))
		return
	}
	s.takeTurns(pages)
	for i := range pages {
		if !yield(s.document(&pages[i], nil), nil) {
			return
		}
	}
}

// unlisted are the known pages that are not listed any more.
func (s *Source) unlisted(listed map[string]bool) []entry {
	var pages []entry
	for _, key := range slices.Sorted(maps.Keys(s.known)) {
		if !listed[key] {
			pages = append(pages, entry{key: key, updated: parseStamp(s.known[key]).Listed})
		}
	}
	return pages
}

// takeTurns has only some of the pages of a large source asked about, those
// that were not for longest. A page that is new, or of which the source says that it has
// changed, is always asked about.
func (s *Source) takeTurns(pages []entry) {
	type turn struct {
		e       *entry
		checked int64
	}
	var idle []turn
	for i := range pages {
		e := &pages[i]
		e.rotates = len(pages) > s.f.limits.Checks
		st := parseStamp(s.known[e.key])
		if s.known[e.key] != "" && st.Listed == e.updated {
			idle = append(idle, turn{e, st.Checked})
		}
	}
	slices.SortStableFunc(idle, func(a, b turn) int { return cmp.Compare(a.checked, b.checked) })
	for i := s.f.limits.Checks; i < len(idle); i++ {
		idle[i].e.rests = true
	}
}

func (s *Source) document(e *entry, first *fetched) corpus.Document {
	return corpus.Document{
		Key:       e.key,
		Single:    true,
		Unchanged: func(stamp string) bool { return e.rests && stamp != "" },
		Read: func(ctx context.Context, before string) (corpus.Reading, error) {
			f := first
			first = nil // it is large, and of no use twice
			if f == nil || f.before != before {
				res, err := s.f.get(ctx, request{address: e.key, known: parseStamp(before)})
				f = &fetched{res, err, before}
			}
			reading, err := s.read(e, f)
			if errors.Is(err, fs.ErrNotExist) {
				s.release(e.key)
			}
			return reading, about(e.key, err)
		},
	}
}

// Article fetches one page, which is not kept. The error is an *Error or a
// *corpus.Problem.
func (f *Fetcher) Article(ctx context.Context, address string) (*corpus.Article, error) {
	u, err := parseAddress(address)
	if err != nil {
		return nil, about(address, err)
	}
	res, err := f.get(ctx, request{address: keyOf(u)})
	if err == nil {
		err = statusError(res.status)
	}
	if err != nil {
		return nil, about(address, err)
	}
	a, err := article(res, &entry{key: keyOf(u)})
	if err != nil {
		return nil, err
	}
	if own := keyOf(res.url); !samePage(a.URL, own) {
		a.URL = own
	}
	a.ID = idOf(a.URL)
	return a, nil
}

// statusError says why an answer is no page, nil where it is one.
func statusError(status int) error {
	switch {
	case status >= 200 && status < 300 && status != http.StatusNoContent:
		return nil
	case status == http.StatusNotFound || status == http.StatusGone:
		return because(fs.ErrNotExist, "answers %s: check the address", statusText(status))
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusUnavailableForLegalReasons:
		return because(nil, "answers %s: the site does not give it to programs; save the page and add the file, if you may", statusText(status))
	case status == http.StatusTooManyRequests, status >= 500:
		return because(nil, "answers %s: try again later", statusText(status))
	}
	return because(nil, "answers %s: check the address", statusText(status))
}
