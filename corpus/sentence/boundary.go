package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/date"
	"footnote/corpus/plaintext"
)

// following is what stands behind a possible end of a sentence.
type following struct {
	// word is the next word with all its marks, "" at the end of the text,
	// and at its offset.
	word string
	at   int
	// first is the word's first letter or digit behind opening marks; 0 for
	// a word without any.
	first rune
	// bare is the word less the marks around it, in small letters.
	bare string
	// spaced: white space stands before the word.
	spaced bool
	// bullet: the word is a mark that begins an item.
	bullet bool
}

// longestWord bounds what is looked at of one word, in bytes, so that text
// without spaces is still divided in linear time.
const longestWord = 80

// next looks at the word behind offset end.
func (p *splitter) next(end int) following {
	rest := p.text[end:]
	at := end
	for i, r := range rest {
		if !unicode.IsSpace(r) {
			at = end + i
			break
		}
		at = end + i + utf8.RuneLen(r)
	}
	f := following{at: at, spaced: at > end}
	f.word = HeadWord(p.text[at:])
	inner := HeadWord(strings.TrimLeftFunc(p.text[at:min(len(p.text), at+2*longestWord)], func(r rune) bool {
		return isOpener(r) || unicode.IsSpace(r) || strings.ContainsRune("—–-•*¿¡", r)
	}))
	first, _ := utf8.DecodeRuneInString(inner)
	if unicode.IsLetter(first) || unicode.IsDigit(first) {
		f.first = first
	}
	f.bullet = f.word == "•" || f.word == "*"
	f.bare = strings.ToLower(strings.TrimRightFunc(inner, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }))
	return f
}

// HeadWord is s up to its first white space.
func HeadWord(s string) string {
	limit := min(len(s), longestWord)
	if i := strings.IndexFunc(s[:limit], unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s[:limit]
}

// lower tells whether the next word begins with a small letter.
func (f following) lower() bool { return unicode.IsLower(f.first) }

// smallSecond tells whether the letter after the first is small.
func (f following) smallSecond() bool {
	i := strings.IndexRune(f.word, f.first)
	if i < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.word[i+utf8.RuneLen(f.first):])
	return unicode.IsLower(r)
}

// continuesWide tells whether a sentence goes on behind a stop such as 。: with a
// comma, or with the particle that closes a quotation in Japanese.
func (f following) continuesWide() bool {
	if f.spaced {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.word)
	return strings.ContainsRune("、，,とて", r)
}

// starter tells whether the word is one that begins sentences.
func (f following) starter() bool { return IsStarter(f.bare) }

// wordBefore is the end of s behind its last white space or opening mark.
func wordBefore(s string) string {
	start := max(0, len(s)-longestWord)
	i := strings.LastIndexFunc(s[start:], func(r rune) bool { return unicode.IsSpace(r) || isOpener(r) || r == '/' || r == '—' || r == '–' })
	if i < 0 {
		return s[start:]
	}
	_, n := utf8.DecodeRuneInString(s[start+i:])
	return s[start+i+n:]
}

// periodBreak decides for a full stop before a space and a capital, a digit or
// a letter of a script without capitals.
func (p *splitter) periodBreak(from, i int, quoted bool, next following) bool {
	if quoted {
		return true
	}
	word := wordBefore(p.text[from:i])
	if p.isNumbering(from, i, word) {
		return false
	}
	if isNumber(word) {
		return !isOrdinal(p.text[from:i], word, next)
	}
	switch letters := utf8.RuneCountInString(word); {
	case letters == 1:
		return p.letterBreak(from, i, word, next)
	case word == "":
		return true
	}
	return wordBreak(word, next)
}

// wordBreak is for a word of several letters before the full stop.
func wordBreak(word string, next following) bool {
	digit := unicode.IsDigit(next.first)
	switch abbreviationOf(word) {
	case titleAbbreviation, middleAbbreviation:
		return false
	case numberAbbreviation:
		return !strings.ContainsAny(next.word, "0123456789")
	case monthAbbreviation, lastAbbreviation:
		return next.starter() && !digit
	case finalAbbreviation:
		return true
	}
	if rest, ok := strings.CutSuffix(next.word, "."); ok && isAcronym(word) && isAcronym(rest) {
		return false // "EE. UU."
	}
	return !isDotted(word) || next.starter()
}

// isAcronym tells of two or three capitals.
func isAcronym(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 3 && s == strings.ToUpper(s) && unicode.IsUpper(firstRune(s))
}

// letterBreak is for one letter before the full stop: an abbreviation, which
// behind a number is the unit that closes the sentence, or an initial.
func (p *splitter) letterBreak(from, i int, word string, next following) bool {
	before := strings.TrimRightFunc(p.text[from:i-len(word)], unicode.IsSpace)
	switch abbreviationOf(word) {
	case titleAbbreviation, middleAbbreviation:
		return isNumber(wordBefore(before)) && unicode.IsLower(firstRune(word))
	case numberAbbreviation:
		if unicode.IsDigit(next.first) {
			return false
		}
	case lastAbbreviation:
		return next.starter()
	}
	return p.initialBreak(word, next)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// initialBreak is for one letter before the full stop. A capital is an initial
// unless a word that begins sentences follows; a small letter is a word of its
// own unless another single letter follows ("z. B.").
func (p *splitter) initialBreak(word string, next following) bool {
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsLetter(r) {
		return true
	}
	if single := []rune(next.word); len(single) == 2 && single[1] == '.' {
		return false
	}
	return !unicode.IsUpper(r) || next.starter()
}

// isNumbering tells whether all that stands before the stop is the number of an
// item: "3." or "b.".
func (p *splitter) isNumbering(from, i int, word string) bool {
	s := strings.TrimSpace(p.text[from:i])
	return s == word && (isNumber(word) && len(word) <= 3 || from == p.start && utf8.RuneCountInString(word) == 1)
}

func isNumber(word string) bool {
	for _, r := range word {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return word != ""
}

// isDotted tells whether a word is letters with a stop between them: "U.S".
func isDotted(word string) bool {
	if !strings.Contains(word, ".") {
		return false
	}
	for part := range strings.SplitSeq(word, ".") {
		if n := utf8.RuneCountInString(part); n < 1 || n > 3 {
			return false
		}
	}
	return true
}

// ordinalArticles are the small words before which German and its neighbours
// put an ordinal, written with a full stop: "am 3. Oktober".
var ordinalArticles = plaintext.Words("am im vom zum der des dem den die das ab bis seit beim zur ins und dem jede jeder jedes den. 1. 2.")

// isOrdinal tells whether number and full stop are an ordinal: before the name
// of a month, or behind one of ordinalArticles.
func isOrdinal(before, number string, next following) bool {
	if len(number) > 2 {
		return false
	}
	if date.IsMonth(strings.Trim(next.bare, ".,")) {
		return true
	}
	before = strings.TrimRightFunc(before[:len(before)-len(number)], unicode.IsSpace)
	return !next.starter() && ordinalArticles[strings.ToLower(wordBefore(before))]
}
