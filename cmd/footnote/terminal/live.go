package terminal

import (
	"io"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/answer"
)

// Live shows an answer while it is being made: each claim as soon as it is
// proven, the footnotes when it is whole. It is safe for concurrent use, and
// shows nothing more after Done or Stop.
type Live struct {
	screen *Screen
	mu     sync.Mutex
	// waiting tells that a line says so and must give way.
	waiting, over bool
	// head tells that what stands above the claims is written.
	head  bool
	shown []answer.Claim
	err   error
}

// eraseLine takes back what stands on the line (ECMA-48: CR, EL).
const eraseLine = "\r\x1b[K"

// Live begins to show an answer. On a terminal a line says that it is coming.
func (s *Screen) Live() *Live {
	l := &Live{screen: s}
	if s.erases {
		l.waiting = true
		l.write(s.paint(faint, "looking through the articles …"))
	}
	return l
}

// Progress writes the claims of a that are not shown yet.
func (l *Live) Progress(a answer.Answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.over {
		l.more(&a)
	}
}

// more writes the claims that are new; false where those shown are not the
// beginning of those of a.
func (l *Live) more(a *answer.Answer) bool {
	if len(a.Claims) < len(l.shown) || !slices.EqualFunc(l.shown, a.Claims[:len(l.shown)], sameClaim) {
		return false
	}
	if more := a.Claims[len(l.shown):]; len(more) > 0 {
		l.begin(a)
		l.write(l.screen.claims(a, len(l.shown)))
		l.shown = append(l.shown, more...)
	}
	return true
}

func sameClaim(a, b answer.Claim) bool {
	return a.Text == b.Text && slices.Equal(a.Citations, b.Citations)
}

// begin makes room for what is shown first.
func (l *Live) begin(a *answer.Answer) {
	l.clear()
	if !l.head {
		l.head = true
		l.write(l.screen.rewritten(a))
	}
}

// Done writes what is not shown yet: the last claims and the footnotes, or why
// there is no answer. It returns the first error of all writing.
func (l *Live) Done(a *answer.Answer) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return l.err
	}
	l.over = true
	l.clear()
	if !a.Answered || !l.more(a) {
		if len(l.shown) > 0 {
			l.write("\n")
		}
		if err := l.screen.Answer(a); l.err == nil {
			l.err = err
		}
		return l.err
	}
	var b strings.Builder
	l.screen.footnotes(&b, a)
	l.screen.end(&b, a)
	l.write(b.String())
	return l.err
}

// Stop ends without a whole answer.
func (l *Live) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
	l.clear()
}

func (l *Live) clear() {
	if l.waiting {
		l.waiting = false
		l.write(eraseLine)
	}
}

func (l *Live) write(text string) {
	if l.err == nil && text != "" {
		_, l.err = io.WriteString(l.screen.out, text)
	}
}
