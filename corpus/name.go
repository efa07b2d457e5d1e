package corpus

import (
	"strings"
	"unicode/utf8"
)

// Bounds of a name that is made: how many bytes of a text are looked at for
// one, and how long it may be, in characters.
const (
	nameHead = 2000
	nameLong = 60
)

// Name is what an article is called where it is shown: its title, else its
// first heading, else its first words; its ID only where it has none of these.
func (a *Article) Name() string {
	if title := strings.TrimSpace(a.Title); title != "" {
		return title
	}
	head := strings.ToValidUTF8(a.Text[:min(len(a.Text), nameHead)], "")
	first := ""
	for _, b := range Outline(&Article{Text: head}) {
		text := oneLine(head[b.Start:b.End])
		switch {
		case text == "":
		case b.Kind == Heading || b.Kind == Title:
			return firstWords(text)
		case first == "" && b.Kind.Body():
			first = text
		}
	}
	if first != "" {
		return firstWords(first)
	}
	return a.ID
}

// firstWords is the begin of a line as a name, without marks of emphasis.
func firstWords(line string) string {
	line = strings.Trim(strings.NewReplacer("**", "", "__", "", "`", "", "|", " ").Replace(line), " #*-–—:")
	if utf8.RuneCountInString(line) <= nameLong {
		return oneLine(line)
	}
	runes := []rune(line)[:nameLong]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > nameLong/3 {
		cut = cut[:i]
	}
	return oneLine(cut) + "…"
}
