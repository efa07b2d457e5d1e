package terms

import (
	"unicode"
	"unicode/utf8"
)

// class says what part a character plays in a word.
type class uint8

const (
	other  class = iota
	letter       // of a script that divides words by spaces
	digit
	joiner // a mark or an invisible character: continues a word, begins none
	pair   // of a script read in pairs of characters
)

var ascii = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		}
	}
	return t
}()

// scanner finds the words of a text one by one.
type scanner struct {
	text       string
	start, end int
	pos        int
	// paired is set while inside a run of pair characters.
	paired bool
}

// next moves to the next word and tells whether there is one; start and end
// are then its range.
func (s *scanner) next() bool {
	for s.pos < len(s.text) {
		c, n := s.at(s.pos)
		switch c {
		case letter:
			s.word()
			return true
		case digit:
			s.number()
			return true
		case pair:
			if s.twin(n) {
				return true
			}
		default:
			s.paired = false
			s.pos += n
		}
	}
	return false
}

// at classifies the character at i and gives its length in bytes.
func (s *scanner) at(i int) (class, int) {
	if i >= len(s.text) {
		return other, 0
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(s.text[i:])
	return classify(r), n
}

// set ends the word at end; the search goes on from there.
func (s *scanner) set(start, end int) {
	s.start, s.end, s.pos, s.paired = start, end, end, false
}

// word reads a word that begins with a letter.
func (s *scanner) word() {
	start := s.pos
	i := s.plain(start)
	if i < start+2 {
		if end := s.acronym(start); end > 0 {
			s.set(start, end)
			return
		}
	}
	for i < len(s.text) {
		c, n := s.at(i)
		if c == other || c == pair {
			n = s.bridge(i)
			if n == 0 {
				break
			}
		}
		i += n
	}
	s.set(start, i)
}

// plain gives the end of the letters and digits of ASCII that begin at i.
func (s *scanner) plain(i int) int {
	for i < len(s.text) && ascii7(s.text[i]) != other {
		i++
	}
	return i
}

// bridge gives the length of an apostrophe or ampersand at i that stands
// between two letters, or 0.
func (s *scanner) bridge(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	c, _ := s.at(i + n)
	switch {
	case c != letter:
		return 0
	case r == '&' && isUpper(s.text[i-1]) && isUpper(s.text[i+1]):
		return n
	case isApostrophe(r):
		return n
	}
	return 0
}

// acronym gives the end of single letters with dots between ("U.S", without
// the last dot) that begin at i, or 0 where there are fewer than two.
func (s *scanner) acronym(i int) int {
	end, count := 0, 0
	for {
		c, n := s.at(i)
		if c != letter {
			break
		}
		after, _ := s.at(i + n)
		if after != other {
			break
		}
		count++
		end = i + n
		if end >= len(s.text) || s.text[end] != '.' {
			break
		}
		i = end + 1
	}
	if count < 2 {
		return 0
	}
	return end
}

// number reads digits with their separators and the ending of an ordinal.
func (s *scanner) number() {
	start, i := s.pos, s.pos
	for {
		c, n := s.at(i)
		if c == digit || c == joiner {
			i += n
			continue
		}
		if c != other || !s.separates(i) {
			break
		}
		i++
	}
	s.set(start, i+s.ordinal(i))
}

// separates tells whether a comma or dot at i continues a number: a dot before
// a digit, a comma before exactly three.
func (s *scanner) separates(i int) bool {
	if i >= len(s.text) || s.text[i] != '.' && s.text[i] != ',' {
		return false
	}
	digits := 0
	for i+1+digits < len(s.text) && ascii7(s.text[i+1+digits]) == digit {
		digits++
	}
	return s.text[i] == '.' && digits > 0 || digits == 3
}

func ascii7(c byte) class {
	if c >= utf8.RuneSelf {
		return other
	}
	return ascii[c]
}

// ordinal gives the length of "st", "nd", "rd", "th" or "s" at i where the
// word ends with it, or 0.
func (s *scanner) ordinal(i int) int {
	for _, end := range [...]string{"st", "nd", "rd", "th", "s"} {
		if len(s.text)-i < len(end) || s.text[i:i+len(end)] != end {
			continue
		}
		if c, _ := s.at(i + len(end)); c == other {
			return len(end)
		}
	}
	return 0
}

// twin reads the pair of characters at pos, of which the first has n bytes. At
// the end of a run it skips the last character, which stood in a pair already.
func (s *scanner) twin(n int) bool {
	start := s.pos
	c, m := s.at(start + n)
	if c == pair {
		s.set(start, start+n+m)
		s.pos, s.paired = start+n, true
		return true
	}
	if s.paired {
		s.pos, s.paired = start+n, false
		return false
	}
	s.set(start, start+n)
	return true
}

// classify gives the class of a character beyond ASCII.
func classify(r rune) class {
	switch {
	case unicode.IsDigit(r):
		return digit
	case r == 0x0640: // the Arabic stretching stroke counts as a letter in Unicode
		return joiner
	case unspaced(r):
		return pair
	case unicode.IsLetter(r):
		return letter
	case unicode.IsMark(r), r == 0xAD, r == 0x200C, r == 0x200D:
		return joiner
	}
	return other
}

// unspaced tells whether a character is of a script that puts no spaces
// between words, or of Hangul, whose words carry their particles.
func unspaced(r rune) bool {
	if r < 0x0E00 || 0x1100 <= r && r < 0x1780 {
		return false
	}
	return (unicode.IsLetter(r) || unicode.IsMark(r)) &&
		(unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
			unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー')
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '＇':
		return true
	}
	return false
}
