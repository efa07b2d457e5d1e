package date

import (
	"testing"
	"time"
)

// A date that stands alone is read in the forms of standards and in words, and one
// that names two days in two countries is not.
func TestParse(t *testing.T) {
	for s, want := range map[string]string{
		"2025-08-07":                         "2025-08-07",
		"2025-08-07T14:05:00Z":               "2025-08-07",
		"Thu, 07 Aug 2025 14:05:00 GMT":      "2025-08-07",
		"07.08.2025":                         "2025-08-07",
		"Aug. 7, 2025":                       "2025-08-07",
		"Thursday, 7 August 2025 14:05 GMT":  "2025-08-07",
		" 7th  of August 2025 ":              "2025-08-07",
		"7 août 2025":                        "2025-08-07",
		"2025年8月7日":                          "2025-08-07",
		"03/04/2025":                         "",
		"30 February 2025":                   "",
		"August 2025":                        "",
		"7 August 2025 to 9 August 2025":     "",
		"7 August 1025":                      "",
		"":                                   "",
		"seven August two thousand and five": "",
	} {
		got, ok := Parse(s)
		if day := got.Format(time.DateOnly); ok != (want != "") || ok && day != want {
			t.Errorf("%q is %s, %v; want %q", s, day, ok, want)
		}
	}
}

// In a line that says little else the one date is found, in a sentence none.
func TestIn(t *testing.T) {
	for s, want := range map[string]string{
		"Published: 7 August 2025, 14:05":        "2025-08-07",
		"KYIV, Aug. 7, 2025 (Harbour Post)":      "2025-08-07",
		"Updated 2025-08-07 by the harbour":      "2025-08-07",
		"Room 2025, second floor":                "",
		"The lock was shut for repairs all week": "",
		"On 7 August 2025 the keeper of the old lock found that the upper gate would no longer close by hand": "",
	} {
		got, ok := In(s)
		if day := got.Format(time.DateOnly); ok != (want != "") || ok && day != want {
			t.Errorf("%q: %s, %v; want %q", s, day, ok, want)
		}
	}
}

func TestIsMonth(t *testing.T) {
	for name, want := range map[string]bool{"august": true, "aug": true, "août": true, "august.": false, "monday": false, "": false} {
		if IsMonth(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
