package html

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
)

//go:embed walls.txt
var wallsFile string

// wallPhrases are the phrases of walls.txt by their heading.
var wallPhrases = readWalls(wallsFile)

func readWalls(file string) map[string][]string {
	phrases, heading := map[string][]string{}, ""
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			heading = strings.Trim(line, "[]")
		default:
			phrases[heading] = append(phrases[heading], line)
		}
	}
	return phrases
}

// wall is a page as it is judged: whether it stands in the place of an article.
type wall struct {
	// titles are its title and its first headings, text all that it says, forms and
	// notes for readers without scripts included, in small letters.
	titles []string
	text   string
	// size is how much its main part says, in letters.
	size int
	// password: it asks for one. puzzle: it holds a puzzle for people. agree: it
	// has a button to consent.
	password, puzzle, agree bool

	raw strings.Builder
}

// How much a page may say, in letters, that stands in the place of an article, by
// kind. Consent walls are the most talkative.
const (
	longestMissing = 900
	longestCheck   = 1200
	longestConsent = 4000
	longestLogin   = 600
	longestShell   = 250
)

// newWall looks at a page before anything is taken out of it.
func newWall(doc *html.Node) *wall {
	w := &wall{}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			w.element(n)
		case html.TextNode:
			w.words(n)
		}
	}
	w.text = wallKey(w.raw.String())
	return w
}

// words keeps the words of a page, as many as a wall may have and some.
func (w *wall) words(n *html.Node) {
	if w.raw.Len() > 4*longestConsent || n.Parent == nil || n.Parent.DataAtom == atom.Script || n.Parent.DataAtom == atom.Style {
		return
	}
	w.raw.WriteString(n.Data[:min(len(n.Data), 4*longestConsent)])
	w.raw.WriteByte(' ')
}

func (w *wall) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Title, atom.H1, atom.H2:
		if len(w.titles) < 4 {
			w.titles = append(w.titles, wallKey(textOf(n)))
		}
	case atom.Input:
		w.password = w.password || strings.EqualFold(attr(n, "type"), "password")
		w.button(attr(n, "value"))
	case atom.Button, atom.A:
		w.button(textOf(n))
	case atom.Div, atom.Iframe, atom.Script:
		w.puzzle = w.puzzle || isPuzzle(attr(n, "class")+" "+attr(n, "id")+" "+attr(n, "src"))
	}
}

func (w *wall) button(label string) {
	if len(label) < 60 {
		w.agree = w.agree || slices.Contains(wallPhrases["consent button"], strings.Trim(wallKey(label), ".! "))
	}
}

// isPuzzle reports whether the names of an element are those of a check for robots.
func isPuzzle(names string) bool {
	names = strings.ToLower(names)
	for _, mark := range []string{"captcha", "cf-challenge", "challenge-platform", "cf-turnstile", "turnstile", "challenge-form", "datadome", "px-block"} {
		if strings.Contains(names, mark) {
			return true
		}
	}
	return false
}

// wallKey is a text as it is compared: small letters, single spaces, one kind of
// apostrophe.
func wallKey(s string) string {
	return strings.ReplaceAll(strings.ToLower(plaintext.OneLine(s)), "’", "'")
}

// sizeOf is how many letters a text has. A sign of a script that says as much as a
// syllable counts thrice.
func sizeOf(text string) int {
	letters := 0
	for _, r := range text {
		switch {
		case r < 0x80:
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				letters++
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			letters += 3
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters
}

// reason says, as a predicate, why a page whose main part says text is not an
// article; "" where it may be one.
func (w *wall) reason(text string) string {
	if len(text) > 4*longestConsent {
		return ""
	}
	w.size = sizeOf(text)
	switch {
	case w.isMissing():
		return "says that the page was not found: check the address"
	case w.isCheck():
		return "holds a check for robots, not an article: save the page as the browser shows it and add the file"
	case w.isConsent(text):
		return "asks for consent to cookies instead of showing its text: save the page as the browser shows it and add the file"
	case w.isLogin():
		return "asks for a login instead of showing its text: save the page as the browser shows it and add the file"
	case w.isShell():
		return "holds no main text: it may be filled in by a script; save the page as the browser shows it and add the file"
	}
	return ""
}

// isMissing: the title says so, and so does the text, as a guide to what such a
// message means does not.
func (w *wall) isMissing() bool {
	return w.size <= longestMissing && w.titled("missing title") && w.says("missing text") >= 1
}

func (w *wall) isCheck() bool {
	said, titled := w.says("check text"), w.titled("check title")
	return w.size <= longestCheck && (said >= 2 && titled || said >= 3 || w.puzzle && said >= 1 && (titled || w.size <= longestCheck/3))
}

// isConsent: most of what the page says is about cookies, and it asks to agree. A
// site's policy on them asks for nothing, but its banner may.
func (w *wall) isConsent(text string) bool {
	if w.size > longestConsent || !w.agree || w.titled("policy title") {
		return false
	}
	about := 0
	for line := range strings.Lines(text) {
		if key := wallKey(line); strings.Contains(key, "cookie") || count(key, "consent text") > 0 {
			about += sizeOf(line)
		}
	}
	return about*2 >= w.size && count(wallKey(text), "consent text") >= 2
}

func (w *wall) isLogin() bool {
	said, titled := w.says("login text"), w.titled("login title")
	return w.password && said >= 1 && (titled && w.size <= longestLogin || w.size <= longestLogin/3) ||
		titled && said >= 1 && w.size <= longestLogin/3
}

func (w *wall) isShell() bool { return w.size <= longestShell && w.says("script text") >= 1 }

// titled reports whether a title is a phrase under the heading, begins with one and
// a mark, or ends with one.
func (w *wall) titled(heading string) bool {
	for _, title := range w.titles {
		for _, phrase := range wallPhrases[heading] {
			before, after, found := strings.Cut(title, phrase)
			if found && apart(before, true) && apart(after, false) {
				return true
			}
		}
	}
	return false
}

// apart reports whether what stands beside a phrase in a title is another part of
// it or a few words of the same: "Oops! That", "| Harbour of Larnby".
func apart(s string, before bool) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return true
	}
	marks := "|-–—·:!.,…?("
	if before {
		last := []rune(s)
		return strings.ContainsRune(marks, last[len(last)-1]) || slices.Contains([]string{"the", "this", "that", "sorry", "oops", "your", "please", "die", "diese"}, lastWord(s))
	}
	return strings.ContainsRune(marks, []rune(s)[0])
}

func lastWord(s string) string {
	words := strings.Fields(s)
	return words[len(words)-1]
}

// says is how many phrases under the heading the text holds.
func (w *wall) says(heading string) int { return count(w.text, heading) }

func count(text, heading string) int {
	n := 0
	for _, phrase := range wallPhrases[heading] {
		if strings.Contains(text, phrase) {
			n++
		}
	}
	return n
}
