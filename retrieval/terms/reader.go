package terms

import "strings"

// maxWords bounds a Reader's memory: beyond it, it forgets and starts again.
const maxWords = 1 << 17

// Reader divides texts into words and remembers what each word became, so that
// reading a text whose words it has met allocates nothing but the result.
// A Reader serves one goroutine at a time.
type Reader struct {
	words map[string]word
}

// word is what one written form became.
type word struct {
	term  string
	stop  bool
	upper bool
	// doubt asks for a second look at a stop word in its surroundings.
	doubt bool
}

// NewReader returns a Reader that has met no word yet.
func NewReader() *Reader {
	return &Reader{words: make(map[string]word, 1024)}
}

// Append adds the words of text to dst. The terms do not refer to text's memory.
func (r *Reader) Append(dst []Token, text string) []Token {
	s := scanner{text: text}
	shout := shouted(text)
	first := len(dst)
	doubt := false
	for s.next() {
		w := r.look(text[s.start:s.end])
		if shout {
			w = r.calm(text[s.start:s.end])
		}
		if w.term == "" {
			continue
		}
		doubt = doubt || w.doubt
		dst = append(dst, Token{Term: w.term, Start: s.start, End: s.end, Stop: w.stop, Upper: w.upper})
	}
	if doubt {
		settle(dst[first:], text)
	}
	return dst
}

// look returns what a written form becomes.
func (r *Reader) look(form string) word {
	if w, ok := r.words[form]; ok {
		return w
	}
	if len(r.words) >= maxWords {
		clear(r.words)
	}
	form = strings.Clone(form)
	w := read(form)
	r.words[form] = w
	return w
}

// calm reads a word of a text in capitals as if it stood in small letters,
// since there a capital does not tell a name.
func (r *Reader) calm(form string) word {
	return r.look(strings.ToLower(form))
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
func settle(list []Token, text string) {
	for i := range list {
		t := &list[i]
		switch {
		case !t.Stop:
		case t.Term == "us":
			t.Stop = i == 0 || list[i-1].Term != "the"
		case t.Term == "may":
			t.Stop = !(i > 0 && dated(text, list[i-1], *t) || i+1 < len(list) && dated(text, *t, list[i+1]))
		}
	}
}

// dated tells whether a number and a month stand side by side.
func dated(text string, a, b Token) bool {
	return text[a.End:b.Start] == " " && (ascii7(text[a.Start]) == digit || ascii7(text[b.Start]) == digit)
}
