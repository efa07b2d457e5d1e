package localdiscord_test

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"footnote/bot/localdiscord"
)

func TestBuckets(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Config{Now: clock.now})
	path := "/channels/" + w.channel.ID + "/messages"
	for left := 4; left >= 0; left-- {
		h := w.raw("POST", path, text("one of five")).want(200, 0).header
		if h.Get("X-RateLimit-Remaining") != strconv.Itoa(left) || h.Get("X-RateLimit-Limit") != "5" ||
			h.Get("X-RateLimit-Reset-After") != "5.000" || h.Get("X-RateLimit-Bucket") == "" || h.Get("X-RateLimit-Reset") == "" {
			t.Errorf("with %d left the headers are %v", left, h)
		}
	}
	clock.add(1500 * time.Millisecond)
	res := w.raw("POST", path, text("the sixth")).want(429, 0)
	if res.at("retry_after") != 3.5 || res.at("global") != false || res.header.Get("Retry-After") != "4" || res.header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("refused with %v, %v", res.body, res.header)
	}
	other := w.guild.AddChannel("other", localdiscord.ChannelOptions{})
	w.raw("POST", "/channels/"+other.ID+"/messages", text("elsewhere")).want(200, 0)
	w.raw("GET", path, nil).want(200, 0) // another route
	clock.add(3500 * time.Millisecond)
	w.raw("POST", path, text("again")).want(200, 0)
}

func TestGlobalLimit(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Config{Now: clock.now, RateLimits: localdiscord.RateLimits{
		Global: 3, Bucket: func(_, _ string) localdiscord.Bucket { return localdiscord.Bucket{Limit: 100, Window: time.Second} },
	}})
	for range 3 {
		w.raw("GET", "/users/@me", nil).want(200, 0)
	}
	res := w.raw("GET", "/users/@me", nil).want(429, 0)
	if res.at("global") != true || res.header.Get("X-RateLimit-Global") != "true" {
		t.Errorf("refused with %v, %v", res.body, res.header)
	}
	w.raw("POST", "/interactions/1/x/callback", object{"type": 5}).want(404, 10062) // exempt
	w.raw("GET", "/webhooks/"+w.BotID()+"/x/messages/@original", nil).want(401, 50027)
	clock.add(time.Second)
	w.raw("GET", "/users/@me", nil).want(200, 0)
}

// TestInvalidRequests: too many 401, 403 and 429 block the address.
func TestInvalidRequests(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Config{Now: clock.now, RateLimits: localdiscord.RateLimits{Off: true, Invalid: 5}})
	w.token = "wrong"
	for range 5 {
		w.raw("GET", "/users/@me", nil).want(401, 0)
	}
	w.token = ""
	w.raw("GET", "/users/@me", nil).want(429, 0)
	clock.add(10 * time.Minute)
	w.raw("GET", "/users/@me", nil).want(200, 0)
}

func TestFaultyREST(t *testing.T) {
	clock := newClock()
	cfg := unlimited
	cfg.Now = clock.now
	w := newWorld(t, cfg)
	w.FailNext(2, http.StatusBadGateway)
	for _, status := range []int{502, 502, 200} {
		w.raw("GET", "/users/@me", nil).want(status, 0)
	}
	w.FailFor(30*time.Second, http.StatusServiceUnavailable)
	w.raw("GET", "/users/@me", nil).want(503, 0)
	clock.add(29 * time.Second)
	w.raw("GET", "/users/@me", nil).want(503, 0)
	clock.add(time.Second)
	w.raw("GET", "/users/@me", nil).want(200, 0)
	w.SlowREST(50 * time.Millisecond)
	began := time.Now()
	w.raw("GET", "/users/@me", nil).want(200, 0)
	if took := time.Since(began); took < 50*time.Millisecond {
		t.Errorf("a slow request took %v", took)
	}
}

// TestStopWhileSlow ends a request that is held up, and needs no patience.
func TestStopWhileSlow(t *testing.T) {
	s, err := localdiscord.Start(unlimited)
	must(t, err)
	s.SlowREST(time.Hour)
	done := make(chan error, 1)
	go func() {
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		res, err := client.Get(s.URL() + "/api/v10/gateway")
		if err == nil {
			res.Body.Close()
			err = fmt.Errorf("answered %d", res.StatusCode)
		} else {
			err = nil
		}
		done <- err
	}()
	must(t, s.Wait(within(t), func() bool { return s.Waiting() == 1 }))
	stop(t, s)
	must(t, <-done)
}
