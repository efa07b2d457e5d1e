package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// The numbers of a text, however they are written.
func TestQuantities(t *testing.T) {
	for text, want := range map[string]string{
		"It has 1,250 rooms.":               "1250",
		"It weighs 1.250 grams, or 1.25.":   "1250 1.25",
		"Rent rose to 12.5 euros.":          "12.5€",
		"Twenty-five people came.":          "25",
		"Twenty, five of them late.":        "20 5",
		"Two million saw it.":               "2e+06",
		"Half a million saw it.":            "500000",
		"It cost $200m.":                    "2e+08$",
		"It cost 40 million dollars.":       "4e+07$",
		"A fine of €30 or 30 £.":            "30€ 30£",
		"A rise of 4 percent, then of 5 %.": "4% 5%",
		"Half of them left.":                "50%",
		"Two thirds of them left.":          "66.66666666666667%",
		"A fifth of them left.":             "20%",
		"It fell by a quarter.":             "25%",
		"One in four agreed.":               "25%",
		"The fifth of May":                  "5",
		"On the 5th, in the 90s":            "5 90",
		"The hall holds ٣٥ people.":         "35",
		"No number stands here.":            "",
	} {
		var got []string
		for _, q := range Read(text).Quantities() {
			got = append(got, fmt.Sprintf("%g%s", q.Value, q.Unit))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, strings.Join(got, " "), want)
		}
	}
}

// A lone "one" is no number for sure, "one million" is.
func TestOneMayBeAnArticle(t *testing.T) {
	for text, want := range map[string]bool{"One of them left.": true, "One million left.": false, "Two of them left.": false} {
		all := Read(text).Quantities()
		if len(all) != 1 || all[0].Article != want {
			t.Errorf("%s: %+v", text, all)
		}
	}
}

func TestSameNumber(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		unit string
		same bool
	}{
		{5, 5, "", true},
		{5, 5.2, "", false},
		{67, 66.66666, "%", true},
		{67, 66, "%", false},
		{66.4, 67.1, "%", false},
	} {
		if SameNumber(c.a, c.b, c.unit) != c.same {
			t.Errorf("%v and %v %s: not %t", c.a, c.b, c.unit, c.same)
		}
	}
	if !Equal(0.1+0.2, 0.3) || Equal(1, 1.0001) {
		t.Error("only the rounding of decimals is forgiven")
	}
}

// Measures of time compare with each other, months with years alone.
func TestSpans(t *testing.T) {
	span := func(text string) string {
		all := Read(text).Quantities()
		if len(all) != 1 {
			t.Fatalf("%s: %+v", text, all)
		}
		length, months := Read(text).SpanOf(all[0])
		return fmt.Sprint(length, months)
	}
	for a, b := range map[string]string{
		"two weeks": "14 days", "48 hours": "two days", "90 minutes": "1.5 hours", "two years": "24 months", "zwei Wochen": "14 Tage",
	} {
		if span(a) != span(b) {
			t.Errorf("%s is %s, %s is %s", a, span(a), b, span(b))
		}
	}
	if span("30 days") == span("one month") {
		t.Error("a month is so many days")
	}
	if span("14 rooms") != "0 false" {
		t.Error("rooms are no time")
	}
}

// A number may come from a date only where it is written as part of one.
func TestPartOfDate(t *testing.T) {
	for text, want := range map[string]bool{
		"It happened in 2022.":     true,
		"He spoke on 4 February.":  true,
		"He spoke on February 24.": true,
		"In May 300 people came.":  false,
		"There were 2022.5 grams.": false,
		"Four people spoke.":       false,
		"They may bring 4 guests.": false,
	} {
		text := Read(text)
		all := text.Quantities()
		if len(all) != 1 || text.PartOfDate(all[0]) != want {
			t.Errorf("%s: %+v, want %t", text.Raw, all, want)
		}
	}
}

func TestFigures(t *testing.T) {
	got := Figures("One of the twelve left on Tuesday, 4 March; 12 may stay, and 5% were away.")
	for _, want := range []string{"12", "4", "5%", "March", "weekday 2"} {
		if !got[want] {
			t.Errorf("%q is not among %v", want, got)
		}
	}
	if got["1"] || got["May"] || len(got) != 5 {
		t.Errorf("there is more: %v", got)
	}
}

// Forms and spellings of one name are one, those of two are two.
func TestSameName(t *testing.T) {
	for _, c := range [][2]string{
		{"Zelensky", "Zelenskyy"}, {"Zelensky", "Зеленский"}, {"Zelensky", "Зеленського"}, {"Ukraine", "Ukrainian"}, {"Lavrov's", "Lavrov"},
		{"Yermak", "Ermak"}, {"Yermak", "Єрмак"}, {"Müller", "Muller"}, {"Путина", "Putin"}, {"Йод", "Iod"},
	} {
		if !SameName(c[0], c[1]) || !SameName(c[1], c[0]) {
			t.Errorf("%s and %s are two (%s, %s)", c[0], c[1], nameKey(c[0]), nameKey(c[1]))
		}
	}
	for _, c := range [][2]string{{"Lavrov", "Peskov"}, {"Putin", "Pushkin"}, {"Путин", "Пескова"}, {"Berg", "Bern"}, {"", ""}} {
		if SameName(c[0], c[1]) {
			t.Errorf("%s and %s are one", c[0], c[1])
		}
	}
}

// Days stand for their numbers, months and weekdays as far as they are known.
func TestDatesStandForTheirParts(t *testing.T) {
	day := time.Date(2025, time.August, 7, 0, 0, 0, 0, time.UTC) // a Thursday
	dates := Dates{{Time: day}, {Time: time.Date(2024, time.March, 1, 0, 0, 0, 0, time.UTC), Known: ToTheMonth}, {Time: time.Date(2019, time.January, 1, 0, 0, 0, 0, time.UTC), Known: ToTheYear}}
	var numbers []int
	for n := range 2100 {
		if dates.Number(float64(n)) {
			numbers = append(numbers, n)
		}
	}
	if want := []int{7, 2019, 2024, 2025}; !slices.Equal(numbers, want) {
		t.Errorf("they stand for %v, want %v", numbers, want)
	}
	for m := time.January; m <= time.December; m++ {
		if dates.Month(m) != (m == time.August || m == time.March) {
			t.Errorf("%v", m)
		}
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		if dates.Weekday(w) != (w == time.Thursday) {
			t.Errorf("%v", w)
		}
	}
}

// What a word of a quote means by the day on which it was published.
func TestImplied(t *testing.T) {
	published := time.Date(2025, time.August, 7, 0, 0, 0, 0, time.UTC) // a Thursday
	for text, want := range map[string]string{
		"It rains today": "2025-08-07", "It rains tonight": "2025-08-07", "It will rain tomorrow": "2025-08-08",
		"two weeks ago": "2025-07-24", "a month ago": "2025-07", "three years ago": "2022", "some days ago": "", "ago": "", "5000 days ago": "",
		"next month": "2025-09", "last year": "2024", "the year": "",
		"next Thursday": "2025-08-14", "last Thursday": "2025-07-31", "on Thursday": "2025-08-07", "last Friday": "2025-08-01",
	} {
		read := Read(text)
		last := len(read.Tokens) - 1
		if got := describeDays(Implied(read, last, read.Lower[last], published)); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// Words of other meanings are months only where they stand as one.
func TestNamedMonthsAndDays(t *testing.T) {
	for text, want := range map[string]time.Month{
		"It begins in May.": time.May, "It was 5 march 2020.": 0, "They march on.": 0, "May they come?": 0, "May 5 is near.": time.May, "Im März": time.March,
	} {
		read, found := Read(text), time.Month(0)
		for m := time.January; m <= time.December; m++ {
			if read.NamesMonth(m) {
				found = m
			}
		}
		if found != want {
			t.Errorf("%s: %v, want %v", text, found, want)
		}
	}
	if read := Read("On Tuesday, and in der Nacht auf Mittwoch"); !read.NamesWeekday(2) || !read.NamesWeekday(3) || read.NamesWeekday(4) {
		t.Error("days of the week are not told")
	}
	for word, want := range map[string]bool{"march": true, "tuesday": true, "twelve": true, "harbour": false} {
		if IsDateWord(word) != want {
			t.Errorf("%s: not %t", word, want)
		}
	}
}
