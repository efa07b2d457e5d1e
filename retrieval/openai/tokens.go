package openai

import (
	"sync"
	"unicode/utf8"

	"github.com/tiktoken-go/tokenizer/codec"
)

// cl100k is the vocabulary of OpenAI's embedding models, embedded in the
// program (4.3 MB, 1.4 MB compressed) and set up at first use (20 ms). Other
// models divide text otherwise, but into about as many tokens.
var cl100k = sync.OnceValue(codec.NewCl100kBase)

// countWindow bounds what is counted at once: the time for a single endless
// word grows with its square.
const countWindow = 2048

// countAtMost bounds what is counted at all: more fits no model's window.
const countAtMost = 512 << 10

// CountTokens is the number of tokens of a text in OpenAI's cl100k encoding.
// Texts over 2 KB are counted in pieces, which may add a token for each, and
// beyond 512 KB the count of the beginning is scaled up. The count holds for
// OpenAI's embedding models; for others it is an estimate.
func CountTokens(text string) int {
	if len(text) > countAtMost {
		return int(float64(CountTokens(text[:countAtMost])) * float64(len(text)) / countAtMost)
	}
	n := 0
	for text != "" {
		cut := window(text)
		c, err := cl100k().Count(text[:cut])
		if err != nil {
			c = cut // a byte is at least one token
		}
		n, text = n+c, text[cut:]
	}
	return n
}

// window returns the length of the first piece, at a space where one is near
// the end, and never within a character.
func window(text string) int {
	if len(text) <= countWindow {
		return len(text)
	}
	for i := countWindow; i > countWindow-128; i-- {
		if text[i] == ' ' || text[i] == '\n' {
			return i
		}
	}
	i := countWindow
	for i > countWindow-utf8.UTFMax && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// cutTokens returns the beginning of a text that has at most most tokens. It
// aims a little short rather than count again and again.
func cutTokens(text string, most int) string {
	if len(text) <= most {
		return text // a token is at least a byte
	}
	for n := CountTokens(text); n > most; n = CountTokens(text) {
		cut := int(float64(len(text)) * float64(most) / float64(n) * 0.98)
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	return text
}
