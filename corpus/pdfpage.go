package corpus

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// pdfLine is a line of a page: its text and where it stands, in points from the
// lower left corner.
type pdfLine struct {
	text      string
	x0, x1, y float64
	size      float64 // of the type of most of it
	most      int     // bytes of the longest string, which size is that of
}

// matrix is a transformation of the plane: x' = a x + c y + e, y' = b x + d y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is the transformation m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d, m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// pdfState is what the operators of a page set. The names are those of the
// parameters in ISO 32000-1, 9.3.
type pdfState struct {
	ctm, tm, tlm           matrix
	font                   *pdfFont
	size, tc, tw, tl, rise float64
	th                     float64
}

// pdfPage interprets the contents of one page and gathers its lines.
type pdfPage struct {
	resources pdf.Value
	fonts     map[string]*pdfFont
	lines     []pdfLine
	pdfState
	saved []pdfState
	depth int // of forms within forms
	forms int // drawn
}

func (p *pdfPage) interpret(contents pdf.Value) {
	if p.depth == 0 {
		p.pdfState = pdfState{ctm: identity, tm: identity, tlm: identity, th: 1}
	}
	pdf.Interpret(contents, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		p.operator(op, args)
	})
}

// operands is how many operands the operators need that are handled here.
var operands = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "BT": 0, "Tf": 2, "Tm": 6, "Td": 2, "TD": 2, "T*": 0, "TL": 1, "Tc": 1, "Tw": 1, "Tz": 1, "Ts": 1,
	"Tj": 1, "TJ": 1, "'": 1, "\"": 3, "Do": 1,
}

// operator carries out one operator; others than those for text and for the
// plane, and those that lack operands, are passed over.
func (p *pdfPage) operator(op string, args []pdf.Value) {
	if n, known := operands[op]; !known || len(args) < n {
		return
	}
	switch op {
	case "q":
		p.saved = append(p.saved, p.pdfState)
	case "Q":
		if n := len(p.saved); n > 0 {
			p.pdfState, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		p.ctm = toMatrix(args).then(p.ctm)
	case "BT":
		p.tm, p.tlm = identity, identity
	case "Tf":
		p.font, p.size = p.fontNamed(args[0].Name()), args[1].Float64()
	case "Tm":
		p.tlm = toMatrix(args)
		p.tm = p.tlm
	case "Td", "TD":
		if op == "TD" {
			p.tl = -args[1].Float64()
		}
		p.nextLine(args[0].Float64(), args[1].Float64())
	case "T*":
		p.nextLine(0, -p.tl)
	case "Do":
		p.form(p.resources.Key("XObject").Key(args[0].Name()))
	default:
		p.textOperator(op, args)
	}
}

// textOperator carries out the operators that set one number or show text.
func (p *pdfPage) textOperator(op string, args []pdf.Value) {
	switch op {
	case "TL":
		p.tl = args[0].Float64()
	case "Tc":
		p.tc = args[0].Float64()
	case "Tw":
		p.tw = args[0].Float64()
	case "Tz":
		p.th = args[0].Float64() / 100
	case "Ts":
		p.rise = args[0].Float64()
	case "Tj":
		p.show(args[0].RawString())
	case "TJ":
		p.showAll(args[0])
	case "'":
		p.nextLine(0, -p.tl)
		p.show(args[0].RawString())
	case "\"":
		p.tw, p.tc = args[0].Float64(), args[1].Float64()
		p.nextLine(0, -p.tl)
		p.show(args[2].RawString())
	}
}

func toMatrix(args []pdf.Value) matrix {
	return matrix{args[0].Float64(), args[1].Float64(), args[2].Float64(), args[3].Float64(), args[4].Float64(), args[5].Float64()}
}

func (p *pdfPage) nextLine(x, y float64) {
	p.tlm = matrix{1, 0, 0, 1, x, y}.then(p.tlm)
	p.tm = p.tlm
}

// form draws a form: contents of their own, with resources of their own.
func (p *pdfPage) form(x pdf.Value) {
	if p.forms++; x.Key("Subtype").Name() != "Form" || p.depth > 8 || p.forms > 2000 {
		return
	}
	state, resources, fonts := p.pdfState, p.resources, p.fonts
	if r := x.Key("Resources"); !r.IsNull() {
		p.resources, p.fonts = r, make(map[string]*pdfFont)
	}
	if m := x.Key("Matrix"); m.Len() == 6 {
		p.ctm = toMatrix([]pdf.Value{m.Index(0), m.Index(1), m.Index(2), m.Index(3), m.Index(4), m.Index(5)}).then(p.ctm)
	}
	p.depth++
	p.interpret(x)
	p.depth--
	p.pdfState, p.resources, p.fonts = state, resources, fonts
}

// showAll shows the strings of an array, moved by the numbers between them.
func (p *pdfPage) showAll(v pdf.Value) {
	for i := range v.Len() {
		if e := v.Index(i); e.Kind() == pdf.String {
			p.show(e.RawString())
		} else {
			p.advance(-e.Float64() / 1000 * p.size * p.th)
		}
	}
}

func (p *pdfPage) advance(x float64) { p.tm = matrix{1, 0, 0, 1, x, 0}.then(p.tm) }

// show adds a string to the line it stands on.
func (p *pdfPage) show(raw string) {
	if p.font == nil {
		return
	}
	at := matrix{1, 0, 0, 1, 0, p.rise}.then(p.tm).then(p.ctm)
	size := p.size * math.Hypot(at.c, at.d)
	upright := math.Abs(at.b) < math.Abs(at.a) && size > 0
	p.advance(p.font.width(raw, p.size, p.tc, p.tw) * p.th)
	end := p.tm.then(p.ctm)
	if text := p.font.decode(raw); text != "" && upright {
		p.add(pdfLine{text: text, x0: at.e, x1: end.e, y: at.f, size: size, most: len(text)})
	}
}

// add joins a string to the last line or begins a new one.
func (p *pdfPage) add(s pdfLine) {
	if n := len(p.lines); n > 0 && p.lines[n-1].goesOn(s) {
		l := &p.lines[n-1]
		if gap := s.x0 - l.x1; gap > 0.17*l.size && !endsInSpace(l.text) && !startsWithSpace(s.text) {
			l.text += " "
		}
		l.text += s.text
		if len(s.text) > l.most {
			l.size, l.most = s.size, len(s.text)
		}
		l.x1 = max(l.x1, s.x1)
		return
	}
	if strings.TrimSpace(s.text) != "" {
		p.lines = append(p.lines, s)
	}
}

// goesOn tells whether s stands on the line l and behind it. Notes raised or
// lowered by less than half the size still do.
func (l pdfLine) goesOn(s pdfLine) bool {
	size := max(l.size, s.size)
	return math.Abs(l.y-s.y) < 0.45*size && s.x0 > l.x1-0.6*size && len(l.text) < 1<<16
}

func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}
