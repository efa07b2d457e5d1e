package corpus

import "strings"

// manyHeadings is how many marked headings make a document of a text whose
// format says nothing of it.
const manyHeadings = 2

// authored reports whether a text in a format is a document whose own marks say
// what its parts are. Of a web page and of plain text, the article has first to be told
// from the page that it stood on.
func (f format) authored(text string) bool {
	switch f {
	case formatHTML:
		return false
	case formatNone, formatText, formatLines, formatJSON:
		return marksHeadings(text)
	}
	return true
}

// authored is format.authored by the article's path: what stands on a page is none.
func (a *Article) authored() bool {
	f := formatOf(a.Path)
	return (f != formatNone || addressOf(a.Path) == "") && f.authored(a.Text)
}

// marksHeadings reports whether a text holds several headings marked by "#".
func marksHeadings(text string) bool {
	n := 0
	for at := strings.IndexByte(text, '#'); at >= 0 && n < manyHeadings; {
		if (at == 0 || text[at-1] == '\n') && atxHeading.MatchString(text[at:min(len(text), at+8)]) {
			n++
		}
		next := strings.Index(text[at:], "\n#")
		if next < 0 {
			break
		}
		at += next + 1
	}
	return n >= manyHeadings
}

// settleAuthored settles the kinds of the blocks of a document: all of it is the
// article, and only a line that names what follows is a heading without a mark.
func (s *sheet) settleAuthored(title string) *sheet {
	s.authoredTitle(compareKey(title))
	for i, p := range s.pieces {
		if p.Kind == Paragraph && i+1 < len(s.pieces) && s.pieces[i+1].Kind.Body() && s.namesNext(i) {
			p.Kind = Heading
		}
	}
	return s
}

// authoredTitle marks the heading or first line that is the title, else the first
// heading of the first level.
func (s *sheet) authoredTitle(key string) {
	first := true
	for i, p := range s.pieces[:min(len(s.pieces), headPieces)] {
		if p.Kind == FrontMatter || p.Kind == Furniture {
			continue
		}
		named := key == "" && p.Kind == Heading && p.Level == 1
		if named || key != "" && p.key == key && (p.Kind == Heading || first && p.Kind == Paragraph) {
			s.title, p.Kind = i, Title
			return
		}
		first = false
	}
}

// namesNext reports whether a line without a mark names what follows it: it is
// set in bold as a whole, asks, or is short and stands alone above running text.
func (s *sheet) namesNext(i int) bool {
	p, next := s.pieces[i], s.pieces[i+1]
	switch {
	case p.words > longestHeading || strings.Contains(p.text, "\n"):
		return false
	case isBold(p.text):
		return true
	case p.asks:
		return p.stops == 0
	}
	return p.scrap() && !p.pageSign() && p.words <= 8 && p.numbers == 0 && !strings.Contains(p.text, ":") &&
		s.alone(i) && next.Kind == Paragraph && (next.prose() || next.sentence())
}

// alone reports whether blank lines stand around a block.
func (s *sheet) alone(i int) bool {
	return (i == 0 || s.pieces[i-1].group != s.pieces[i].group) && s.pieces[i+1].group != s.pieces[i].group
}

// isBold reports whether a line is one run of bold text.
func isBold(s string) bool {
	for _, mark := range []string{"**", "__"} {
		if inner, ok := strings.CutPrefix(s, mark); ok && len(inner) > len(mark) {
			return strings.Index(strings.TrimRight(inner, ":"), mark) == len(strings.TrimRight(inner, ":"))-len(mark)
		}
	}
	return false
}
