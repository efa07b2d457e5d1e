package main

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the tables into docs/SCALING.md")

// What was measured of a bot, with its command; the simulation may differ by a tenth.
const tenth = 0.1

// 50 questions a second for 20 s to a bot with a model that takes 250 ms, more than its
// desks can do:
//
//	go test ./bot -run '^$' -bench Steady -benchtime 1x -steady 20s -model 250ms
func TestTheSimulationMeetsALine(t *testing.T) {
	out := simulate(load{perSecond: 50, lasts: 20 * time.Second, even: true, processor: kinds[0].processor, model: 250 * time.Millisecond})
	near(t, "answered", float64(out.answered), 992)
	near(t, "the median", of(0.5, out.took).Seconds(), 6.9)
	near(t, "the 99th percentile", of(0.99, out.took).Seconds(), 13.3)
}

// Shards of a bot in 2,600 servers:
//
//	go test ./bot/discord -run - -bench Shards -benchtime 1x
func TestTheTurnsMeetWhatWasMeasured(t *testing.T) {
	near(t, "8 shards, one at a time", ready(8, 1).Seconds(), 35.6)
	near(t, "64 shards, 16 at once", ready(64, 16).Seconds(), 16.4)
}

func near(t *testing.T, what string, got, measured float64) {
	t.Helper()
	if got < measured*(1-tenth) || got > measured*(1+tenth) {
		t.Errorf("%s: %.4g, where %.4g was measured", what, got, measured)
	}
}

// A process bears what its desks and cores bear, and no more.
func TestLoads(t *testing.T) {
	for name, c := range map[string]struct {
		load
		answered, turnedAway int
	}{
		"nothing to wait for": {load{perSecond: 1, lasts: 10 * time.Second, even: true, processor: time.Millisecond}, 9, 0},
		"far too much":        {load{perSecond: 1000, lasts: time.Second, even: true, model: time.Minute}, 100, 899},
	} {
		out := simulate(c.load)
		if out.answered != c.answered || out.turnedAway != c.turnedAway {
			t.Errorf("%s: %d answered, %d turned away", name, out.answered, out.turnedAway)
		}
	}
	if slow, fast := carries(kind{processor: 100 * time.Millisecond}), carries(kind{processor: 10 * time.Millisecond}); slow > 20 || fast < 5*slow {
		t.Errorf("two cores bear %.3g and %.3g questions a second", slow, fast)
	}
}

const (
	begins = "<!-- go run ./cmd/capacity -->\n"
	ends   = "<!-- end -->\n"
)

// docs/SCALING.md has what the program prints.
func TestDocsHaveTheTables(t *testing.T) {
	const path = "../../docs/SCALING.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(text), begins)
	had, after, ok2 := strings.Cut(rest, ends)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the tables", path)
	}
	list, err := numbers(usual)
	if err != nil {
		t.Fatal(err)
	}
	want := "\n" + tables(list) + "\n"
	if had == want {
		return
	}
	if !*update {
		t.Fatalf("%s has other tables: run go test ./cmd/capacity -update\n%s", path, want)
	}
	if err := os.WriteFile(path, []byte(before+begins+want+ends+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestNumbers(t *testing.T) {
	if list, err := numbers("5, 10"); err != nil || len(list) != 2 || list[1] != 10 {
		t.Errorf("%v, %v", list, err)
	}
	for _, text := range []string{"", "0", "many", "1,,2"} {
		if _, err := numbers(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
