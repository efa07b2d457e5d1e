package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"footnote/corpus/container"
	"footnote/corpus/plaintext"
)

// reader writes the text of a Word document's parts: paragraphs and headings
// between blank lines, items of lists and rows of tables on lines. What stands
// apart from the text around it, a cell, a text box, a note, is a flow of its own.
type reader struct {
	flows []*flow // the innermost last
	title string  // of the first paragraph in the style Title

	numbers *numbers
	// notes are the foot- and endnotes by their kind and number.
	notes map[string]string
	shown int // notes that were met
	// note is that of the part of notes at hand, "" elsewhere.
	note string

	// hidden counts open elements whose text does not count: deleted text
	// and the second form of alternative content.
	hidden int
	// inText: within an element that holds text.
	inText bool
	run    run
}

// run is what holds of a run of text.
type run struct{ hidden, raised, white, shaded bool }

func (w *reader) flow() *flow { return w.flows[len(w.flows)-1] }

// read reads one part and returns its text.
func (w *reader) read(in io.Reader) (string, error) {
	w.flows = []*flow{{}}
	decoder := xml.NewDecoder(in)
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			for len(w.flows) > 1 {
				w.pop()
			}
			return strings.TrimSpace(w.flow().out.String()), nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.start(t)
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			w.text(string(t))
		}
	}
}

// text adds to the paragraph what is not hidden.
func (w *reader) text(s string) {
	switch {
	case !w.inText || w.hidden > 0 || w.unseen():
	case w.run.raised:
		w.flow().para.WriteString(plaintext.Superscript(s))
	default:
		w.flow().para.WriteString(s)
	}
}

// start handles an element by its local name; the names of text do not occur in
// the other namespaces of a document's body, but for "t" of drawings and formulas,
// whose text belongs to the text too.
func (w *reader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "del", "moveFrom", "Fallback":
		w.hidden++
	case "t":
		w.inText = true
	case "r":
		w.run = run{}
	case "vanish", "sz", "color", "shd", "highlight":
		w.look(t)
	case "vertAlign":
		w.run.raised = value(t) == "superscript"
	case "tab":
		w.space(" ")
	case "br", "cr":
		w.space("\n")
	case "noBreakHyphen":
		w.space("-")
	default:
		w.startBlock(t)
	}
}

// look takes over what hides a run: that it is marked so, of a size that nobody reads,
// or white.
func (w *reader) look(t xml.StartElement) {
	switch t.Name.Local {
	case "vanish":
		w.run.hidden = w.run.hidden || on(t)
	case "sz": // in half points
		n, err := strconv.ParseFloat(value(t), 64)
		w.run.hidden = w.run.hidden || err == nil && n <= 4
	case "color":
		w.run.white = whiteInk.MatchString(value(t))
	case "highlight":
		w.run.shaded = value(t) != "none"
	case "shd":
		fill := container.Attribute(t, "fill")
		dark := fill != "" && fill != "auto" && !whiteInk.MatchString(fill)
		w.run.shaded, w.flow().shaded = w.run.shaded || dark, w.flow().shaded || dark
	}
}

// whiteInk is a colour that cannot be told from paper.
var whiteInk = regexp.MustCompile(`(?i)^(?:f[a-f89]){3}$`)

// unseen reports whether nobody sees the run at hand. White text in the cells of a table
// may stand on a colour that its style gives.
func (w *reader) unseen() bool {
	return w.run.hidden || w.run.white && !w.run.shaded && !w.flow().shaded && len(w.flows) == 1
}

// startBlock handles the elements that say what a paragraph is, and those that
// begin another flow.
func (w *reader) startBlock(t xml.StartElement) {
	f := w.flow()
	switch t.Name.Local {
	case "pStyle":
		f.style = value(t)
	case "numPr":
		f.listed = true
	case "numId":
		f.list = value(t)
	case "ilvl":
		f.level = value(t)
	case "tr":
		f.cells = nil
	case "tc", "txbxContent":
		w.flows = append(w.flows, &flow{})
	case "footnoteReference", "endnoteReference":
		w.refer(strings.TrimSuffix(t.Name.Local, "Reference") + container.Attribute(t, "id"))
	case "footnote", "endnote":
		w.note = t.Name.Local + container.Attribute(t, "id")
	case "num", "den", "sup":
		f.formulaStart = append(f.formulaStart, f.para.Len())
	}
}

func (w *reader) space(s string) {
	if w.hidden == 0 && !w.unseen() {
		w.flow().para.WriteString(s)
	}
}

// refer marks a note and puts its text behind the paragraph.
func (w *reader) refer(id string) {
	text := w.notes[id]
	if text == "" {
		return
	}
	w.shown++
	mark := plaintext.Superscript(strconv.Itoa(w.shown))
	f := w.flow()
	f.para.WriteString(mark)
	f.behind = append(f.behind, mark+" "+text)
}

// value is the attribute w:val.
func value(t xml.StartElement) string { return container.Attribute(t, "val") }

// on reports whether a property that is on by its presence is not switched off.
func on(t xml.StartElement) bool {
	v := value(t)
	return v != "0" && v != "false" && v != "off"
}

func (w *reader) end(name string) {
	switch name {
	case "del", "moveFrom", "Fallback":
		w.hidden--
	case "t":
		w.inText = false
	case "r":
		w.run = run{}
	case "p":
		w.endParagraph()
	case "tr":
		f := w.flow()
		if text := strings.Trim(strings.Join(f.cells, "\t"), "\t"); text != "" {
			f.write(text, row)
		}
		f.cells = nil
	case "tc":
		text := w.pop()
		w.flow().cells = append(w.flow().cells, plaintext.OneLine(text))
	case "txbxContent":
		text := w.pop()
		w.flow().behind = append(w.flow().behind, text)
	case "footnote", "endnote":
		w.endNote()
	case "num", "den", "sup":
		w.flow().endPart(name)
	}
}

// pop ends the innermost flow and returns its text.
func (w *reader) pop() string {
	if len(w.flows) == 1 {
		return ""
	}
	w.endParagraph()
	text := strings.TrimSpace(w.flow().out.String())
	w.flows = w.flows[:len(w.flows)-1]
	return text
}

// endNote keeps the text of a note.
func (w *reader) endNote() {
	f := w.flow()
	if w.notes != nil && w.note != "" {
		w.notes[w.note] = plaintext.OneLine(f.out.String())
	}
	w.note = ""
	f.out.Reset()
}

// endParagraph writes the paragraph and what hangs on it.
func (w *reader) endParagraph() {
	f := w.flow()
	text := plaintext.Printable(f.para.String())
	style, level := strings.ToLower(f.style), w.numbers.heading(f.style)
	if len(w.flows) > 1 || strings.Contains(text, "\n") {
		level = 0 // in a cell or a box, or of several lines
	}
	number, bullet := w.numbers.next(f)
	behind := f.behind
	f.para.Reset()
	f.style, f.listed, f.list, f.level, f.behind, f.shaded = "", false, "", "", nil, false
	switch {
	case text == "":
	case style == "title" && w.title == "":
		w.title = text
		f.write(text, paragraph)
	case level > 0:
		f.write(strings.Repeat("#", level)+" "+strings.TrimSpace(number+" "+text), paragraph)
	case number != "":
		f.write(number+" "+text, item)
	case bullet:
		f.write("- "+text, item)
	default:
		f.write(text, paragraph)
	}
	for _, b := range behind {
		f.write(b, paragraph)
	}
}
