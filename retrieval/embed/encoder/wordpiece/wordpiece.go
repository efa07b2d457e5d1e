// Package wordpiece divides text into the pieces that BERT models know, exactly
// as their reference tokenizer does: Wu et al., "Google's Neural Machine
// Translation System" (2016), section 4.1, with the normalizing of uncased BERT.
//
// Which characters are controls, accents and punctuation is fixed in tables.go
// rather than taken from the unicode package: a newer version of Unicode must
// not change the tokens of texts whose vectors are kept.
package wordpiece

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxWord is the length in characters beyond which a word is unknown.
const maxWord = 100

// inner marks the pieces that continue a word.
const inner = "##"

// Tokenizer turns text into token IDs. It is safe for concurrent use.
type Tokenizer struct {
	// CLS and SEP are the tokens that the model wants before and after a text.
	CLS, SEP int32
	unknown  int32
	starts   map[string]int32 // pieces that begin a word
	inners   map[string]int32 // pieces that continue one, without their mark
	inside   []bool           // by ID: the piece continues a word
	longest  int              // of all pieces, in bytes
	special  map[string]int32 // tokens taken literally out of the text
}

// New returns a tokenizer for a vocabulary, whose order gives the IDs. It holds
// on to the strings.
func New(vocabulary []string) (*Tokenizer, error) {
	t := &Tokenizer{
		starts:  make(map[string]int32, len(vocabulary)),
		inners:  make(map[string]int32, len(vocabulary)/4),
		inside:  make([]bool, len(vocabulary)),
		special: make(map[string]int32),
	}
	for i, piece := range vocabulary {
		t.longest = max(t.longest, len(piece))
		rest, continues := strings.CutPrefix(piece, inner)
		if continues && rest != "" {
			t.inners[rest], t.inside[i] = int32(i), true
			continue
		}
		t.starts[piece] = int32(i)
	}
	return t, t.findSpecial()
}

// findSpecial looks up the tokens with a meaning of their own.
func (t *Tokenizer) findSpecial() error {
	for _, name := range []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"} {
		id, ok := t.starts[name]
		if !ok {
			return fmt.Errorf("the vocabulary has no %s", name)
		}
		t.special[name] = id
	}
	t.CLS, t.SEP, t.unknown = t.special["[CLS]"], t.special["[SEP]"], t.special["[UNK]"]
	return nil
}

// Around returns CLS and SEP.
func (t *Tokenizer) Around() (before, after int32) { return t.CLS, t.SEP }

// Continues tells whether a token continues the word of the token before it.
func (t *Tokenizer) Continues(id int32) bool { return t.inside[id] }

// Encode returns the tokens of a text of any length, without CLS and SEP around
// them. Like the reference it takes the name of a special token, such as
// "[SEP]", for the token itself.
func (t *Tokenizer) Encode(text string) []int32 {
	ids := make([]int32, 0, len(text)/4+2)
	for text != "" {
		before, id, after, found := t.cutSpecial(text)
		ids = t.segment(ids, normalize(before))
		if found {
			ids = append(ids, id)
		}
		text = after
	}
	return ids
}

// cutSpecial divides text around the first name of a special token.
func (t *Tokenizer) cutSpecial(text string) (before string, id int32, after string, found bool) {
	for at := 0; ; at++ {
		next := strings.IndexByte(text[at:], '[')
		if next < 0 {
			return text, 0, "", false
		}
		at += next
		for name, id := range t.special {
			if strings.HasPrefix(text[at:], name) {
				return text[:at], id, text[at+len(name):], true
			}
		}
	}
}

// segment appends the tokens of normalized text: words end at white space, and
// each punctuation mark is one.
func (t *Tokenizer) segment(ids []int32, text string) []int32 {
	start := 0
	for i, r := range text {
		isSpace := r == ' ' || r >= utf8.RuneSelf && space(r)
		if !isSpace && !punctuation(r) {
			continue
		}
		ids = t.word(ids, text[start:i])
		start = i + utf8.RuneLen(r)
		if !isSpace {
			ids = t.word(ids, text[i:start])
		}
	}
	return t.word(ids, text[start:])
}

// word appends the tokens of one word: the longest piece that it begins with,
// then the longest that continues it, and so on. A word that cannot be put
// together from pieces is unknown as a whole.
func (t *Tokenizer) word(ids []int32, word string) []int32 {
	if word == "" {
		return ids
	}
	if len(word) > maxWord && utf8.RuneCountInString(word) > maxWord {
		return append(ids, t.unknown)
	}
	known, pieces := len(ids), t.starts
	for rest := word; rest != ""; pieces = t.inners {
		id, size := t.longestPiece(pieces, rest)
		if size == 0 {
			return append(ids[:known], t.unknown)
		}
		ids = append(ids, id)
		rest = rest[size:]
	}
	return ids
}

// longestPiece returns the longest piece that text begins with and its length
// in bytes, 0 where there is none.
func (t *Tokenizer) longestPiece(pieces map[string]int32, text string) (id int32, size int) {
	for size = min(len(text), t.longest); size > 0; size-- {
		if size < len(text) && !utf8.RuneStart(text[size]) {
			continue
		}
		if id, ok := pieces[text[:size]]; ok {
			return id, size
		}
	}
	return 0, 0
}
