package digests

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/storetest"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// clock is what tests set and all else reads.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(t *testing.T, at string) time.Time {
	t.Helper()
	now, err := time.Parse("2006-01-02 15:04 -0700", at)
	if err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
	return now
}

// wall is a Chat on which posts are counted; err is what it answers.
type wall struct {
	feature.Chat
	posts int
	err   error
}

func (w *wall) Post(_ context.Context, channel string, list []render.Message) ([]feature.Posted, error) {
	if w.err != nil {
		return nil, w.err
	}
	w.posts++
	return []feature.Posted{{ID: "1", Channel: channel}}, nil
}

// timed is a handler in a time of the test's making, over a data file at path.
func timed(t *testing.T, path string, c *clock, chat feature.Chat) *Handler {
	t.Helper()
	s := storetest.OpenAt(t, path, c.Now)
	log := slog.New(slog.DiscardHandler)
	return &Handler{Store: s, Questions: s, Audit: s, Base: feature.Base{
		Log: log, Now: c.Now, Chat: chat, Patience: time.Minute, Access: feature.Access{Rights: allowed{}, Log: log},
		Resolver: &feature.Resolver{Store: s, Libraries: feature.Everywhere{Library: retrieval.NewLibrary(lexical.New())}, Log: log},
	}}
}

// creates has a moderator create a digest in channel "c" of guild "g".
func creates(t *testing.T, h *Handler, options map[string]string) (feature.Reply, error) {
	t.Helper()
	r, err := h.Resolver.Request(store.In(t.Context(), "g"), "7", feature.Person{ID: "m", Manager: true, Locale: "en-US"}, feature.Place{Guild: "g", Channel: "c"})
	if err != nil {
		t.Fatal(err)
	}
	return h.createDigest(store.In(t.Context(), "g"), feature.Invocation{Request: r, Options: options})
}

// inTime are schedules with the moments of ticks, and how many digests there are
// by each: over changes of the clocks, a leap day, a month of absence, and clocks
// that jump either way.
var inTime = []struct{ name, options, from, ticks string }{
	{"weekly, over the change to winter time", "every=week weekday=1 at=9 zone=Europe/Berlin", "2025-10-20 12:00 +0200", "2025-10-27 08:59 +0100 is 0, 2025-10-27 09:00 +0100 is 1, 2025-10-27 09:01 +0100 is 1, 2025-11-03 09:00 +0100 is 2"},
	{"nightly, at a time that is skipped", "every=day at=2:30 zone=Europe/Berlin", "2025-03-29 12:00 +0100", "2025-03-30 01:59 +0100 is 0, 2025-03-30 03:00 +0200 is 1, 2025-03-30 03:30 +0200 is 1, 2025-03-31 02:30 +0200 is 2"},
	{"nightly, at a time that comes twice", "every=day at=2:30 zone=Europe/Berlin", "2025-10-25 12:00 +0200", "2025-10-26 02:30 +0200 is 1, 2025-10-26 02:30 +0100 is 1, 2025-10-27 02:30 +0100 is 2"},
	{"monthly, on a leap day", "every=month day=31 at=9 zone=UTC", "2028-02-10 00:00 +0000", "2028-02-28 23:59 +0000 is 0, 2028-02-29 09:00 +0000 is 1, 2028-03-30 23:00 +0000 is 1, 2028-03-31 09:00 +0000 is 2"},
	{"daily, after a month of absence", "every=day at=9 zone=UTC", "2025-08-07 12:00 +0000", "2025-09-07 17:00 +0000 is 1, 2025-09-07 17:01 +0000 is 1, 2025-09-08 09:00 +0000 is 2"},
	{"daily, by a clock that is put back", "every=day at=9 zone=UTC", "2025-08-07 12:00 +0000", "2025-08-08 09:00 +0000 is 1, 2025-08-08 08:50 +0000 is 1, 2025-08-08 09:05 +0000 is 1, 2025-08-09 09:00 +0000 is 2"},
	{"daily, by a clock that is a year ahead for a while", "every=day at=9 zone=UTC", "2025-08-07 12:00 +0000", "2026-08-07 12:00 +0000 is 1, 2025-08-07 13:00 +0000 is 1, 2025-08-08 09:00 +0000 is 2"},
}

func TestDigestsInTime(t *testing.T) {
	for _, c := range inTime {
		options := map[string]string{}
		for _, o := range strings.Fields(c.options) {
			key, value, _ := strings.Cut(o, "=")
			options[key] = value
		}
		now, chat, path := &clock{}, &wall{}, filepath.Join(t.TempDir(), "bot.db")
		now.set(t, c.from)
		if r, err := creates(t, timed(t, path, now, chat), options); err != nil || r.Message == nil {
			t.Fatalf("%s: %+v, %v", c.name, r, err)
		}
		for _, tick := range strings.Split(c.ticks, ", ") {
			when, posts, _ := strings.Cut(tick, " is ")
			// Each tick is another process's: what counts is in the file.
			if err := timed(t, path, now, chat).runDigests(t.Context(), now.set(t, when)); err != nil {
				t.Fatal(err)
			}
			if strconv.Itoa(chat.posts) != posts {
				t.Errorf("%s: %d digests by %s, want %s", c.name, chat.posts, when, posts)
			}
		}
	}
}

// Where Discord cannot be reached a digest waits for the next tick.
func TestADigestIsTriedAgain(t *testing.T) {
	now, chat, path := &clock{}, &wall{err: errors.New("no network")}, filepath.Join(t.TempDir(), "bot.db")
	now.set(t, "2025-08-07 12:00 +0000")
	d := timed(t, path, now, chat)
	if _, err := creates(t, d, map[string]string{"every": "day", "at": "9", "zone": "UTC"}); err != nil {
		t.Fatal(err)
	}
	if err := d.runDigests(t.Context(), now.set(t, "2025-08-08 09:00 +0000")); err == nil {
		t.Error("a failure is not told")
	}
	chat.err = nil
	if err := d.runDigests(t.Context(), now.set(t, "2025-08-08 09:01 +0000")); err != nil || chat.posts != 1 {
		t.Errorf("%d digests, %v", chat.posts, err)
	}
}

// allowed are Rights by which every member may do everything.
type allowed struct{ feature.Alone }

func (allowed) Can(context.Context, string, string, feature.Person) (feature.Can, error) {
	return feature.Can{See: true, Write: true, Pin: true}, nil
}

func (allowed) Member(_ context.Context, _, person string) (feature.Person, error) {
	return feature.Person{ID: person}, nil
}
