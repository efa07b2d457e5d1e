package render

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"footnote/retrieval/text/looks"
)

// longestLink keeps a source on a page: Discord takes more, readers do not.
const longestLink = 900

// fragmentWords is how many words of a quote's begin and end a link names. More
// make a link longer and no surer.
const fragmentWords = 6

// Link is the address of a quote within its article's page: browsers scroll to
// the text that its fragment names and mark it. It is "" where the article's
// address cannot be linked.
// Source: https://wicg.github.io/scroll-to-text-fragment/
func Link(address, quote string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	fragment := u.EscapedFragment()
	u.Fragment, u.RawFragment = "", ""
	if i := strings.Index(fragment, ":~:"); i >= 0 {
		fragment = fragment[:i]
	}
	link := tight(u.String())
	if text := textFragment(quote); text != "" {
		fragment += ":~:text=" + text
	}
	if fragment != "" {
		link += "#" + tight(fragment)
	}
	if Length(link) > longestLink {
		return ""
	}
	return link
}

// tight encodes what would end a link early in markdown, or hide in it.
func tight(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]{}\\\"`^*|", c) >= 0 {
			b.WriteString(percent(c))
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// textFragment names a quote: whole where it is short, else by its first and
// last words. A directive does not match over a line's end, so that of a quote
// over several lines only the first and last line are named.
func textFragment(quote string) string {
	lines := strings.FieldsFunc(quote, func(r rune) bool { return r == '\n' || r == '\r' })
	if len(lines) == 0 {
		return ""
	}
	first, last := strings.Fields(lines[0]), strings.Fields(lines[len(lines)-1])
	if len(lines) == 1 && len(first) <= 2*fragmentWords {
		return encodeAll(strings.Join(first, " "))
	}
	first = first[:min(len(first), fragmentWords)]
	last = last[max(len(last)-fragmentWords, 0):]
	if len(first) == 0 || len(last) == 0 {
		return ""
	}
	return encodeAll(strings.Join(first, " ")) + "," + encodeAll(strings.Join(last, " "))
}

// encodeAll percent-encodes all but letters and digits: in a text directive a
// hyphen, a comma and an ampersand have meanings of their own.
func encodeAll(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
			continue
		}
		b.WriteString(percent(c))
	}
	return b.String()
}

func percent(c byte) string {
	const hex = "0123456789ABCDEF"
	return string([]byte{'%', hex[c>>4], hex[c&15]})
}

// hostLike matches what a reader may take for an address, in a text made plain: a name
// or number with a full stop before letters, a number of the network, this machine.
var hostLike = regexp.MustCompile(`(?i)://|[\p{L}\p{N}-]\.\p{L}{2,}|\d+(?:\.\d+){3}|\[[0-9a-f:]*:[0-9a-f:]*\]|\blocalhost\b`)

// LinkText is a cleaned text as a link, with the host that it leads to beside it.
// A text that looks like an address is not made a link itself: it might name
// another host than it leads to.
func LinkText(text, link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return escapeClean(text)
	}
	host := " (" + escapeClean(Clean(shownHost(u.Hostname()))) + ")"
	if hostLike.MatchString(looks.Plain(text)) {
		return escapeClean(text) + " [↗](" + link + ")" + host
	}
	return "[" + escapeClean(text) + "](" + link + ")" + host
}

// shownHost is a host as it is shown: in the form that the network uses where its
// letters could be taken for others, because they are of several scripts, or of another
// one than Latin below a name that is written in it.
func shownHost(host string) string {
	ascii, err := idna.ToASCII(host)
	if err != nil {
		return host
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last, _ := scripts(labels[len(labels)-1])
	for _, l := range labels {
		latin, other := scripts(l)
		if latin && other || other && last {
			return ascii
		}
	}
	return host
}

// scripts reports whether letters of a text are Latin, and of another script.
func scripts(s string) (latin, other bool) {
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.IsLetter(r):
			other = true
		}
	}
	return latin, other
}
