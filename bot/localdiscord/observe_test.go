package localdiscord_test

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/transport"
	"footnote/bot/localdiscord/wire"
)

// types drains what a subscription holds by now.
func types(t *testing.T, sub *localdiscord.Subscription, n int) []string {
	t.Helper()
	var out []string
	for range n {
		e, err := sub.Next(within(t))
		must(t, err)
		out = append(out, e.Type)
	}
	return out
}

// TestSubscribe: each person sees their own: ephemeral replies and hidden
// channels reach nobody else.
func TestSubscribe(t *testing.T) {
	b := newByHand(t, unlimited)
	ben := b.AddPerson("ben", localdiscord.PersonOptions{})
	b.guild.Add(ben)
	secret := b.guild.AddChannel("secret", localdiscord.ChannelOptions{Overwrites: []perm.Overwrite{
		{ID: b.guild.ID, Deny: perm.ViewChannel}, {ID: b.anna.ID, Type: perm.ForMember, Allow: perm.ViewChannel}}})
	hers, his := b.Subscribe(b.anna.ID), b.Subscribe(ben.ID)
	defer hers.Close()
	mustPost(b.anna.Say(secret.ID, "between us"))
	_, it := b.asked()
	b.respond(it, 4, object{"content": "psst", "flags": 64, "allowed_mentions": object{"parse": []string{}}}).want(204, 0)
	mustPost(b.anna.Say(b.channel.ID, "for all"))
	want := []string{"MESSAGE_CREATE", "INTERACTION_PENDING", "MESSAGE_CREATE", "INTERACTION_DONE", "MESSAGE_CREATE"}
	if got := types(t, hers, 5); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("anna saw %v, want %v", got, want)
	}
	e, err := his.Next(within(t))
	must(t, err)
	if m, ok := e.Data.(wire.Message); !ok || m.Content != "for all" {
		t.Errorf("ben saw %+v", e)
	}
	his.Close()
	if _, err := his.Next(within(t)); !errors.Is(err, localdiscord.ErrSubscription) {
		t.Errorf("after Close: %v", err)
	}
	if n := len(b.Frames()); n == 0 || len(b.Requests()) == 0 {
		t.Errorf("%d frames and %d requests were recorded", n, len(b.Requests()))
	}
	for _, f := range b.Frames() {
		if f.Op == 2 && strings.Contains(string(f.Data), b.Token()) {
			t.Error("the journal holds the token")
		}
	}
}

// TestMany: many connections, people and requests at once.
func TestMany(t *testing.T) {
	w := newWorld(t, unlimited)
	const bots, each = 20, 10
	var group sync.WaitGroup
	for range bots {
		g := w.dial("v=10&compress=zlib-stream")
		group.Add(1)
		go func() {
			defer group.Done()
			g.identify(w, guildsAndMessages)
			for range each {
				g.want(0, "MESSAGE_CREATE")
			}
		}()
	}
	must(t, w.Wait(within(t), func() bool { return w.Connections() == bots }))
	for i := range each {
		group.Add(1)
		go func() {
			defer group.Done()
			if _, err := w.anna.Say(w.channel.ID, fmt.Sprint("line ", i)); err != nil {
				t.Error(err)
			}
			w.anna.Messages(w.channel.ID)
		}()
	}
	group.Wait()
	ids := map[string]bool{}
	for _, m := range w.anna.Messages(w.channel.ID) {
		ids[m.ID] = true
	}
	if len(ids) != each {
		t.Errorf("%d different IDs, want %d", len(ids), each)
	}
}

// TestHandler mounts the handler elsewhere, as a page in front of it does.
func TestHandler(t *testing.T) {
	s := localdiscord.New(localdiscord.Config{})
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	defer stop(t, s)
	next, err := transport.New(web.URL)
	must(t, err)
	res, err := next.RoundTrip(httptest.NewRequest("GET", "https://discord.com/api/v10/gateway", nil))
	must(t, err)
	defer res.Body.Close()
	if res.StatusCode != 200 {
		t.Errorf("answered %d", res.StatusCode)
	}
	next.(interface{ CloseIdleConnections() }).CloseIdleConnections()
	if _, err := s.Transport().RoundTrip(httptest.NewRequest("GET", "https://discord.com/", nil)); err == nil {
		t.Error("a server that listens nowhere has a working transport")
	}
}
