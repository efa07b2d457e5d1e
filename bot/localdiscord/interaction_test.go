package localdiscord_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// byHand is a bot without a library: a gateway connection and raw requests.
type byHand struct {
	*world
	gw *gw
}

var commands = []object{
	{"name": "ask", "description": "Ask", "contexts": []int{0, 1, 2}, "integration_types": []int{0, 1}, "options": []object{
		{"type": 3, "name": "question", "description": "What", "required": true, "autocomplete": true, "max_length": 300},
		{"type": 5, "name": "private", "description": "Only for me"}}},
	{"name": "articles", "description": "Articles", "default_member_permissions": "32", "options": []object{
		{"type": 1, "name": "add", "description": "Add", "options": []object{{"type": 11, "name": "file", "description": "A file", "required": true}}},
		{"type": 1, "name": "list", "description": "List", "options": []object{
			{"type": 4, "name": "page", "description": "Page", "min_value": 1, "max_value": 9},
			{"type": 7, "name": "channel", "description": "Where"}, {"type": 6, "name": "by", "description": "Who"},
			{"type": 8, "name": "role", "description": "Which"}}}}},
	{"name": "Ask about this", "type": 3},
	{"name": "Greet", "type": 2},
}

func newByHand(t *testing.T, cfg localdiscord.Config) *byHand {
	t.Helper()
	w := newWorld(t, cfg)
	w.raw("PUT", "/applications/"+w.BotID()+"/commands", commands).want(200, 0)
	b := &byHand{w, w.dial("v=10")}
	b.gw.identify(w, 0) // interactions need no intent
	return b
}

// next is the next interaction that arrives.
func (b *byHand) next() wire.Interaction {
	b.Helper()
	var it wire.Interaction
	must(b.T, json.Unmarshal(b.gw.want(0, "INTERACTION_CREATE").Data, &it))
	return it
}

func (b *byHand) respond(it wire.Interaction, kind int, data any) result {
	b.Helper()
	return b.raw("POST", "/interactions/"+it.ID+"/"+it.Token+"/callback", object{"type": kind, "data": data})
}

func (b *byHand) hook(it wire.Interaction) string { return "/webhooks/" + b.BotID() + "/" + it.Token }

// asked has anna ask and gives both ends of it.
func (b *byHand) asked() (*localdiscord.Invocation, wire.Interaction) {
	b.Helper()
	v, err := b.anna.Command(b.channel.ID, "ask", localdiscord.Values{"question": "Why?"})
	must(b.T, err)
	return v, b.next()
}

func TestCallback(t *testing.T) {
	b := newByHand(t, unlimited)
	v, it := b.asked()
	if it.Member == nil || it.User != nil || it.GuildID != b.guild.ID || it.Context != 0 || it.AuthorizingIntegrationOwners["0"] != b.guild.ID ||
		it.Member.Permissions == nil || it.Data.Options[0].Value != "Why?" || it.Locale != "en-US" {
		t.Errorf("the interaction is %+v", it)
	}
	b.raw("PATCH", b.hook(it)+"/messages/@original", text("too early")).want(404, 10015)
	b.raw("POST", "/interactions/"+it.ID+"/wrong/callback", object{"type": 5}).want(404, 10062)
	b.respond(it, 7, text("there is no message")).want(400, 50035)
	b.respond(it, 8, object{"choices": []object{}}).want(400, 50035)
	b.respond(it, 4, object{"content": ""}).want(400, 50006)
	b.respond(it, 4, text("at last")).want(204, 0)
	b.respond(it, 4, text("twice")).want(400, 40060)
	m, err := v.Message(within(t))
	if err != nil || m.Content != "at last" || m.InteractionMetadata.User.ID != b.anna.ID {
		t.Errorf("the reply is %+v, %v", m, err)
	}
	b.raw("DELETE", b.hook(it)+"/messages/@original", nil).want(204, 0)
	b.raw("GET", b.hook(it)+"/messages/@original", nil).want(404, 10008)

	_, it = b.asked()
	res := b.raw("POST", "/interactions/"+it.ID+"/"+it.Token+"/callback?with_response=true", object{"type": 4, "data": text("hello")}).want(200, 0)
	if res.str("resource.message.content") != "hello" || res.at("interaction.response_message_ephemeral") != false {
		t.Errorf("with_response gave %v", res.body)
	}
}

func TestDeferred(t *testing.T) {
	b := newByHand(t, unlimited)
	v, it := b.asked()
	b.respond(it, 5, object{"flags": 1 << 15}).want(400, 50035) // V2 must wait for the edit
	b.respond(it, 5, object{"flags": 64}).want(204, 0)
	r, err := v.Response(within(t))
	if err != nil || r.Type != 5 || !r.Message.Loading() || !r.Message.Ephemeral() {
		t.Errorf("the response is %+v, %v", r, err)
	}
	// The first follow-up edits the deferred reply and cannot change its flag.
	id := b.raw("POST", b.hook(it), text("found")).want(200, 0).str("id")
	if m, err := v.Message(within(t)); err != nil || m.ID != id || !m.Ephemeral() || m.Loading() || m.EditedTimestamp != nil {
		t.Errorf("the reply is %+v, %v", m, err)
	}
	second := b.raw("POST", b.hook(it), text("and more")).want(200, 0).str("id")
	b.raw("PATCH", b.hook(it)+"/messages/"+second, text("and less")).want(200, 0)
	b.raw("DELETE", b.hook(it)+"/messages/"+second, nil).want(204, 0)
	// Ephemeral messages exist for their interaction alone.
	b.raw("GET", "/channels/"+b.channel.ID+"/messages/"+id, nil).want(404, 10008)
	b.raw("DELETE", "/channels/"+b.channel.ID+"/messages/"+id, nil).want(404, 10008)
	if list := b.raw("GET", "/channels/"+b.channel.ID+"/messages", nil).body.([]any); len(list) != 0 {
		t.Errorf("history shows %v", list)
	}
	must(t, b.anna.Delete(b.channel.ID, id)) // dismissed

	_, it = b.asked()
	b.respond(it, 5, nil).want(204, 0)
	v2 := object{"flags": 1 << 15, "components": []object{{"type": 10, "content": "text"}}, "allowed_mentions": object{"parse": []string{}}}
	b.raw("PATCH", b.hook(it)+"/messages/@original", v2).want(200, 0)
	b.raw("PATCH", b.hook(it)+"/messages/@original", text("content again")).want(400, 50035)
}

// TestDeadlines turns the clock instead of waiting.
func TestDeadlines(t *testing.T) {
	clock := newClock()
	cfg := unlimited
	cfg.Now, cfg.InteractionDeadline = clock.now, 3*time.Second
	b := newByHand(t, cfg)
	_, it := b.asked()
	clock.add(3001 * time.Millisecond)
	b.respond(it, 4, text("late")).want(404, 10062)

	_, it = b.asked()
	clock.add(2900 * time.Millisecond)
	b.respond(it, 5, nil).want(204, 0)
	clock.add(14 * time.Minute)
	b.raw("PATCH", b.hook(it)+"/messages/@original", text("slow")).want(200, 0)
	clock.add(time.Minute)
	b.raw("PATCH", b.hook(it)+"/messages/@original", text("too slow")).want(401, 50027)
}

func TestNoResponse(t *testing.T) {
	cfg := unlimited
	cfg.InteractionDeadline = 50 * time.Millisecond
	b := newByHand(t, cfg)
	v, it := b.asked()
	b.hasNoResponse(v, it)
}

// TestExpire: the deadline is over when a test says so, and for none that has a response.
func TestExpire(t *testing.T) {
	cfg := unlimited
	cfg.InteractionDeadline = time.Hour
	b := newByHand(t, cfg)
	punctual, it := b.asked()
	b.respond(it, 4, text("punctual")).want(204, 0)
	v, it := b.asked()
	b.Expire()
	b.hasNoResponse(v, it)
	if _, err := punctual.Response(within(t)); err != nil {
		t.Errorf("a response is lost: %v", err)
	}
}

func (b *byHand) hasNoResponse(v *localdiscord.Invocation, it wire.Interaction) {
	b.Helper()
	if _, err := v.Response(within(b.T)); !errors.Is(err, localdiscord.ErrNoResponse) {
		b.Errorf("got %v, want ErrNoResponse", err)
	}
	b.respond(it, 4, text("late")).want(404, 10062)
}

func TestUnknownInteractions(t *testing.T) {
	b := newByHand(t, unlimited)
	b.UnknownInteractions(1)
	_, it := b.asked()
	b.respond(it, 4, text("punctual")).want(404, 10062)
}

func TestAutocomplete(t *testing.T) {
	b := newByHand(t, unlimited)
	done := make(chan struct{})
	go func() {
		defer close(done)
		it := b.next()
		if it.Type != wire.InteractionAutocomplete || !it.Data.Options[0].Focused || it.Data.Options[0].Value != "Wh" {
			t.Errorf("the interaction is %+v", it.Data)
		}
		b.respond(it, 4, text("a message")).want(400, 50035)
		b.respond(it, 8, object{"choices": []object{{"name": "Why?", "value": "why"}}}).want(204, 0)
	}()
	choices, err := b.anna.Autocomplete(within(t), b.channel.ID, "ask", "question", localdiscord.Values{"question": "Wh"})
	<-done
	if err != nil || len(choices) != 1 || choices[0].Name != "Why?" {
		t.Errorf("offered %+v, %v", choices, err)
	}
}
