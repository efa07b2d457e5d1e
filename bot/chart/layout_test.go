package chart

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tidy fails where texts overlap or leave the margins, and returns all of them.
func tidy(t *testing.T, name string, p *page, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(name, err)
	}
	const air = 0.01
	var all []string
	for i, a := range p.texts {
		all = append(all, a.text)
		if a.left < margin-air || a.right > width-margin+air || a.top < 0 || a.bottom > p.y+margin {
			t.Errorf("%s: %q stands at %v", name, a.text, a.box)
		}
		for _, b := range p.texts[:i] {
			if a.left < b.right && b.left < a.right && a.top+air < b.bottom && b.top+air < a.bottom {
				t.Errorf("%s: %q and %q overlap", name, a.text, b.text)
			}
		}
	}
	data, err := p.encode()
	if dir := os.Getenv("FOOTNOTE_PICTURES"); dir != "" && err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

// sentences are in the languages that the bot speaks, of the length that a
// summary's lines have.
var sentences = map[string]string{
	"en": "Lavrov said on Monday that dates had not been discussed, and that neither side had named a place.",
	"de": "Die Donaudampfschifffahrtsgesellschaft teilte mit, dass größere Verspätungen im Regionalverkehr „voraussichtlich“ bis Übermorgen andauern.",
	"fr": "L’accord prévoit qu’à partir du 1er décembre les œuvres exposées à Nîmes seront « intégralement » restituées — sans délai.",
	"es": "¿Cuándo empieza? El alcalde señaló que la inauguración será mañana, según el pingüino más ágil de la exposición.",
	"uk": "Єрмак і Волц обговорили перший контакт; ґанок, їжак, щастя та об’єднання залишилися без змін у Києві.",
	"ru": "Рябков сообщил, что подготовка к встрече началась, но объём работы ещё не определён: съезд пройдёт позже.",
}

func TestTextsStayWhole(t *testing.T) {
	for lang, s := range sentences {
		var events []Event
		for i := range 10 {
			events = append(events, Event{At: on(1, 1+9*i), When: "2025", Text: s})
		}
		for _, n := range []int{1, 2, 10} {
			name := fmt.Sprintf("timeline-%s-%d", lang, n)
			p, err := timeline(s, events[:n])
			if all := tidy(t, name, p, err); strings.Count(all, s) != n+1 {
				t.Errorf("%s: the text is %d times in %q", name, strings.Count(all, s), all)
			}
		}
	}
}

// A word without a place to break goes on in the next line, and an accent of its
// own joins its letter.
func TestWords(t *testing.T) {
	long := strings.Repeat("Straßenbahn", 12)
	p, err := timeline("Cafe\u0301", []Event{{Text: "Eine " + long + " fährt"}})
	if all := tidy(t, "words", p, err); !strings.Contains(strings.ReplaceAll(all, " ", ""), long) || !strings.Contains(all, "Café") {
		t.Errorf("shown is %q", all)
	}
}

func TestScripts(t *testing.T) {
	for _, s := range []string{"会议将于八月举行", "القمة في أغسطس", "הפסגה באוגוסט"} {
		if _, err := Timeline("Summit", []Event{{Text: s}}); !errors.Is(err, errScript) {
			t.Errorf("%q: %v", s, err)
		}
	}
	p, err := timeline("Summit", []Event{{Text: "Xi Jinping (习近平) was in Łódź, Iași, Đà Nẵng and Αθήνα."}})
	tidy(t, "scripts", p, err)
}

// An axis has names of days for ranges of every length.
func TestAxis(t *testing.T) {
	for _, days := range []int{1, 2, 3, 6, 10, 30, 31, 60, 90, 200, 364, 800, 2000, 10_000, 100_000, 700_000} {
		first := time.Date(2025, 2, 4, 0, 0, 0, 0, time.UTC)
		events := []Event{{At: first.AddDate(0, 0, -days), Text: "first"}, {At: first, Text: "last"}, {At: first.AddDate(0, 0, -days/3), Text: "between"}}
		p, err := timeline("T", events)
		all := tidy(t, fmt.Sprintf("axis-%06d", days), p, err)
		if named := len(p.texts) - 1 - 3*4; named < 1 || named > 9 {
			t.Errorf("%d days: %d names in %q", days, named, all)
		}
	}
}

// Dots of one day are stacked, as many as there are.
func TestStack(t *testing.T) {
	events := []Event{{At: on(1, 1), Text: "first"}}
	for i := range 13 {
		events = append(events, Event{At: on(8, 1+i%3), Text: "many"})
	}
	p, err := timeline("Stack", events)
	tidy(t, "stack", p, err)
}

func TestPanelsStayWhole(t *testing.T) {
	for lang, s := range sentences {
		for _, n := range []int{1, 2, 7, 30, 366} {
			name := fmt.Sprintf("panels-%s-%d", lang, n)
			p, err := panelled(s, manyPanels(s, n))
			all := tidy(t, name, p, err)
			if whole := strings.Count(all, s); whole < 5 || strings.Contains(all, "…") {
				t.Errorf("%s: the text is %d times in %q", name, whole, all)
			}
		}
	}
}

// manyPanels are panels of a number of days, with a sentence for a title.
func manyPanels(s string, days int) []Panel {
	var labels []string
	var some, more, took []float64
	for i := range days {
		labels = append(labels, fmt.Sprintf("%d.%d.", i%31+1, i/31+1))
		some, more, took = append(some, float64(i*7%13)), append(more, float64(1000+i*i)), append(took, 1.25*math.Abs(math.Sin(float64(i+1))))
	}
	words := strings.Fields(s)
	return []Panel{
		{Title: s, Kind: Bars, Labels: labels, Series: []Series{{words[0], more}, {words[1], some}, {words[2], some}}, Empty: "-"},
		{Title: s, Kind: Lines, Labels: labels, Series: []Series{{Values: took}}, Unit: "s", Decimal: ",", Empty: "-"},
		{Title: "T", Kind: Ranking, Labels: []string{s, s, "x"}, Series: []Series{{Values: []float64{123456, 7, 0}}}},
	}
}

func TestScale(t *testing.T) {
	for _, c := range []struct{ high, most, step float64 }{
		{1, 1, 1}, {2, 2, 1}, {5, 5, 1}, {6, 6, 2}, {9, 10, 2}, {50, 50, 10}, {51, 60, 20}, {1234, 1500, 500}, {.4, .4, .1}, {1.25, 1.5, .5}, {.003, .003, .001},
	} {
		p := Panel{Labels: []string{"a"}, Series: []Series{{Values: []float64{c.high}}}}
		if most, step := p.scale(); math.Abs(most-c.most) > 1e-9 || math.Abs(step-c.step) > 1e-9 {
			t.Errorf("%v: up to %v by %v, want %v by %v", c.high, most, step, c.most, c.step)
		}
	}
	p := Panel{Decimal: ","}
	if got := p.number(0.1 + 0.2); got != "0,3" {
		t.Errorf("a number is written %q", got)
	}
}
