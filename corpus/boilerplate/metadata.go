package boilerplate

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/block"
	"footnote/corpus/chat"
	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// headBytes is how much of a text is searched for what it says of itself.
const headBytes = 8 << 10

// ReadMetadata fills in title, date, author and source where they are still
// unknown and stand in the text: the title as a line of its own, the rest in
// lines around it that say nothing else, or in a dateline. What running
// text says of dates and names is never used.
func ReadMetadata(a *document.Document, authored bool) {
	if a.Title != "" && a.Source != "" && a.Author != "" && !a.Published.IsZero() {
		return
	}
	if chat.ReadMetadata(a) {
		return
	}
	head := headOf(a.Text)
	if first, ok := beginsAtOnce(head); ok {
		dateline(a, first)
		if a.Published.IsZero() {
			a.Published = dateBelow(a.Text)
		}
		return
	}
	blocks := block.Divide(head)
	s := settle(a.Title, head, blocks, authored)
	if s.title >= 0 {
		document.Fill(&a.Title, s.pieces[s.title].text)
	}
	zone, lead := s.zone()
	for _, p := range zone {
		labelledFacts(a, p.text)
	}
	if a.Author == "" {
		a.Author = authorIn(zone)
	}
	if a.Source == "" {
		a.Source = s.sourceAbove(zone)
	}
	if a.Published.IsZero() {
		a.Published = s.dateAround(zone)
	}
	if lead != nil {
		dateline(a, lead.text)
	}
	if a.Published.IsZero() {
		a.Published = dateBelow(a.Text)
	}
}

// beginsAtOnce tells whether a text has nothing above its running text: its
// first two lines are long ones.
func beginsAtOnce(head string) (first string, ok bool) {
	for n := 0; head != ""; {
		size, sep := plaintext.LineEnd(head)
		s := strings.TrimSpace(head[:size])
		head = head[size+sep:]
		if s == "" {
			continue
		}
		f := shapeOf(s)
		if f.words < 20 || f.leads || !f.ends && f.words < 60 {
			return "", false
		}
		if n++; n == 1 {
			first = s
		} else {
			break
		}
	}
	return first, true
}

// headOf is the beginning of a text, up to the end of a line.
func headOf(text string) string {
	if len(text) <= headBytes {
		return text
	}
	if i := strings.LastIndexByte(text[:headBytes], '\n'); i > 0 {
		return text[:i]
	}
	return text[:plaintext.RuneStart(text, headBytes)]
}

// zone returns the short lines above the first running text, the title left
// out, and that text.
func (s *sheet) zone() (lines []*piece, lead *piece) {
	for i, p := range s.pieces {
		switch {
		case i == s.title || p.Kind == block.FrontMatter:
		case p.Kind.Body() && p.prose() || i > headPieces:
			return lines, p
		case p.words <= 20:
			lines = append(lines, p)
		}
	}
	return nil, nil
}

// labelledFacts reads a line such as "Source: The Harbour Post", with the names
// that front matter has.
func labelledFacts(a *document.Document, s string) {
	name, value, ok := strings.Cut(s, ":")
	if value = plaintext.OneLine(value); !ok || value == "" {
		return
	}
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "title":
		document.Fill(&a.Title, value)
	case "source", "publisher":
		document.Fill(&a.Source, value)
	case "author":
		document.Fill(&a.Author, value)
	case "url", "link":
		if document.Address(value) != "" {
			document.Fill(&a.URL, value)
		}
	case "published", "date":
		if a.Published.IsZero() {
			a.Published, _ = date.Parse(value)
		}
	}
}

// authorIn takes the names out of a byline.
func authorIn(zone []*piece) string {
	for _, p := range zone {
		if !document.IsByline(p.text) {
			continue
		}
		_, rest, _ := strings.Cut(plaintext.OneLine(p.text), " ")
		end := strings.IndexFunc(rest, func(r rune) bool {
			return unicode.IsDigit(r) || strings.ContainsRune("|·•,;:—–/()[]", r)
		})
		if end >= 0 {
			rest = rest[:end]
		}
		return strings.TrimSpace(rest)
	}
	return ""
}

// sourceAbove finds the name of the outlet: the one short line that stands above
// the title more than once and begins every word with a capital. A name of one
// word must occur in the running text too, as menus have such words twice.
func (s *sheet) sourceAbove(zone []*piece) string {
	count := make(map[string]int)
	found := ""
	for _, p := range zone {
		if s.title >= 0 && p.Start > s.pieces[s.title].Start {
			break
		}
		if p.ends || p.leads || p.words < 1 || p.words > 5 || p.numbers > 0 || !titleCase(p.text) {
			continue
		}
		if count[p.text]++; count[p.text] == 2 {
			if found != "" {
				return ""
			}
			found = p.text
			if p.words == 1 && !s.mentions(p.text) {
				return ""
			}
		}
	}
	return found
}

// titleCase tells whether the first and most other words begin with a capital.
func titleCase(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r) && unicode.IsLetter(r) && capitalised(s)
}

func (s *sheet) mentions(name string) bool {
	for _, p := range s.pieces {
		if p.prose() && strings.Contains(p.text, name) {
			return true
		}
	}
	return false
}

// dateAround is the earliest date of the lines behind the title, since a page
// that names two was changed later; where there is none, the one date above.
func (s *sheet) dateAround(zone []*piece) time.Time {
	var above, below []time.Time
	for _, p := range zone {
		if t, ok := date.In(p.text); ok {
			if s.title >= 0 && p.Start < s.pieces[s.title].Start {
				above = append(above, t)
			} else {
				below = append(below, t)
			}
		}
	}
	if len(below) > 0 {
		return earliest(below)
	}
	if first := earliest(above); len(above) > 0 && sameDay(above) {
		return first
	}
	return time.Time{}
}

func earliest(dates []time.Time) time.Time {
	var first time.Time
	for _, t := range dates {
		if first.IsZero() || t.Before(first) {
			first = t
		}
	}
	return first
}

func sameDay(dates []time.Time) bool {
	for _, t := range dates {
		if t.Format(time.DateOnly) != dates[0].Format(time.DateOnly) {
			return false
		}
	}
	return true
}

var (
	// placeLine is the beginning of a report: "KYIV, Aug. 7, 2025 (Reuters) —".
	placeLine = regexp.MustCompile(`^(\p{Lu}.{2,70}?) ?(—|–|--| -) `)
	agency    = regexp.MustCompile(`\((\p{Lu}[\p{L}.& -]{1,30})\)$`)
)

// dateline reads the date and the agency off the beginning of a report.
func dateline(a *document.Document, s string) {
	m := placeLine.FindStringSubmatch(plaintext.OneLine(s[:plaintext.RuneStart(s, min(len(s), 160))]))
	if m == nil {
		return
	}
	if name := agency.FindStringSubmatch(m[1]); name != nil {
		document.Fill(&a.Source, name[1])
	}
	if a.Published.IsZero() {
		a.Published, _ = date.In(m[1])
	}
}

// publishing are the words of a line below an article that gives its date.
var publishing = plaintext.Words("published posted veröffentlicht erschienen publié publiée publicado publicada pubblicato gepubliceerd opublikowano опубліковано опубликовано")

// dateBelow finds a line among the last ten that tells the day of publication.
func dateBelow(text string) time.Time {
	from := plaintext.RuneStart(text, max(0, len(text)-2000))
	lines := plaintext.Lines(text, plaintext.Span{Start: from, End: len(text)})
	for _, l := range lines[max(0, len(lines)-10):] {
		s := text[l.Start:l.End]
		if len(s) > 160 || sentence.Ends(s) {
			continue
		}
		for w := range strings.FieldsSeq(strings.ToLower(s)) {
			if publishing[strings.Trim(w, ":,.()")] {
				if t, ok := date.In(s); ok {
					return t
				}
			}
		}
	}
	return time.Time{}
}

// isDateLine tells whether a short line is a date, perhaps with a label, a time
// of day or a name.
func isDateLine(s string) bool {
	if len(s) > 120 {
		return false
	}
	_, ok := date.In(s)
	return ok
}
