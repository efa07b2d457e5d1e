// Package terminal lays out answers, passages and problems for a person who
// reads them on a terminal or in a file.
//
// Articles and questions are other people's text: every character that could
// steer a terminal is taken out before it is shown.
package terminal

import (
	"io"
	"os"
	"strconv"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"
)

// The widths of a text, in columns.
const (
	// narrowest keeps a quote readable where a terminal claims to be tiny.
	narrowest = 40
	// widest is where lines become too long to read, however wide the screen.
	widest = 100
	// unknown is the width where there is no terminal to ask.
	unknown = 80
)

// Screen writes laid-out text of at most Width columns.
type Screen struct {
	out    io.Writer
	width  int
	colour bool
	// erases tells that what was written can be taken back: a terminal.
	erases bool
}

// New returns the screen on out. Colours are used on a terminal only, and not
// where NO_COLOR is set or TERM is "dumb". The width is the terminal's, else
// that of COLUMNS, else 80, and never more than 100.
func New(out io.Writer, getenv func(string) string) *Screen {
	s := &Screen{out: out, width: unknown}
	if columns, err := strconv.Atoi(getenv("COLUMNS")); err == nil {
		s.width = columns
	}
	if IsTerminal(out) {
		s.erases = getenv("TERM") != "dumb"
		s.colour = getenv("NO_COLOR") == "" && s.erases
		if width, _, err := term.GetSize(int(out.(*os.File).Fd())); err == nil && width > 0 {
			s.width = width
		}
	}
	s.width = max(narrowest, min(widest, s.width))
	return s
}

// IsTerminal tells whether a person is at the other end of a reader or writer.
func IsTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// style is what an ANSI terminal calls a graphic rendition (ECMA-48, SGR).
type style string

// The styles. They hold on light and dark backgrounds alike.
const (
	plain  style = ""
	strong style = "1"
	faint  style = "2"
	mark   style = "1;36"
	link   style = "2;4"
	alarm  style = "33"
)

// paint puts a style around text where colours are wanted.
func (s *Screen) paint(with style, text string) string {
	if !s.colour || text == "" || with == plain {
		return text
	}
	return "\x1b[" + string(with) + "m" + text + "\x1b[m"
}
