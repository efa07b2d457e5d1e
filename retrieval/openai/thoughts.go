package openai

import "strings"

const (
	thinkOpen  = "<think>"
	thinkClose = "</think>"
	blank      = " \t\r\n"
)

// thoughts takes out of a stream the thinking aloud, between <think> and
// </think>, with which some models begin. The zero value is ready.
type thoughts struct {
	held  string // what may yet turn out to be a mark
	state int
}

const (
	atStart = iota
	thinking
	thought // the thinking has ended and no word has come yet
	speaking
)

// feed takes the next piece and returns what of it can be shown.
func (t *thoughts) feed(piece string) string {
	t.held += piece
	if t.state == atStart {
		t.begin()
	}
	if t.state == thinking {
		t.think()
	}
	if t.state == thought {
		t.held = strings.TrimLeft(t.held, blank)
		if t.held != "" {
			t.state = speaking
		}
	}
	if t.state != speaking {
		return ""
	}
	out := t.held
	t.held = ""
	return out
}

// begin decides whether the text opens with the mark, once enough has come.
func (t *thoughts) begin() {
	start := strings.TrimLeft(t.held, blank)
	switch {
	case strings.HasPrefix(start, thinkOpen):
		t.state, t.held = thinking, start[len(thinkOpen):]
	case !strings.HasPrefix(thinkOpen, start):
		t.state = speaking
	}
}

// think drops everything up to the closing mark, keeping what may be its
// beginning.
func (t *thoughts) think() {
	_, after, closed := strings.Cut(t.held, thinkClose)
	if closed {
		t.state, t.held = thought, after
		return
	}
	t.held = t.held[max(0, len(t.held)-len(thinkClose)+1):]
}

// end returns what is still held back when nothing more comes: white space or
// the beginning of a mark that never was one.
func (t *thoughts) end() string {
	if t.state != atStart {
		return ""
	}
	t.state = speaking
	return t.feed("")
}

// withoutThoughts is feed for a whole text.
func withoutThoughts(text string) string {
	var t thoughts
	return t.feed(text) + t.end()
}
