package localdiscord_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// TestPermissions: what a bot and people may do follows the channel.
func TestPermissions(t *testing.T) {
	w := newWorld(t, unlimited)
	path := "/channels/" + w.channel.ID
	everyone := func(deny perm.Set) { w.channel.Overwrite(perm.Overwrite{ID: w.guild.ID, Deny: deny}) }
	hers := mustPost(w.anna.Say(w.channel.ID, "hello"))

	everyone(perm.SendMessages)
	w.raw("POST", path+"/messages", text("no")).want(403, 50013)
	w.raw("POST", path+"/typing", nil).want(403, 50013)
	if _, err := w.anna.Say(w.channel.ID, "no"); localdiscord.CodeOf(err) != 50013 {
		t.Errorf("anna wrote: %v", err)
	}
	everyone(perm.ViewChannel)
	w.raw("GET", path+"/messages", nil).want(403, 50001)
	w.raw("POST", path+"/messages", text("no")).want(403, 50001)
	if got := w.anna.Messages(w.channel.ID); len(got) != 0 {
		t.Errorf("anna sees %v", got)
	}
	everyone(perm.ReadMessageHistory)
	if list := w.raw("GET", path+"/messages", nil).want(200, 0).body.([]any); len(list) != 0 {
		t.Errorf("without history came %v", list)
	}
	reply := text("no")
	reply["message_reference"] = object{"message_id": hers}
	w.raw("POST", path+"/messages", reply).want(400, 160002)
	everyone(perm.EmbedLinks | perm.AttachFiles)
	embed := text("")
	embed["embeds"] = []object{{"title": "x"}}
	w.raw("POST", path+"/messages", embed).want(403, 50013)
	w.form("POST", path+"/messages", text("x"), map[string]string{"files[0]": "x"}).want(403, 50013)
	everyone(0)

	w.guild.Timeout(w.anna, time.Now().Add(time.Hour))
	if _, err := w.anna.Say(w.channel.ID, "no"); localdiscord.CodeOf(err) != 50013 {
		t.Errorf("anna wrote in her timeout: %v", err)
	}
	w.guild.Timeout(w.anna, time.Time{})
	mustPost(w.anna.Say(w.channel.ID, "again"))
	w.raw("DELETE", path+"/messages/"+hers, nil).want(204, 0) // the bot has MANAGE_MESSAGES
	w.guild.RemoveBot()
	w.raw("GET", path, nil).want(403, 50001)
	w.raw("GET", "/guilds/"+w.guild.ID+"/members/"+w.anna.ID, nil).want(404, 10004)
}

// TestForms sends what rules and schema refuse, and looks at the fields.
func TestForms(t *testing.T) {
	w := newWorld(t, unlimited)
	path := "/channels/" + w.channel.ID + "/messages"
	long := w.raw("POST", path, text(strings.Repeat("a", 2001))).want(400, 50035)
	if got := long.str("errors.content._errors.0.code"); got != "BASE_TYPE_MAX_LENGTH" {
		t.Errorf("the field's code is %s", got)
	}
	w.raw("POST", path, text("  ")).want(400, 50006)
	w.raw("POST", path, object{}).want(400, 50006)
	w.send("POST", path, "application/json", strings.NewReader("{")).want(400, 50109)
	w.send("POST", path, "multipart/form-data", strings.NewReader("x")).want(400, 50035)
	w.raw("POST", path, object{"content": 7}).want(400, 50035)
	id := w.raw("POST", path, text("fine")).want(200, 0).str("id")
	w.raw("PATCH", path+"/"+id, object{"content": nil, "allowed_mentions": object{"parse": []string{}}}).want(400, 50006)
	w.token = "wrong"
	w.raw("GET", "/users/@me", nil).want(401, 0)
	w.raw("GET", "/gateway", nil).want(200, 0) // needs none
}

func TestCommandsAreOverwritten(t *testing.T) {
	w := newWorld(t, unlimited)
	path := "/applications/" + w.BotID() + "/commands"
	id := w.raw("PUT", path, []object{{"name": "ask", "description": "x"}}).want(200, 0).str("0.id")
	w.raw("PUT", path, []object{{"name": "Not This", "description": "x"}}).want(400, 50035)
	w.raw("PUT", path, []object{{"name": "ask", "description": "x"}, {"name": "ask", "description": "x"}}).want(400, 50035)
	again := w.raw("PUT", path, []object{{"name": "ask", "description": "z"}, {"name": "Look", "type": 3}}).want(200, 0)
	if again.str("0.id") != id || again.str("0.description") != "z" {
		t.Errorf("the overwrite gives %v", again.body)
	}
	w.raw("PUT", "/applications/123456/commands", []object{}).want(404, 10002)
	var many []object
	for i := range 101 {
		many = append(many, object{"name": fmt.Sprint("c", i), "description": "x"})
	}
	w.raw("PUT", path, many).want(400, 30032)
	w.raw("PUT", path, many[1:]).want(200, 0)
	if n := len(w.anna.Commands(w.channel.ID)); n != 100 {
		t.Errorf("anna is offered %d commands, want 100", n)
	}
}

// TestOldEdits: messages older than an hour take few edits.
func TestOldEdits(t *testing.T) {
	clock := newClock()
	w := newWorld(t, localdiscord.Config{Now: clock.now})
	path := "/channels/" + w.channel.ID + "/messages"
	id := w.raw("POST", path, text("old")).want(200, 0).str("id")
	clock.add(61 * time.Minute)
	for range 3 {
		w.raw("PATCH", path+"/"+id, text("new")).want(200, 0)
	}
	w.raw("PATCH", path+"/"+id, text("newer")).want(429, 30046)
	clock.add(11 * time.Second)
	w.raw("PATCH", path+"/"+id, text("newest")).want(200, 0)
}

// TestLoops: webhooks and other bots speak as bots.
func TestLoops(t *testing.T) {
	w := newWorld(t, unlimited)
	m, err := w.channel.Webhook("News", "breaking")
	if err != nil || m.WebhookID == "" || !m.Author.Bot {
		t.Errorf("the webhook's message is %+v, %v", m, err)
	}
	other := w.AddPerson("Other", localdiscord.PersonOptions{Bot: true})
	w.guild.Add(other)
	if m, err := other.Say(w.channel.ID, "beep"); err != nil || !m.Author.Bot || m.Type != wire.MessageDefault {
		t.Errorf("the other bot's message is %+v, %v", m, err)
	}
}
