package mockserver

import (
	"unicode"
	"unicode/utf8"
)

// tokenLetters is the most letters or digits that make up one token. With
// spaces joined to what follows, it comes close to what real models count.
const tokenLetters = 6

// tokens divides a text into the server's tokens: a run of up to six letters
// or digits with the space before it, or any other single character. Joined
// they give the text back.
func tokens(text string) []string {
	var out []string
	for text != "" {
		n := tokenLen(text)
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

func countTokens(text string) int {
	n := 0
	for text != "" {
		text = text[tokenLen(text):]
		n++
	}
	return n
}

func tokenLen(text string) int {
	end := 0
	if text[0] == ' ' && len(text) > 1 {
		end = 1
	}
	for letters := 0; letters < tokenLetters && end < len(text); letters++ {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if letters == 0 {
				end += size
			}
			break
		}
		end += size
	}
	return end
}
