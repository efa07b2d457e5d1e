package openai

import (
	"slices"
	"strings"
)

// marks enclose the thinking aloud of models, each with what closes it.
var marks = []mark{
	{"<think>", "</think>"},
	{"<thinking>", "</thinking>"},
	{"<thought>", "</thought>"},
	{"<reasoning>", "</reasoning>"},
	{"[THINK]", "[/THINK]"},
	{"<|channel|>analysis<|message|>", "<|channel|>final<|message|>"},
}

type mark struct{ open, shut string }

const blank = " \t\r\n"

// thoughts takes out of a stream the thinking aloud between marks. Some
// servers send the closing mark alone, since their prompt ends with the opening
// one: a reply that begins as prose is held until it is clear that it is none.
// The zero value is ready.
type thoughts struct {
	held  string // what may yet turn out to be a thought or a mark
	read  int    // how much of held has been looked through for a closing mark
	shut  string // the mark that ends the thought at hand; "" outside of one
	state int
}

const (
	atStart = iota
	thought // the thinking has ended and no word has come yet
	speaking
)

// feed takes the next piece and returns what of it can be shown.
func (t *thoughts) feed(piece string) string {
	t.held += piece
	var out strings.Builder
	for t.step(&out) {
	}
	return out.String()
}

// step takes in what has come up to the next mark, and reports whether there
// was one.
func (t *thoughts) step(out *strings.Builder) bool {
	if t.shut != "" {
		return t.think()
	}
	if t.state == atStart && t.begins() {
		return false
	}
	at, mark := first(t.held)
	if at < 0 {
		at = len(t.held) - tail(t.held)
		t.say(t.held[:at], out)
		t.held = t.held[at:]
		return false
	}
	if strings.Trim(t.held[:at], blank) != "" {
		t.say(t.held[:at], out)
	}
	t.held, t.shut = t.held[at+len(marks[mark].open):], marks[mark].shut
	return true
}

// say adds words, without the white space that follows a thought.
func (t *thoughts) say(words string, out *strings.Builder) {
	if t.state == thought {
		words = strings.TrimLeft(words, blank)
	}
	if words != "" {
		t.state = speaking
		out.WriteString(words)
	}
}

// begins looks how the reply begins and reports whether it is to be held yet:
// while it may be thoughts without an opening mark.
func (t *thoughts) begins() bool {
	const longest = 40 // no mark is longer
	from := max(0, t.read-longest)
	t.read = len(t.held)
	for _, m := range marks {
		if at := strings.Index(t.held[from:], m.shut); at >= 0 && !strings.Contains(t.held, m.open) {
			t.held, t.state = t.held[from+at+len(m.shut):], thought
			return false
		}
	}
	start := strings.TrimLeft(t.held, blank)
	opens := slices.ContainsFunc(marks, func(m mark) bool { return strings.HasPrefix(start, m.open) })
	if opens || start != "" && strings.IndexByte("{[-`", start[0]) >= 0 && tail(start) < len(start) {
		t.state = speaking
		return false
	}
	return true
}

// think drops everything up to the closing mark, keeping what may be its
// beginning.
func (t *thoughts) think() bool {
	_, after, closed := strings.Cut(t.held, t.shut)
	if !closed {
		t.held = t.held[max(0, len(t.held)-len(t.shut)+1):]
		return false
	}
	t.held, t.shut, t.state = after, "", thought
	return true
}

// first is the place of the first opening mark, and which; -1 where there is none.
func first(text string) (at, mark int) {
	at = -1
	for i, m := range marks {
		if n := strings.Index(text, m.open); n >= 0 && (at < 0 || n < at) {
			at, mark = n, i
		}
	}
	return at, mark
}

// tail is the length of the end of a text that may be the beginning of a mark.
func tail(text string) int {
	longest := 0
	for _, m := range marks {
		for n := min(len(m.open)-1, len(text)); n > longest; n-- {
			if strings.HasSuffix(text, m.open[:n]) {
				longest = n
			}
		}
	}
	return longest
}

// end returns what is still held back when nothing more comes: words that
// looked like the beginning of a thought and were none.
func (t *thoughts) end() string {
	if t.shut != "" {
		return ""
	}
	if t.state == atStart {
		t.state = speaking
	}
	out := t.feed("")
	if t.shut == "" {
		out += t.held
	}
	t.held = ""
	return out
}

// withoutThoughts is feed for a whole text.
func withoutThoughts(text string) string {
	var t thoughts
	return t.feed(text) + t.end()
}
