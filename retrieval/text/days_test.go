package text

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Thursday.
var published = time.Date(2025, time.August, 7, 15, 0, 0, 0, time.UTC)

func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"He spoke on 4 February.":                                  "2025-02-04",
		"It began on February 24, 2022, and goes on.":              "2022-02-24",
		"The visit is set for 9 May 2025.":                         "2025-05-09",
		"Ushakov said on Thursday that they could meet next week.": "2025-08-07",
		"They met on Tuesday.":                                     "2025-08-05",
		"They will meet on Tuesday.":                               "2025-08-12",
		"Trump said yesterday that it was over.":                   "2025-08-06",
		"He left two days ago.":                                    "2025-08-05",
		"Trump entered office in January.":                         "2025-01",
		"It happened last month.":                                  "2025-07",
		"Isolated since 2022, he was invited in 2025.":             "2025",
		"On Thursday, 7 August, it rained.":                        "2025-08-07",
		"Am 5. August 2025 sagte er das.":                          "2025-08-05",
		"Il l’a dit le 5 août 2025.":                               "2025-08-05",
		"El 5 de agosto de 2025 lo dijo.":                          "2025-08-05",
		"5 серпня 2025 року він сказав це.":                        "2025-08-05",
		"Filed 2025-03-01 in court.":                               "2025-03-01",
		"In December he leaves.":                                   "2025-12",
		"On 31 December he left.":                                  "2024-12-31",
		"It may rain.":                                             "",
		"On 30 February nothing happened.":                         "",
		"Two dates: 1 March 2025 and 2 March 2025.":                "2025-03-01 2025-03-02",
	} {
		if got := describeDays(Days(text, published)); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestDaysWithoutPublicationAreNotGuessed(t *testing.T) {
	got := Days("On Thursday, and on 4 February, and last month, he spoke.", time.Time{})
	if len(got) != 1 || !got[0].Yearless || got[0].Month() != time.February || got[0].Day() != 4 {
		t.Errorf("got %+v, want 4 February without a year and nothing else", got)
	}
}

func describeDays(all []Day) string {
	forms := []string{time.DateOnly, "2006-01", "2006"}
	var out []string
	for _, d := range all {
		out = append(out, fmt.Sprint(d.Format(forms[d.Known])))
	}
	return strings.Join(out, " ")
}
