package chart

import (
	"bytes"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// picture decodes a PNG, and keeps it where FOOTNOTE_PICTURES names a folder.
func picture(t *testing.T, name string, data []byte, err error) (width, height int) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("FOOTNOTE_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	light := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r > 0x8000 {
				light++
			}
		}
	}
	if light < 200 {
		t.Errorf("%s: %d light pixels: nothing is drawn", name, light)
	}
	return img.Bounds().Dx(), img.Bounds().Dy()
}

func on(month time.Month, day int) time.Time {
	return time.Date(2025, month, day, 0, 0, 0, 0, time.UTC)
}

func TestTimeline(t *testing.T) {
	events := []Event{
		{on(2, 4), "4 February 2025", "Yermak and Waltz talk: the first disclosed contact between Kyiv and the new administration in Washington, of which nothing concrete came."},
		{on(2, 22), "22 February 2025", "Ryabkov says that preparations have begun."},
		{on(2, 22), "22 February 2025", "Демонстранти йдуть Лондоном — und Grüße aus Köln."},
		{on(8, 7), "7 August 2025", strings.Repeat("A very long line goes on and on. ", 30)},
		{time.Time{}, "day not stated", "Something whose day nobody states."},
	}
	data, err := Timeline("Trump-Putin summit", events)
	w, h := picture(t, "timeline", data, err)
	if w < 900 || h < 300 {
		t.Errorf("%d x %d pixels", w, h)
	}
	one, err := Timeline("One", events[:1])
	_, small := picture(t, "timeline-one", one, err)
	if small >= h {
		t.Errorf("one event takes %d pixels, five take %d", small, h)
	}
}

func TestHostileTimeline(t *testing.T) {
	var events []Event
	for range 100 {
		events = append(events, Event{At: on(1, 1), When: strings.Repeat("x", 500), Text: "\x00\u202e" + strings.Repeat("w", 5000) + "\xff"})
	}
	data, err := Timeline(strings.Repeat("title ", 500), events)
	if _, h := picture(t, "timeline-hostile", data, err); h > 6000 {
		t.Errorf("%d pixels high", h)
	}
	if _, err := Timeline("none", nil); err == nil {
		t.Error("no events give a picture")
	}
}

// samplePanels are panels of each kind.
func samplePanels() []Panel {
	days := []string{"08-01", "08-02", "08-03", "08-04", "08-05", "08-06", "08-07", "08-08"}
	return []Panel{
		{Title: "Questions a day", Kind: Bars, Labels: days, Series: []Series{{"answered", []float64{3, 5, 2, 8, 0, 4, 6, 7}}, {"declined", []float64{1, 0, 2, 1, 0, 0, 3, 1}}}},
		{Title: "Median time", Kind: Lines, Unit: "s", Labels: days, Series: []Series{{"median", []float64{.31, .28, .4, .33, math.NaN(), .3, .29, .35}}}},
		{Title: "Votes", Kind: Bars, Labels: days, Series: []Series{{"up", []float64{2, 1}}, {"down", []float64{0, 1}}}},
		{Title: "Top articles", Kind: Ranking, Labels: []string{"Ryabkov: Summit plans are in motion, but the work is at an early stage", "Короткий"}, Series: []Series{{"", []float64{12, 4}}}},
		{Title: "Nothing yet", Kind: Bars, Labels: days, Series: []Series{{"up", nil}}, Empty: "No votes in these days."},
	}
}

func TestPanels(t *testing.T) {
	data, err := Panels("Questions of the last 8 days", samplePanels())
	if w, h := picture(t, "panels", data, err); w < 900 || h < 600 {
		t.Errorf("%d x %d pixels", w, h)
	}
	if _, err := Panels("none", nil); err == nil {
		t.Error("no panels give a picture")
	}
}
