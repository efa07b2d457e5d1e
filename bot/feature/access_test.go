package feature

import (
	"context"
	"errors"
	"log/slog"
	"testing"
)

// rights are what a person may do by channel; a channel "broken" is an error.
type rights struct {
	Alone
	by    map[string]Can
	asked map[string]int
}

func (r rights) Can(_ context.Context, _, channel string, _ Person) (Can, error) {
	r.asked[channel]++
	if channel == "broken" {
		return Can{}, errors.New("no network")
	}
	return r.by[channel], nil
}

func (r rights) Within(_ context.Context, _, readers, channel string) bool {
	return readers == "open" && channel == "all"
}

func access() (Access, rights) {
	r := rights{by: map[string]Can{"open": {See: true, Write: true}, "read": {See: true}, "gone": {Unknown: true}}, asked: map[string]int{}}
	return Access{Rights: r, Log: slog.New(slog.DiscardHandler)}, r
}

func TestWhoMayWriteWhere(t *testing.T) {
	t.Parallel()
	a, _ := access()
	for channel, want := range map[string]string{"open": "", "read": "summary.maynot.write", "gone": "summary.refused", "unheard": "summary.maynot.write"} {
		err := a.MayWrite(t.Context(), Person{}, "g", channel, nil)
		var m *Mistake
		switch {
		case want == "" && err != nil, want != "" && (!errors.As(err, &m) || m.Key != want):
			t.Errorf("%s: %v, want %q", channel, err, want)
		}
	}
	// What Discord said with the interaction takes away, and never adds.
	for channel, said := range map[string]Can{"open": {See: true}, "read": {See: true, Write: true}} {
		if err := a.MayWrite(t.Context(), Person{}, "g", channel, map[string]Can{channel: said}); err == nil {
			t.Errorf("%s may be written to", channel)
		}
	}
	if err := a.MayWrite(t.Context(), Person{}, "g", "broken", nil); err == nil {
		t.Error("what could not be found out is allowed")
	}
}

func TestWhatIsSeenIsAskedForOnce(t *testing.T) {
	t.Parallel()
	a, r := access()
	sees := a.SeenBy(t.Context(), Person{ID: "1"}, Place{Guild: "g", Channel: "thread", Parent: "here"})
	for channel, want := range map[string]bool{"thread": true, "here": true, "read": true, "unheard": false, "broken": false, "": false} {
		for range 2 {
			if got := sees(channel); got != want {
				t.Errorf("%q is seen: %v", channel, got)
			}
		}
	}
	if r.asked["read"] != 1 || r.asked["here"] != 0 || r.asked[""] != 0 {
		t.Errorf("asked for %v", r.asked)
	}
	// Of a private thread nothing but itself is seen.
	closed := a.SeenIn(t.Context(), Place{Guild: "g", Channel: "thread", Parent: "open", Closed: true})
	if !closed("thread") || closed("open") || closed("all") {
		t.Error("who is in a private thread sees more than it")
	}
	open := a.SeenIn(t.Context(), Place{Guild: "g", Channel: "open"})
	if !open("open") || !open("all") || open("read") {
		t.Error("readers of a channel see what they should not, or do not see what they should")
	}
}
