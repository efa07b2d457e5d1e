package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// unknown returns the characters of a page, by their places, whose fonts do not
// say which letters they are. PDFium gives their codes then, which are kept
// where they read as text: many programs name glyphs in their own way and keep
// the codes.
func (r *reader) unknown(at requests.Page, chars []*responses.GetPageTextStructuredChar) (map[int]bool, error) {
	text, err := r.in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: at})
	if err != nil {
		return nil, err
	}
	defer r.in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) //nolint:errcheck // only read from
	unknown := map[int]bool{}
	var codes strings.Builder
	begins, lost := true, false
	for i, c := range chars {
		first, _ := utf8.DecodeRuneInString(c.Text)
		if first == ' ' || first == '\u00a0' {
			begins = true
			codes.WriteByte(' ')
			continue
		}
		// Asking for each takes as long as all else: in a word of plain letters
		// the first tells for the rest.
		if begins || lost || !isPlain(first) {
			got, err := r.in.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text.TextPage, Index: i})
			lost = err == nil && got.HasUnicodeMapError
		}
		begins = first < ' '
		if lost {
			unknown[i] = true
			codes.WriteString(c.Text)
		}
	}
	if readsAsText(codes.String()) {
		clear(unknown)
	}
	return unknown, nil
}

func isPlain(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// readsAsText reports whether codes taken for characters are a text: letters of
// one script, small ones for the most part, of which in Latin about as many are
// vowels as languages have; or nothing but signs that texts have between them.
func readsAsText(codes string) bool {
	var all, small, latin, sounding, digits int
	scripts := map[string]bool{}
	for _, r := range codes {
		switch {
		case r == utf8.RuneError || unicode.In(r, unicode.Co, unicode.Cc):
			return false
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			all++
			small += count(!unicode.IsUpper(r))
			latin += count(unicode.Is(unicode.Latin, r))
			sounding += count(strings.ContainsRune(vowels, unicode.ToLower(r)))
			scripts[scriptOf(r)] = true
		case r < utf8.RuneSelf && r != ' ' && all == 0:
			digits++ // no letters, as far as can be seen
		}
	}
	if all == 0 {
		return digits == 0
	}
	if latin*2 > all {
		return small*10 >= all*7 && 25 <= sounding*100/all && sounding*100/all <= 60
	}
	return len(scripts) <= 2 && !scripts[""] && small*10 >= all*6
}

const vowels = "aeiouyàáâäåæèéêëìíîïòóôöøùúûü"

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// scripts are those that readsAsText takes for a text.
var scripts = map[string]*unicode.RangeTable{
	"Latin": unicode.Latin, "Greek": unicode.Greek, "Cyrillic": unicode.Cyrillic, "Armenian": unicode.Armenian, "Hebrew": unicode.Hebrew,
	"Arabic": unicode.Arabic, "Devanagari": unicode.Devanagari, "Bengali": unicode.Bengali, "Thai": unicode.Thai, "Hangul": unicode.Hangul,
}

// scriptOf names the script of a letter, "" for one that is not listed; those of
// Chinese and Japanese are one.
func scriptOf(r rune) string {
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return "Han"
	}
	for name, table := range scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}

// withoutUndecodable takes out of a paragraph the sentences with characters that
// cannot be read, so that no sentence is shown with a gap; a sign in front, such
// as a bullet of unknown shape, goes alone. Marks, which are bytes of text, are
// moved along. lost reports whether a sentence was taken out.
func withoutUndecodable(text string, marks []int) (left string, lost bool) {
	if !strings.ContainsRune(text, undecodable) {
		return text, false
	}
	var kept strings.Builder
	moved := slices.Clone(marks)
	drop := func(from, to int) {
		for i, m := range marks {
			moved[i] -= max(0, min(m, to)-min(m, from))
		}
	}
	for at := 0; at < len(text); {
		sentence := firstSentence(text[at:])
		bare := strings.TrimLeft(sentence, string(undecodable)+" ")
		switch {
		case !strings.ContainsRune(sentence, undecodable):
			kept.WriteString(sentence)
		case at == 0 && isSign(sentence) && !strings.ContainsRune(bare, undecodable):
			drop(at, at+len(sentence)-len(bare))
			kept.WriteString(bare)
		default:
			drop(at, at+len(sentence))
			lost = true
		}
		at += len(sentence)
	}
	copy(marks, moved)
	return strings.TrimSpace(kept.String()), lost
}

// isLost reports whether most of a line cannot be read.
func isLost(line string) bool {
	return strings.Count(line, string(undecodable))*2 > utf8.RuneCountInString(line)
}

// isSign reports whether a text begins with one character that cannot be read
// and a space.
func isSign(s string) bool { return strings.HasPrefix(s, string(undecodable)+" ") }

// firstSentence is the text up to a stop that a space follows, with the space.
func firstSentence(text string) string {
	stop := false
	for i, r := range text {
		if r == ' ' && stop {
			return text[:i+1]
		}
		stop = strings.ContainsRune(".!?…", r) || stop && strings.ContainsRune("\"'”’»)]", r)
		if strings.ContainsRune("。！？", r) {
			return text[:i+utf8.RuneLen(r)]
		}
	}
	return text
}
