package render

import (
	"unicode/utf16"
	"unicode/utf8"
)

// What Discord accepts, see DISCORD.md ("Platform limits"). All are counted by
// Length.
const (
	maxDescription = 3300 // of the 4,000 of a message, room for small print and titles
	maxTitle       = 256
	maxLabel       = 80
	maxOptions     = 25
	maxGroup       = 10 // options that stand below each other in a form
	maxPlaceholder = 150
	maxInputLabel  = 45
	maxInput       = 4000
	// MaxThreadName is the longest name of a thread.
	MaxThreadName = 100
	// MaxChoice is the longest autocomplete choice.
	MaxChoice = 100
	// MaxChoices is how many autocomplete choices there may be.
	MaxChoices = 25
)

// Length is the length of a text in UTF-16 code units, the larger of the two
// ways in which Discord counts.
func Length(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1) // an invalid byte is read as U+FFFD
	}
	return n
}

// Cut shortens a text to a length, at a space where one is near, and marks the
// cut with an ellipsis. It is for text that holds no markup.
func Cut(s string, limit int) string {
	if Length(s) <= limit {
		return s
	}
	n, end, space := 0, 0, -1
	for i, r := range s {
		if n += max(utf16.RuneLen(r), 1); n > limit-1 {
			break
		}
		if r == ' ' {
			space = i
		}
		end = i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			end = i + 1
		}
	}
	// A cut in mid-word is better than one that loses a third of the text.
	if space > end*2/3 {
		end = space
	}
	// A backslash without what it escapes would escape the ellipsis.
	return trimBackslash(s[:end]) + "…"
}

// trimBackslash takes off a last backslash that escapes nothing.
func trimBackslash(s string) string {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '\\' {
		n++
	}
	return s[:len(s)-n%2]
}
