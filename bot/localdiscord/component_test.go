package localdiscord_test

import (
	"errors"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// withButtons is a message with two buttons, a menu and a link.
func withButtons() object {
	m := text("choose")
	m["components"] = []object{
		{"type": 1, "components": []object{
			{"type": 2, "style": 1, "label": "Passages", "custom_id": "passages"},
			{"type": 2, "style": 2, "label": "Gone", "custom_id": "gone", "disabled": true},
			{"type": 2, "style": 5, "label": "Source", "url": "https://example.org/"}}},
		{"type": 1, "components": []object{{"type": 3, "custom_id": "pick", "max_values": 2, "options": []object{
			{"label": "One", "value": "1"}, {"label": "Two", "value": "2"}, {"label": "Three", "value": "3"}}}}},
		{"type": 1, "components": []object{{"type": 7, "custom_id": "who"}}},
	}
	return m
}

func TestComponents(t *testing.T) {
	b := newByHand(t, unlimited)
	id := b.raw("POST", "/channels/"+b.channel.ID+"/messages", withButtons()).want(200, 0).str("id")
	for _, custom := range []string{"gone", "nothing", "pick"} {
		if _, err := b.anna.Press(b.channel.ID, id, custom); !errors.Is(err, localdiscord.ErrNoComponent) {
			t.Errorf("pressing %s: %v", custom, err)
		}
	}
	if _, err := b.anna.Select(b.channel.ID, id, "pick", "1", "2", "3"); err == nil {
		t.Error("three of at most two were chosen")
	}
	if _, err := b.anna.Select(b.channel.ID, id, "pick", "4"); err == nil {
		t.Error("what is not offered was chosen")
	}

	v, err := b.anna.Press(b.channel.ID, id, "passages")
	must(t, err)
	it := b.next()
	if it.Data.CustomID != "passages" || it.Data.ComponentType != wire.Button || it.Message.ID != id {
		t.Errorf("the interaction is %+v", it)
	}
	b.respond(it, 6, nil).want(204, 0)
	b.raw("PATCH", b.hook(it)+"/messages/@original", text("updated later")).want(200, 0)
	m, err := v.Message(within(t))
	if err != nil || m.ID != id || m.Content != "updated later" {
		t.Errorf("the message is %+v, %v", m, err)
	}

	_, err = b.anna.Select(b.channel.ID, id, "pick", "3", "1")
	must(t, err)
	it = b.next()
	if len(it.Data.Values) != 2 || it.Data.Values[0] != "3" {
		t.Errorf("chosen: %v", it.Data.Values)
	}
	b.respond(it, 7, text("updated at once")).want(204, 0)

	_, err = b.anna.Select(b.channel.ID, id, "who", b.anna.ID)
	must(t, err)
	it = b.next()
	if it.Data.Resolved.Users[b.anna.ID].Username != "anna" {
		t.Errorf("resolved: %+v", it.Data.Resolved)
	}
	private := text("for you")
	private["flags"] = 64
	b.respond(it, 4, private).want(204, 0)
	ben := b.AddPerson("ben", localdiscord.PersonOptions{})
	b.guild.Add(ben)
	hers := b.anna.Messages(b.channel.ID)
	if _, err := ben.Press(b.channel.ID, hers[len(hers)-1].ID, "x"); localdiscord.CodeOf(err) != 10008 {
		t.Errorf("ben pressed in anna's message: %v", err)
	}
}

func TestModal(t *testing.T) {
	b := newByHand(t, unlimited)
	v, it := b.asked()
	if _, err := b.anna.Submit(v, nil); !errors.Is(err, localdiscord.ErrNoModal) {
		t.Errorf("a form that was not opened: %v", err)
	}
	input := object{"type": 4, "style": 2, "custom_id": "why", "label": "What was wrong?", "min_length": 3, "max_length": 10, "required": true}
	form := object{"custom_id": "wrong", "title": "Tell us", "components": []object{{"type": 1, "components": []object{input}}}}
	b.respond(it, 9, object{"custom_id": "wrong", "title": "", "components": []object{}}).want(400, 50035)
	sub := b.Subscribe(b.anna.ID)
	defer sub.Close()
	b.respond(it, 9, form).want(204, 0)
	if e, err := sub.Next(within(t)); err != nil || e.Type != "MODAL_OPEN" || e.Data.(localdiscord.Pending).Modal.Title != "Tell us" {
		t.Errorf("anna's page was told %+v, %v", e, err)
	}
	r, err := v.Response(within(t))
	if err != nil || r.Modal.Title != "Tell us" {
		t.Errorf("the response is %+v, %v", r, err)
	}
	for _, bad := range []map[string]string{{}, {"why": "no"}, {"why": "far too long a text"}, {"why": "fine", "other": "x"}} {
		if _, err := b.anna.Submit(v, bad); err == nil {
			t.Errorf("the form took %v", bad)
		}
	}
	_, err = b.anna.Submit(v, map[string]string{"why": "invented"})
	must(t, err)
	it = b.next()
	if it.Type != wire.InteractionModal || it.Data.CustomID != "wrong" || it.Data.Components[0].Children[0].Value != "invented" {
		t.Errorf("submitted: %+v", it.Data)
	}
	b.respond(it, 9, form).want(400, 50035) // no form after a form
	b.respond(it, 4, text("thank you")).want(204, 0)
}

func TestContextMenus(t *testing.T) {
	b := newByHand(t, unlimited)
	id := mustPost(b.anna.Say(b.channel.ID, "a claim"))
	_, err := b.anna.MessageCommand(b.channel.ID, "Ask about this", id)
	must(t, err)
	it := b.next()
	if it.Data.TargetID != id || it.Data.Resolved.Messages[id].Content != "a claim" {
		t.Errorf("the target is %+v", it.Data) // its content comes without the intent
	}
	b.respond(it, 4, text("looked into")).want(204, 0)
	_, err = b.anna.UserCommand(b.channel.ID, "Greet", b.anna.ID)
	must(t, err)
	it = b.next()
	if it.Data.Resolved.Users[b.anna.ID].ID != b.anna.ID {
		t.Errorf("the target is %+v", it.Data)
	}
	b.respond(it, 4, text("hello")).want(204, 0)
}

// TestOptions: a moderator's command with subcommands and every kind of value.
func TestOptions(t *testing.T) {
	b := newByHand(t, unlimited)
	if _, err := b.anna.Command(b.channel.ID, "articles list", nil); !errors.Is(err, localdiscord.ErrNoCommand) {
		t.Errorf("anna used a moderator's command: %v", err)
	}
	if n := len(b.anna.Commands(b.channel.ID)); n != 3 {
		t.Errorf("anna is offered %d commands, want 3", n)
	}
	mods := b.guild.AddRole("mods", perm.ManageGuild, false)
	b.guild.SetRoles(b.anna, mods)
	_, err := b.anna.Command(b.channel.ID, "articles list", localdiscord.Values{"page": 2, "channel": b.channel, "by": b.anna, "role": mods})
	must(t, err)
	data := b.next().Data
	sub := data.Options[0]
	if sub.Name != "list" || sub.Options[0].Value != 2.0 || data.Resolved.Roles[mods.ID].Name != "mods" || *data.Resolved.Channels[b.channel.ID].Name != "general" {
		t.Errorf("options are %+v", data)
	}
	_, err = b.anna.Command(b.channel.ID, "articles add", localdiscord.Values{"file": localdiscord.File{Name: "a b.txt", Data: []byte("text")}})
	must(t, err)
	for _, a := range b.next().Data.Resolved.Attachments {
		if a.Filename != "a_b.txt" || a.Size != 4 {
			t.Errorf("the attachment is %+v", a)
		}
	}
	for _, bad := range []localdiscord.Values{{"page": 0}, {"page": 10}, {"page": "two"}, {"by": "1234567"}, {"unknown": 1}} {
		if _, err := b.anna.Command(b.channel.ID, "articles list", bad); err == nil {
			t.Errorf("the command took %v", bad)
		}
	}
	if _, err := b.anna.Command(b.channel.ID, "ask", nil); err == nil {
		t.Error("asked without the question")
	}
	b.guild.Grant("articles", localdiscord.Grant{ID: mods.ID, Type: 1, Permission: false})
	if _, err := b.anna.Command(b.channel.ID, "articles list", nil); !errors.Is(err, localdiscord.ErrNoCommand) {
		t.Errorf("a role that is denied used the command: %v", err)
	}
}
