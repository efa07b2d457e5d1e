package chart

import (
	"strconv"
	"time"
)

// Event is something on a time line.
type Event struct {
	// At is its day; the zero time means that it is not known: the event is
	// listed and not on the axis.
	At time.Time
	// When is the day as readers write it, Text what happened.
	When, Text string
}

// Bounds of a time line: more than a summary has.
const (
	mostEvents = 14
	mostLines  = 8
	mostTitle  = 4
)

// dot is the radius of a numbered dot, indent where the texts beside them begin.
const (
	dot    = 9
	indent = margin + 3*dot
)

// Timeline draws events in the order given as a PNG: an axis true to scale with
// a numbered dot for each day that is known, and below it each event with its
// number, day and text. Texts are cut after eight lines. It fails where the
// texts are in a script that cannot be drawn.
func Timeline(title string, events []Event) ([]byte, error) {
	p, err := timeline(title, events)
	if err != nil {
		return nil, err
	}
	return p.encode()
}

func timeline(title string, events []Event) (*page, error) {
	if len(events) == 0 {
		return nil, errEmpty
	}
	p, err := newPage()
	if err != nil {
		return nil, err
	}
	events = events[:min(len(events), mostEvents)]
	said := []string{title}
	for _, e := range events {
		said = append(said, e.When, e.Text)
	}
	if !p.drawable(said...) {
		return nil, errScript
	}
	p.lines(p.wrap(title, heading, width-2*margin, mostTitle), heading, margin, 1.3*leading)
	newAxis(events).draw(p)
	for i, e := range events {
		p.y += gap
		p.row(i+1, e)
	}
	return p, nil
}

// row adds an event: its number in a dot, its day, its text.
func (p *page) row(number int, e Event) {
	p.numbered(number, point{margin + dot, p.y + 0.5*strong.size}, e.At.IsZero())
	p.lines([]string{p.fit(e.When, strong, width-indent-margin)}, strong, indent, leading)
	p.lines(p.wrap(e.Text, body, width-indent-margin, mostLines), body, indent, leading)
}

// numbered draws a dot with a number in it; an unknown day's is grey.
func (p *page) numbered(number int, at point, unknown bool) {
	colour := palette[0]
	if unknown {
		colour = faint
	}
	p.disc(colour, at, dot)
	p.text(strconv.Itoa(number), digits, at.x, at.y-(ascent-capital/2)*digits.size, centred)
}
