package render

import (
	"strings"
	"unicode/utf8"
)

// special are the characters that mean something to Discord's markdown, or to
// its mentions, anywhere in a line.
const special = "\\`*_~|<>[]@"

// Escape cleans a text and escapes what Discord would read as markup, so that
// it shows as it is: emphasis, code, spoilers, links, mentions, time stamps.
// Addresses are shown and cannot be clicked: "https\://". The text may stand
// anywhere in a line, at its start too.
// Source: https://support.discord.com/hc/en-us/articles/210298617
func Escape(s string) string { return escapeClean(Clean(s)) }

// escapeClean is Escape for text that Clean has seen.
func escapeClean(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	for i, r := range s {
		if escaped(s, i, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// escaped reports whether the character at s[i] needs a backslash.
func escaped(s string, i int, r rune) bool {
	if r >= utf8.RuneSelf {
		return false
	}
	switch {
	case strings.ContainsRune(special, r):
		return true
	case r == ':':
		return strings.HasPrefix(s[i:], "://") || numbered(s[i+1:], ':') || scheme(s[:i])
	case i == 0 && (r == '#' || r == '-' || r == '+'):
		return true
	case r == '.' || r == ')':
		return listMark(s[:i]) || r == '.' && invites(s[:i])
	}
	return false
}

// listMark reports whether a text is the number that begins a list where a full
// stop or a bracket follows it, at the start of a line: "1.".
func listMark(before string) bool { return len(before) <= 9 && digits(before) }

// invites reports whether a text ends in a host that Discord makes an invitation
// of, without a scheme before it.
func invites(before string) bool {
	const longest = len("discordapp")
	before = strings.ToLower(before[max(len(before)-longest, 0):])
	return strings.HasSuffix(before, "discord") || strings.HasSuffix(before, "discordapp")
}

// scheme reports whether a text ends in a scheme that is linked without slashes.
func scheme(before string) bool {
	const longest = len("mailto")
	before = strings.ToLower(before[max(len(before)-longest, 0):])
	return strings.HasSuffix(before, "mailto") || strings.HasSuffix(before, "tel") || strings.HasSuffix(before, "sms")
}

// numbered reports whether digits up to end follow: an emoji's or a time's ID.
func numbered(s string, end byte) bool {
	n := strings.IndexByte(s, end)
	return n > 0 && digits(s[:n])
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
