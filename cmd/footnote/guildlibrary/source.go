package guildlibrary

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"net/url"
	"strings"
	"unicode"

	"footnote/corpus"
)

// uploadScheme begins the addresses of files that were uploaded.
const uploadScheme = "upload://"

// uploadAddress is the address under which a file is kept: another file of
// the same name takes its place.
func uploadAddress(name string) string { return uploadScheme + url.PathEscape(name) }

// uploadName is the file's name in such an address.
func uploadName(address string) (string, bool) {
	escaped, ok := strings.CutPrefix(address, uploadScheme)
	if !ok {
		return "", false
	}
	name, err := url.PathUnescape(escaped)
	return name, err == nil
}

// single is the sqlite.Source of one article.
type single struct {
	address string
	article *corpus.Article
	// fresh: the article may differ from the one that is kept.
	fresh bool
}

// Documents yields the article's place.
func (s single) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		yield(corpus.Document{
			Key: s.address, Names: []string{s.article.ID}, Single: true,
			Unchanged: func(string) bool { return !s.fresh },
			Read: func(context.Context, string) (corpus.Reading, error) {
				a := *s.article
				return corpus.Reading{Stamp: stamp(&a), Articles: func(yield func(*corpus.Article, error) bool) { yield(&a, nil) }}, nil
			},
		}, nil)
	}
}

// stamp tells an article from others; it is never "".
func stamp(a *corpus.Article) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{a.Title, a.Text, a.Source, a.URL, a.Date()}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// mostSlug is how many letters of a title an ID takes: with the guild's ID
// before it and a number behind it, it fits the 100 characters that Discord
// takes as a choice's value.
const mostSlug = 60

// slug makes the readable part of an ID.
func slug(title string) string {
	var b strings.Builder
	letters, gap := 0, false
	for _, r := range strings.ToLower(title) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = letters > 0
			continue
		}
		if letters == mostSlug {
			break
		}
		if gap {
			b.WriteByte('-')
			letters++
		}
		b.WriteRune(r)
		letters, gap = letters+1, false
	}
	if b.Len() == 0 {
		return "article"
	}
	return b.String()
}
