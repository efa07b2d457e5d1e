package web

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"footnote/corpus"
	"footnote/corpus/sandbox"
)

// entry is a page that a source lists, and what the source says of it.
type entry struct {
	key string
	// updated is when the page changed last, as the source writes it; "" where
	// it does not say.
	updated               string
	title, author, source string
	published             time.Time
	// text is the whole of the article where the feed brings it, as HTML; "" where
	// it does not.
	text string
	// rest is true for a page that need not be asked about this time, rotates
	// where the pages of a source take turns in this.
	rests, rotates bool
}

// fill adds to an article what it does not say of itself.
func (e *entry) fill(a *corpus.Article) {
	a.Title, a.Author, a.Source = or(a.Title, e.title), or(a.Author, e.author), or(a.Source, e.source)
	if a.Published.IsZero() {
		a.Published = e.published
	}
}

// maxNesting is how deep the elements of a feed may stand within each other. The
// parser goes down one call for each, and the stack has an end.
const maxNesting = 200

// readFeed lists the entries of an RSS, Atom or JSON feed. The error says why
// it cannot be read, or how many entries name no page.
func readFeed(res *response) ([]entry, error) {
	body := legible(res.body)
	if err := checkNesting(body); err != nil {
		return nil, err
	}
	parsed, err := parseFeed(body)
	if err != nil {
		return nil, because(err, "is a feed that cannot be read: %s", innermost(err))
	}
	var list []entry
	missing := 0
	for _, item := range parsed.Items {
		e, ok := entryOf(res.url, parsed, item)
		if !ok {
			missing++
			continue
		}
		list = append(list, e)
	}
	if missing > 0 {
		err = because(nil, "is a feed of which %d of %d entries link to no page: those are left out", missing, len(parsed.Items))
	}
	return list, err
}

// legible is a feed without the bytes for which an XML parser refuses all of it:
// those that are not UTF-8 where it says or implies that it is, and control
// characters.
func legible(data []byte) []byte {
	head := bytes.ToLower(data[:min(len(data), 200)])
	if i := bytes.Index(head, []byte("encoding=")); i >= 0 && !bytes.Contains(head[i:], []byte("utf-8")) {
		return data
	}
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f {
			return -1
		}
		return r
	}, bytes.ToValidUTF8(data, []byte("\ufffd")))
}

// ForeignFeed is the kind of the tasks that parse feeds, and ParseForeign the
// handler that a child process needs for them.
const ForeignFeed = "feed"

// parseFeed parses a feed, in a child process where there are any.
func parseFeed(data []byte) (*gofeed.Feed, error) {
	got, err := sandbox.Do(context.Background(), ForeignFeed, data, ParseForeign)
	if err != nil {
		return nil, err
	}
	parsed := new(gofeed.Feed)
	return parsed, json.Unmarshal(got, parsed)
}

// ParseForeign is the sandbox.Handler of ForeignFeed; its result is JSON. gofeed
// v1.4.2 panics at some feeds that are wrong, such as a JSON feed with a null
// among its items; FuzzLists has found it.
func ParseForeign(data []byte) (parsed []byte, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("its entries are not as they should be")
		}
	}()
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return json.Marshal(feed)
}

func entryOf(base *url.URL, parsed *gofeed.Feed, item *gofeed.Item) (entry, bool) {
	link := strings.TrimSpace(item.Link)
	if link == "" && IsAddress(item.GUID) {
		link = item.GUID // RSS: a guid is a permanent link unless it says otherwise
	}
	if link == "" {
		return entry{}, false
	}
	key, ok := resolve(base, link)
	e := entry{key: key, updated: item.Updated, title: oneLine(item.Title), source: oneLine(parsed.Title), text: item.Content}
	if item.PublishedParsed != nil {
		e.published = *item.PublishedParsed
	}
	var names []string
	for _, author := range item.Authors {
		if author != nil && author.Name != "" {
			names = append(names, oneLine(author.Name))
		}
	}
	e.author = strings.Join(names, ", ")
	return e, ok
}

// resolve is the key of the page that a list names. What would be refused has
// one as well, so that it is refused, and said, in its turn.
func resolve(base *url.URL, link string) (string, bool) {
	u, err := base.Parse(strings.TrimSpace(link))
	if err != nil {
		return "", false
	}
	plain, err := parseAddress(u.String())
	if err != nil {
		return u.String(), true
	}
	return keyOf(plain), true
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// newXML is a decoder that forgives as much as the parser of feeds does.
func newXML(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// checkNesting refuses XML that is nested too deeply for a parser that recurses.
func checkNesting(data []byte) error {
	if sniff(data) != feed || bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return nil // JSON is bounded by its own decoder
	}
	d, depth := newXML(data), 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return because(err, "is a feed that cannot be read: %s", innermost(err))
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxNesting {
			return because(nil, "is a feed that is nested more than %d deep: it cannot be read", maxNesting)
		}
	}
}
