package localdiscord_test

import (
	"encoding/json"
	"errors"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// TestUserInstall: in a guild without the bot only who installed the
// application can use it, nothing comes over the gateway but the interaction,
// REST has no access, and there are five follow-ups.
func TestUserInstall(t *testing.T) {
	b := newByHand(t, unlimited)
	other := b.AddGuild("Elsewhere", localdiscord.GuildOptions{WithoutBot: true})
	other.Add(b.anna)
	room := other.AddChannel("room", localdiscord.ChannelOptions{})
	values := localdiscord.Values{"question": "Why?"}
	if _, err := b.anna.Command(room.ID, "ask", values); !errors.Is(err, localdiscord.ErrNoCommand) {
		t.Errorf("used without installing: %v", err)
	}
	b.anna.InstallApp(true)
	v, err := b.anna.Command(room.ID, "ask", values)
	must(t, err)
	it := b.next()
	if it.AuthorizingIntegrationOwners["1"] != b.anna.ID || it.AuthorizingIntegrationOwners["0"] != "" || it.GuildID != other.ID {
		t.Errorf("the interaction is %+v", it)
	}
	b.respond(it, 4, text("answer")).want(204, 0)
	for range 5 {
		b.raw("POST", b.hook(it), text("more")).want(200, 0)
	}
	b.raw("POST", b.hook(it), text("too much")).want(400, 40094)
	if n := len(v.Followups()); n != 5 {
		t.Errorf("%d follow-ups, want 5", n)
	}
	b.raw("GET", "/channels/"+room.ID, nil).want(403, 50001)
	b.raw("POST", "/channels/"+room.ID+"/messages", text("hello")).want(403, 50001)

	ben := b.AddPerson("ben", localdiscord.PersonOptions{})
	private := b.anna.DM(ben)
	_, err = b.anna.Command(private.ID, "ask", values)
	must(t, err)
	it = b.next()
	if it.Context != wire.ContextPrivateChannel || it.User.ID != b.anna.ID || it.Member != nil || it.GuildID != "" {
		t.Errorf("in a private channel: %+v", it)
	}
	b.respond(it, 4, text("answer")).want(204, 0)
	if _, err := ben.Command(private.ID, "ask", values); !errors.Is(err, localdiscord.ErrNoCommand) {
		t.Errorf("ben used anna's installation: %v", err)
	}
}

func TestDirectMessages(t *testing.T) {
	b := newByHand(t, unlimited)
	g := b.dial("v=10")
	g.identify(b.world, wire.IntentDirectMessages)
	dm := b.anna.DM()
	mustPost(b.anna.Say(dm.ID, "secret"))
	g.want(0, "MESSAGE_CREATE")
	id := b.raw("POST", "/users/@me/channels", object{"recipient_id": b.anna.ID}).want(200, 0).str("id")
	if id != dm.ID {
		t.Errorf("the channel is %s, want %s", id, dm.ID)
	}
	b.raw("GET", "/channels/"+id, nil).want(200, 0)
	b.raw("POST", "/channels/"+id+"/messages", text("answer")).want(200, 0)
	list := b.raw("GET", "/channels/"+id+"/messages", nil).want(200, 0).body.([]any)
	if list[1].(object)["content"] != "secret" {
		t.Errorf("a direct message came without its content: %v", list[1])
	}
	_, err := b.anna.Command(dm.ID, "ask", localdiscord.Values{"question": "Why?"})
	must(t, err)
	if it := b.next(); it.Context != wire.ContextBotDM || it.User == nil {
		t.Errorf("the interaction is %+v", it)
	}
	shy := b.AddPerson("shy", localdiscord.PersonOptions{NoDMs: true})
	id = b.raw("POST", "/users/@me/channels", object{"recipient_id": shy.ID}).want(200, 0).str("id")
	b.raw("POST", "/channels/"+id+"/messages", text("hello")).want(403, 50007)
}

// TestContent: what Message Content gates, over the gateway and in history.
func TestContent(t *testing.T) {
	w := newWorld(t, unlimited)
	g := w.dial("v=10")
	g.identify(w, wire.IntentGuildMessages)
	hidden := mustPost(w.anna.Say(w.channel.ID, "hidden"))
	named := mustPost(w.anna.Say(w.channel.ID, "hello <@"+w.BotID()+">"))
	own := w.raw("POST", "/channels/"+w.channel.ID+"/messages", text("mine")).str("id")
	want := map[string]string{hidden: "", named: "hello <@" + w.BotID() + ">", own: "mine"}
	for range want {
		checkContent(t, g.want(0, "MESSAGE_CREATE"), want)
	}
	for id, content := range want {
		if got := w.raw("GET", "/channels/"+w.channel.ID+"/messages/"+id, nil).str("content"); got != content {
			t.Errorf("history has %q, want %q", got, content)
		}
	}
	w.SetPrivilegedIntents(wire.IntentMessageContent)
	if got := w.raw("GET", "/channels/"+w.channel.ID+"/messages/"+hidden, nil).str("content"); got != "hidden" {
		t.Errorf("with the intent history has %q", got)
	}
	open := w.dial("v=10")
	open.identify(w, wire.IntentGuildMessages|wire.IntentMessageContent)
	id := mustPost(w.anna.Say(w.channel.ID, "plain"))
	checkContent(t, open.want(0, "MESSAGE_CREATE"), map[string]string{id: "plain"})
	checkContent(t, g.want(0, "MESSAGE_CREATE"), map[string]string{id: ""})
}

func checkContent(t *testing.T, f frame, want map[string]string) {
	t.Helper()
	var m struct{ ID, Content string }
	must(t, json.Unmarshal(f.Data, &m))
	if m.Content != want[m.ID] {
		t.Errorf("message %s came with %q, want %q", m.ID, m.Content, want[m.ID])
	}
}
