package chart

import (
	"testing"
	"time"
)

func BenchmarkTimeline(b *testing.B) {
	var events []Event
	for i := range 8 {
		events = append(events, Event{At: on(time.Month(1+i), 3*i+1), When: "4 February 2025", Text: "Yermak and Waltz talk: the first disclosed contact between Kyiv and the new administration in Washington, of which nothing concrete came."})
	}
	for b.Loop() {
		if _, err := Timeline("Trump-Putin summit", events); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPanels(b *testing.B) {
	panels := samplePanels()
	for b.Loop() {
		if _, err := Panels("Questions of the last 8 days", panels); err != nil {
			b.Fatal(err)
		}
	}
}
