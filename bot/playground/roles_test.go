package playground_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A moderator's command is offered to the moderator alone, and refused to a
// member who sends it by hand.
func TestModeratorsCommand(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.writes("#writing", "/")
	p.sees("#suggestions", "/ask")
	var names string
	p.eval(`document.getElementById("suggestions").textContent`, &names)
	if strings.Contains(names, "/settings") {
		t.Errorf("a member is offered %s", names)
	}
	status, body := w.post(t, "command", map[string]any{"as": w.people["Mira"].ID, "channel": w.channel(t, "questions"), "name": "settings"})
	if status != http.StatusBadRequest || !strings.Contains(body, "sees no such command") {
		t.Errorf("a member's /settings gave %d %s", status, body)
	}
	p.becomes("Otto")
	p.writes("#writing", "/settings"+kb.Enter)
	p.sees(".msg.ephemeral .embed h6", "Settings")
	p.click(".select", "Channels for auto answer")
	p.click(".choices label", "#questions")
	p.click(".choices .primary", "Choose")
	p.sees(".msg.ephemeral", "Saved.")
	p.sees(".select", "#questions")
}

// Whoever did not ask may not delete an answer; a moderator may.
func TestDeleteIsRefused(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.asks(question, "United Arab Emirates")
	p.becomes("Noor")
	p.click(".msg .btn", "🗑")
	p.sees(".msg.ephemeral", "Only whoever asked and moderators")
	p.sees(".msg.by-bot .embed", "United Arab Emirates")
	p.becomes("Otto")
	p.click(".msg .btn", "🗑")
	p.click(".msg.ephemeral .btn", "Delete")
	p.gone(".msg.by-bot .embed")
}

// A newcomer sees less and is told where writing is not for them.
func TestNewcomerSeesLess(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Noor//welcome", desktop)
	p.sees(".no-writing", "You can read here")
	var places string
	p.eval(`document.querySelector(".places-list").textContent`, &places)
	for _, hidden := range []string{"lounge", "back-office", "Harbour Society"} {
		if strings.Contains(places, hidden) {
			t.Errorf("a newcomer sees %s", hidden)
		}
	}
	p.becomes("Otto")
	p.sees(".place", "back-office")
	p.sees(".place", "harbour")
}

// post sends a request as the page does and returns what came back.
func (w *world) post(t testing.TB, name string, body map[string]any) (int, string) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.url+"/api/"+name, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", w.url)
	return fetch(t, r)
}
