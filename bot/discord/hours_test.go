package discord

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
)

// The hours in these tests go by a clock that jumps to the next thing that happens.

// answering is a Transport whose requests are answered by a function, over pipes.
func answering(t *testing.T, answer func(r *http.Request) *http.Response) *Transport {
	t.Helper()
	to, err := NewTransport("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	to.http.DialContext = func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			defer there.Close()
			for in := bufio.NewReader(there); ; {
				r, err := http.ReadRequest(in)
				if err != nil {
					return
				}
				res := answer(r)
				res.ProtoMajor, res.ProtoMinor, res.ContentLength = 1, 1, 0
				if res.Write(there) != nil {
					return
				}
			}
		}()
		return here, nil
	}
	return to
}

// limitedUntil refuses everything that is not an interaction's until a moment, with
// the wait in its header.
func limitedUntil(until time.Time, global bool, sent *int) func(r *http.Request) *http.Response {
	return func(r *http.Request) *http.Response {
		*sent++
		wait := time.Until(until)
		if wait <= 0 || global && strings.Contains(r.URL.Path, "/interactions/") {
			return &http.Response{StatusCode: http.StatusNoContent}
		}
		h := http.Header{"Retry-After": {strconv.FormatFloat(wait.Seconds(), 'f', -1, 64)}}
		if global {
			h.Set("X-RateLimit-Global", "true")
		}
		return &http.Response{StatusCode: http.StatusTooManyRequests, Header: h}
	}
}

// Discord refuses everything for an hour and says so: what may wait is sent once when
// the hour is over, what may not is given up when its time is, and nothing is asked in
// between.
func TestALimitOfAnHour(t *testing.T) {
	for name, global := range map[string]bool{"of a route": false, "of all": true} { // by header alone, as Discord's edge does
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sent, began := 0, time.Now()
				to := answering(t, limitedUntil(began.Add(time.Hour), global, &sent))
				defer to.http.CloseIdleConnections()
				r, err := NewREST("token", to)
				if err != nil {
					t.Fatal(err)
				}
				brief, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
				defer cancel()
				_, err = r.Do(brief, Request{Method: "POST", Path: "/channels/1/messages", Lane: "one"})
				if at := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || at != 15*time.Minute || sent != 1 {
					t.Errorf("what may wait a quarter of an hour is given up after %v and %d requests: %v", at, sent, err)
				}
				if global {
					if _, err := r.Do(t.Context(), Request{Method: "POST", Path: "/interactions/1/t/callback", Free: true}); err != nil || time.Since(began) != 15*time.Minute {
						t.Errorf("an acknowledgement waits for the limit: %v", err)
					}
				}
				before := sent
				_, err = r.Do(t.Context(), Request{Method: "POST", Path: "/channels/2/messages", Lane: "two"})
				if at := time.Since(began); err != nil || at < time.Hour || at > time.Hour+time.Minute || sent > before+2 {
					t.Errorf("what may wait longer is done after %v and %d requests: %v", at, sent-before, err)
				}
			})
		})
	}
}

// Discord is gone for half an hour: it is tried again with growing pauses, so that it
// is neither flooded nor found two minutes too late.
func TestHalfAnHourWithoutDiscord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := answering(t, nil)
		var tries []time.Time
		to.http.DialContext = func(context.Context, string, string) (net.Conn, error) {
			tries = append(tries, time.Now())
			return nil, errors.New("connection refused")
		}
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 32*time.Minute)
		defer cancel()
		g := &Gateway{Options: Options{Token: "token", To: to, Add: func(*discordgo.Session) {}, Log: slog.New(slog.DiscardHandler), FirstPause: 500 * time.Millisecond}}
		if err := g.Run(ctx); err != nil {
			t.Fatalf("it gives up: %v", err)
		}
		if len(tries) < 20 || len(tries) > 60 {
			t.Errorf("it is tried %d times", len(tries))
		}
		tries = append(tries, began.Add(32*time.Minute))
		for i, at := range tries[1:] {
			if pause := at.Sub(tries[i]); pause > longestPause {
				t.Errorf("after %v it is not tried for %v", tries[i].Sub(began), pause)
			}
		}
	})
}

// What goes by an interaction's token does not count: two hundred of those go out at
// once, while other requests keep below fifty a second, and neither takes the other's
// place.
func TestInteractionsAreExemptFromThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := answering(t, func(*http.Request) *http.Response { return &http.Response{StatusCode: http.StatusNoContent} })
		defer to.http.CloseIdleConnections()
		r, err := NewREST("token", to)
		if err != nil {
			t.Fatal(err)
		}
		took := func(path string, free bool) time.Duration {
			began := time.Now()
			for n := range 200 {
				if _, err := r.Do(t.Context(), Request{Method: "PATCH", Path: path + strconv.Itoa(n), Free: free}); err != nil {
					t.Fatal(err)
				}
			}
			return time.Since(began)
		}
		if d := took("/webhooks/1/", true); d != 0 {
			t.Errorf("200 edits of interactions take %v", d)
		}
		if d := took("/channels/1/messages/", false); d < 3*time.Second || d > 4*time.Second {
			t.Errorf("200 edits of messages take %v: 50 are allowed in a second", d)
		}
	})
}
