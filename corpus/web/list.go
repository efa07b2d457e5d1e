package web

import (
	"context"
)

// lister collects the pages that a feed or a tree of sitemaps lists.
type lister struct {
	f     *Fetcher
	pages []entry
	// seen are the keys of pages, asked those of sitemaps.
	seen, asked map[string]bool
	// troubles are what could not be read, full that there was more than is read.
	troubles []error
	full     bool
}

// maxLevels is how deep sitemaps may lead to further ones. The protocol knows
// one level; some sites use two.
const maxLevels = 3

// list reads an answer that is a list, and all that it leads to.
func (f *Fetcher) list(ctx context.Context, address string, res *response) *lister {
	l := &lister{f: f, seen: map[string]bool{}, asked: map[string]bool{address: true}}
	level := l.read(address, res)
	for depth := 0; len(level) > 0; depth++ {
		if depth == maxLevels {
			l.trouble(level[0].key, because(nil, "is a sitemap more than %d levels below the first: it is not read", maxLevels))
			break
		}
		var next []entry
		for _, e := range level {
			if ctx.Err() != nil {
				return l
			}
			next = append(next, l.fetch(ctx, e)...)
		}
		level = next
	}
	if l.full {
		l.trouble(address, because(nil, "lists more than %d pages or %d sitemaps: the rest is left out", f.limits.Pages, f.limits.Sitemaps))
	}
	return l
}

func (l *lister) trouble(address string, err error) {
	l.troubles = append(l.troubles, about(address, err))
}

// fetch reads one further sitemap and returns those it names.
func (l *lister) fetch(ctx context.Context, e entry) []entry {
	if l.asked[e.key] || l.full {
		return nil
	}
	if l.asked[e.key] = true; len(l.asked) > l.f.limits.Sitemaps {
		l.full = true
		return nil
	}
	res, err := l.f.get(ctx, request{address: e.key})
	if err == nil {
		err = statusError(res.status)
	}
	if err != nil {
		l.trouble(e.key, err)
		return nil
	}
	return l.read(e.key, res)
}

// read takes the pages of one list and returns the sitemaps it names.
func (l *lister) read(address string, res *response) []entry {
	var pages, further []entry
	var err error
	most := l.f.limits.Pages
	switch kindOf(res) {
	case feed:
		pages, err = readFeed(res)
	case sitemap:
		pages, further, err = readSitemap(res, most)
	case addresses:
		pages = readAddresses(res, most)
	default:
		err = because(nil, "is a page where a sitemap was expected: it is left out")
	}
	if err != nil {
		l.trouble(address, err)
	}
	for _, e := range pages {
		if l.seen[e.key] {
			continue
		}
		if len(l.pages) >= most {
			l.full = true
			break
		}
		l.seen[e.key] = true
		l.pages = append(l.pages, e)
	}
	return further
}
