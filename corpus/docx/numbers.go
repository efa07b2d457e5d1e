package docx

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"footnote/corpus/plaintext"
)

// numbers gives paragraphs the numbers that Word shows in front of them and
// does not write: those of word/numbering.xml.
type numbers struct {
	// abstract is the list behind each numId; levels are those of each list.
	abstract map[string]string
	levels   map[string]map[string]level
	// styles are the lists that styles of paragraphs name, with their levels.
	styles map[string][2]string
	// headings are the levels, from 1, of the styles that head a part.
	headings map[string]int
	counts   map[string]map[string]int
}

// level is how a level of a list is numbered.
type level struct {
	Level  string    `xml:"ilvl,attr"`
	Start  wordValue `xml:"start"`
	Format wordValue `xml:"numFmt"`
	Text   wordValue `xml:"lvlText"`
}

type wordValue struct {
	Val string `xml:"val,attr"`
}

// readNumbers reads the parts on lists and styles; both may be missing.
func readNumbers(numbering, styles io.Reader) *numbers {
	n := &numbers{abstract: map[string]string{}, levels: map[string]map[string]level{}, styles: map[string][2]string{}, headings: map[string]int{}, counts: map[string]map[string]int{}}
	if numbering != nil {
		n.readLists(numbering)
	}
	if styles != nil {
		n.readStyles(styles)
	}
	return n
}

func (n *numbers) readLists(in io.Reader) {
	var part struct {
		Lists []struct {
			ID     string  `xml:"abstractNumId,attr"`
			Levels []level `xml:"lvl"`
		} `xml:"abstractNum"`
		Nums []struct {
			ID       string    `xml:"numId,attr"`
			Abstract wordValue `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if xml.NewDecoder(in).Decode(&part) != nil {
		return
	}
	for _, l := range part.Lists {
		levels := map[string]level{}
		for _, level := range l.Levels {
			levels[level.Level] = level
		}
		n.levels[l.ID] = levels
	}
	for _, num := range part.Nums {
		n.abstract[num.ID] = num.Abstract.Val
	}
}

func (n *numbers) readStyles(in io.Reader) {
	var part struct {
		Styles []struct {
			ID    string    `xml:"styleId,attr"`
			Name  wordValue `xml:"name"`
			List  wordValue `xml:"pPr>numPr>numId"`
			Level wordValue `xml:"pPr>numPr>ilvl"`
		} `xml:"style"`
	}
	if xml.NewDecoder(in).Decode(&part) != nil {
		return
	}
	for _, s := range part.Styles {
		if level := headingLevel(s.Name.Val); level > 0 {
			n.headings[s.ID] = level
		}
		if s.List.Val != "" {
			n.styles[s.ID] = [2]string{s.List.Val, s.Level.Val}
		}
	}
}

// headingLevel is the level, 1 to 6, that the name of a style such as "heading 2"
// or its usual ID, "Heading2", states; 0 where it states none.
func headingLevel(style string) int {
	digits, is := strings.CutPrefix(strings.ToLower(style), "heading")
	if level := plaintext.Number(strings.TrimSpace(digits)); is && level > 0 {
		return min(level, 6)
	}
	return 0
}

// heading is the level of a paragraph in a style, 0 for what heads nothing. Names
// of styles are the same in every language of Word, their IDs are not.
func (n *numbers) heading(style string) int {
	if level, known := n.headings[style]; known {
		return level
	}
	return headingLevel(style)
}

// next counts a paragraph on. number is what stands in front of it, "" for a
// bullet, of which bullet tells, or for a paragraph of no list.
func (n *numbers) next(f *flow) (number string, bullet bool) {
	list, level := f.list, f.level
	if s, ok := n.styles[f.style]; ok && list == "" {
		list, level = s[0], s[1]
	}
	if level == "" {
		level = "0"
	}
	id := n.abstract[list]
	l, known := n.levels[id][level]
	if list == "0" || plaintext.Printable(f.para.String()) == "" {
		return "", false
	}
	if !known {
		return "", f.listed
	}
	if l.Format.Val == "bullet" || l.Text.Val == "" {
		return "", l.Format.Val != "none"
	}
	n.count(id, level)
	return n.format(id, l.Text.Val), false
}

// count adds one to a level and begins those below it anew.
func (n *numbers) count(id, level string) {
	counts := n.counts[id]
	if counts == nil {
		counts = map[string]int{}
		n.counts[id] = counts
	}
	if _, begun := counts[level]; !begun {
		counts[level] = n.start(id, level) - 1
	}
	counts[level]++
	for deeper := range counts {
		if plaintext.Number(deeper) > plaintext.Number(level) {
			delete(counts, deeper)
		}
	}
}

func (n *numbers) start(id, level string) int {
	if start := n.levels[id][level].Start.Val; start != "" {
		return plaintext.Number(start)
	}
	return 1
}

// format fills the numbers of the levels into a text such as "%1.%2".
func (n *numbers) format(id, text string) string {
	for i := range 9 {
		place := "%" + strconv.Itoa(i+1)
		if !strings.Contains(text, place) {
			continue
		}
		level := strconv.Itoa(i)
		count, begun := n.counts[id][level]
		if !begun {
			count = n.start(id, level)
		}
		text = strings.ReplaceAll(text, place, plaintext.ListNumber(count, n.levels[id][level].Format.Val))
	}
	return text
}
