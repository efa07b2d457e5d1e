package terms

import "strings"

// maxWords bounds a Reader's memory: beyond it, it forgets and starts again.
const maxWords = 1 << 17

// Reader divides texts into words and remembers what each word became, so that
// reading a text whose words it has met allocates nothing but the result.
// A Reader serves one goroutine at a time.
type Reader struct {
	table table
	// found are the words of the text being read.
	found []found
}

// word is what one written form became.
type word struct {
	term  string
	stop  bool
	upper bool
	// doubt asks for a second look at a stop word in its surroundings.
	doubt bool
}

// found is a word of a text: its form's number and its range.
type found struct {
	form       uint32
	start, end int
	// content tells that a word in doubt is no stop word here.
	content bool
}

// Number names a word within a Reader: equal numbers are words that are written
// and read alike. Two numbers may be one term.
type Number uint32

// NewReader returns a Reader that has met no word yet.
func NewReader() *Reader { return &Reader{table: newTable()} }

// Append adds the words of text to dst. The terms do not refer to text's memory.
// A Reader that has met very many words forgets them first, and their numbers.
func (r *Reader) Append(dst []Token, text string) []Token {
	if len(r.table.forms) >= maxWords {
		r.Forget()
	}
	r.read(text)
	for _, f := range r.found {
		w := &r.table.forms[f.form]
		dst = append(dst, Token{Term: w.term, Start: f.start, End: f.end, Stop: w.stop && !f.content, Upper: w.upper})
	}
	return dst
}

// Numbers adds the numbers of the words of text to dst, for those who look at
// what a word is once, and not every time it occurs.
func (r *Reader) Numbers(dst []Number, text string) []Number {
	r.read(text)
	for _, f := range r.found {
		n := Number(2 * f.form)
		if f.content {
			n++
		}
		dst = append(dst, n)
	}
	return dst
}

// Word returns the word of a number, without a range.
func (r *Reader) Word(n Number) Token {
	w := &r.table.forms[n/2]
	return Token{Term: w.term, Stop: w.stop && n%2 == 0, Upper: w.upper}
}

// Len is above all numbers given out. It does not shrink but with Forget, which
// is for the caller of Numbers to call.
func (r *Reader) Len() int { return 2 * len(r.table.forms) }

// Forget lets go of all words met. Their numbers hold no more.
func (r *Reader) Forget() { r.table = newTable() }

// read finds the words of a text.
func (r *Reader) read(text string) {
	r.found = r.found[:0]
	s := scanner{text: text}
	shout := shouted(text)
	doubt := false
	for s.next() {
		form := text[s.start:s.end]
		if shout {
			// Here a capital does not tell a name.
			form = strings.ToLower(form)
		}
		n := r.table.look(form)
		w := &r.table.forms[n]
		if w.term == "" {
			continue
		}
		doubt = doubt || w.doubt
		r.found = append(r.found, found{form: n, start: s.start, end: s.end})
	}
	if doubt {
		r.settle(text)
	}
}

// shouted tells whether a text has capitals but no small letter of ASCII.
func shouted(text string) bool {
	capital := false
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' || c >= 0x80 {
			return false
		}
		capital = capital || 'A' <= c && c <= 'Z'
	}
	// One or two words in capitals are more likely acronyms than shouting.
	return capital && strings.Count(strings.TrimSpace(text), " ") > 1
}

// settle decides the words that are stop words only in some surroundings:
// after "the", "us" is a country, and beside a number, "may" is a month.
func (r *Reader) settle(text string) {
	list := r.found
	for i := range list {
		w := &r.table.forms[list[i].form]
		switch {
		case !w.stop:
		case w.term == "us":
			list[i].content = i > 0 && r.table.forms[list[i-1].form].term == "the"
		case w.term == "may":
			list[i].content = i > 0 && dated(text, list[i-1], list[i]) || i+1 < len(list) && dated(text, list[i], list[i+1])
		}
	}
}

// dated tells whether a number and a month stand side by side.
func dated(text string, a, b found) bool {
	return text[a.end:b.start] == " " && (ascii7(text[a.start]) == digit || ascii7(text[b.start]) == digit)
}
