// Package date reads dates that name one day without doubt, in the forms of
// standards and in words of several languages.
package date

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"footnote/corpus/plaintext"
)

// dateLayouts are the forms with digits only that name one day without doubt.
// 03/04/2025 is missing on purpose: it is another day in another country.
var dateLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
	"2006/01/02", "2006.01.02", "02.01.2006", "2.1.2006", "20060102",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.UnixDate, time.ANSIC,
}

//go:embed months.txt
var monthsFile string

// months maps the lower-case name of a month in several languages, and its
// abbreviations without the dot, to its number.
var months = parseMonths(monthsFile)

// parseMonths reads lines of "NUMBER name name ...".
func parseMonths(file string) map[string]time.Month {
	m := make(map[string]time.Month)
	for l := range strings.Lines(file) {
		fields := strings.Fields(l)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		number, err := strconv.Atoi(fields[0])
		if err != nil {
			panic("months.txt: " + err.Error()) // embedded, so wrong only in development
		}
		for _, name := range fields[1:] {
			m[name] = time.Month(number)
		}
	}
	return m
}

// IsMonth reports whether a word in small letters is the name of a month or its
// abbreviation without the dot.
func IsMonth(name string) bool { return months[name] != 0 }

// Parse reads a date that stands alone, in the forms of standards
// ("2025-08-07", RFC 3339, RFC 1123) or in words ("7 August 2025", "Aug. 7,
// 2025", "Thursday, 7 August 2025 14:05 GMT"). ok is false for anything else,
// and for forms that mean different days in different countries.
func Parse(s string) (t time.Time, ok bool) {
	s = plaintext.OneLine(s)
	if s == "" || len(s) > 64 {
		return time.Time{}, false
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t)
		}
	}
	return parseWordyDate(s)
}

// plausible refuses years that no article was published in.
func plausible(t time.Time) (time.Time, bool) {
	if t.Year() < 1600 || t.Year() > 2200 {
		return time.Time{}, false
	}
	return t, true
}

var (
	clockTime = regexp.MustCompile(`(?i)^(\d{1,2})[:.h](\d{2})(:\d{2})?(am|pm)?$`)
	ordinal   = regexp.MustCompile(`^(\d{1,2})(st|nd|rd|th|er|\.|º|ª)?$`)
	fullYear  = regexp.MustCompile(`^\d{4}$`)
	cjkDate   = regexp.MustCompile(`^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]`)
)

// parseWordyDate reads a date with the month's name: exactly one day, month
// and year, and beside them only a weekday, a time of day and small words.
func parseWordyDate(s string) (time.Time, bool) {
	if m := cjkDate.FindStringSubmatch(s); m != nil {
		return makeDate(m[1], time.Month(plaintext.Number(m[2])), m[3])
	}
	var day, year string
	var month time.Month
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|·•–—", r) })
	for _, w := range words {
		name := strings.ToLower(strings.Trim(w, ".()"))
		switch {
		case clockTime.MatchString(w):
		case fullYear.MatchString(w) && year == "":
			year = w
		case ordinal.MatchString(w) && day == "":
			day = ordinal.FindStringSubmatch(w)[1]
		case months[name] != 0 && month == 0:
			month = months[name]
		case !fillsDate(w):
			return time.Time{}, false
		}
	}
	return makeDate(year, month, day)
}

// fillsDate tells whether a word may stand beside day, month and year: a
// weekday, "at", "de", a time zone; no digits, and nothing long.
func fillsDate(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsDigit(r) {
			return false
		}
		n++
	}
	return n <= 12
}

func makeDate(year string, month time.Month, day string) (time.Time, bool) {
	if year == "" || month < time.January || month > time.December || day == "" {
		return time.Time{}, false
	}
	t := time.Date(plaintext.Number(year), month, plaintext.Number(day), 0, 0, 0, 0, time.UTC)
	if t.Day() != plaintext.Number(day) {
		return time.Time{}, false
	}
	return plausible(t)
}

// dateWords finds where a date may stand in a line: digits of a year.
var dateYear = regexp.MustCompile(`(^|[^\d])(1[6-9]|20|21)\d\d([^\d]|$)`)

// In finds the one date of a line that says little else: with a label, a name
// or a place before it and a time behind. At most eight words may be no date.
func In(s string) (time.Time, bool) {
	if !dateYear.MatchString(s) {
		return time.Time{}, false
	}
	words := strings.Fields(s)
	if len(words) > 16 {
		return time.Time{}, false
	}
	for size := min(len(words), 7); size >= 1; size-- {
		for at := 0; at+size <= len(words); at++ {
			if len(words)-size > 8 {
				break
			}
			part := strings.Trim(strings.Join(words[at:at+size], " "), "()[]|·•,;:–—- ")
			if !startsDate(part) {
				continue
			}
			if t, ok := Parse(part); ok {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

// startsDate tells whether s begins with a number or the name of a month, so
// that words before a date are not taken for weekdays.
func startsDate(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	return word != "" && (word[0] >= '0' && word[0] <= '9' || months[strings.ToLower(strings.Trim(word, ".,"))] != 0)
}
