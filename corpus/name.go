package corpus

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// Bounds of a name that is made: how many bytes of a text are looked at for
// one, and how long it may be, in characters.
const (
	nameHead = 2000
	nameLong = 60
)

// names remembers the names that were made, by the hash of what they were made of:
// lists of articles ask for all of them at each key that somebody presses.
var (
	names, _ = lru.New[uint64, string](4096)
	nameSeed = maphash.MakeSeed()
)

// Name is what an article is called where it is shown: its title, else its
// first heading, else its first words; its ID only where it has none of these.
func (a *Article) Name() string {
	if title := strings.TrimSpace(a.Title); title != "" {
		return title
	}
	head := a.Text[:min(len(a.Text), nameHead)]
	key := maphash.String(nameSeed, head)
	name, known := names.Get(key)
	if !known {
		name = nameOf(strings.ToValidUTF8(head, ""))
		names.Add(key, name)
	}
	if name == "" {
		return a.ID
	}
	return name
}

// nameOf is the first heading of a text, else its first words, "" where it has
// neither.
func nameOf(text string) string {
	first := ""
	for _, b := range Outline(&Article{Text: text}) {
		line := plaintext.OneLine(text[b.Start:b.End])
		switch {
		case line == "":
		case b.Kind == block.Heading || b.Kind == block.Title:
			return firstWords(line)
		case first == "" && b.Kind.Body():
			first = line
		}
	}
	return firstWords(first)
}

// firstWords is the begin of a line as a name, without marks of emphasis.
func firstWords(line string) string {
	line = strings.Trim(strings.NewReplacer("**", "", "__", "", "`", "", "|", " ").Replace(line), " #*-–—:")
	if utf8.RuneCountInString(line) <= nameLong {
		return plaintext.OneLine(line)
	}
	runes := []rune(line)[:nameLong]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > nameLong/3 {
		cut = cut[:i]
	}
	return plaintext.OneLine(cut) + "…"
}
