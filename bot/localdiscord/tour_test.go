package localdiscord_test

import (
	"testing"

	"footnote/bot/localdiscord/wire"
)

// TestSelf reads everything about the application; each answer is checked
// against the schema when the world stops.
func TestSelf(t *testing.T) {
	w := newWorld(t, unlimited)
	for _, path := range []string{
		"/gateway", "/gateway/bot", "/users/@me", "/applications/@me", "/guilds/" + w.guild.ID + "/members/" + w.anna.ID,
		"/channels/" + w.channel.ID, "/channels/" + w.channel.ID + "/messages",
	} {
		w.raw("GET", path, nil).want(200, 0)
	}
	w.raw("GET", "/guilds/1234567/members/1234567", nil).want(404, 10004)
	w.raw("GET", "/guilds/"+w.guild.ID+"/members/1234567", nil).want(404, 10007)
	w.raw("GET", "/channels/1234567", nil).want(404, 10003)
	w.raw("GET", "/nowhere", nil).want(404, 0)
	w.raw("PUT", "/users/@me", nil).want(405, 0)
	w.SetPrivilegedIntents(wire.IntentGuildMembers)
	if flags := w.raw("GET", "/applications/@me", nil).at("flags").(float64); int(flags)&(1<<15) == 0 {
		t.Errorf("flags are %v, without GATEWAY_GUILD_MEMBERS_LIMITED", flags)
	}
}

// TestMessages posts, reads, edits, pins and deletes.
func TestMessages(t *testing.T) {
	w := newWorld(t, unlimited)
	base := "/channels/" + w.channel.ID + "/messages"
	first := w.raw("POST", base, text("one")).want(200, 0).str("id")
	reply := text("two")
	reply["message_reference"] = object{"message_id": first}
	second := w.raw("POST", base, reply).want(200, 0)
	if second.str("referenced_message.content") != "one" {
		t.Errorf("the reply is %v", second.body)
	}
	w.raw("PATCH", base+"/"+first, text("uno")).want(200, 0)
	got := w.raw("GET", base+"/"+first, nil).want(200, 0)
	if got.str("content") != "uno" || got.str("edited_timestamp") == "" {
		t.Errorf("the edited message is %v", got.body)
	}
	w.raw("PUT", base+"/pins/"+first, nil).want(204, 0)
	if pins := w.anna.Pins(w.channel.ID); len(pins) != 1 || pins[0].ID != first {
		t.Errorf("pins are %v", pins)
	}
	w.raw("POST", "/channels/"+w.channel.ID+"/typing", nil).want(204, 0)
	w.raw("DELETE", base+"/"+first, nil).want(204, 0)
	w.raw("GET", base+"/"+first, nil).want(404, 10008)
	hers := mustPost(w.anna.Say(w.channel.ID, "mine"))
	w.raw("PATCH", base+"/"+hers, text("no")).want(403, 50005)
	once := text("only once")
	once["nonce"], once["enforce_nonce"] = "n1", true
	if a, b := w.raw("POST", base, once).str("id"), w.raw("POST", base, once).str("id"); a != b {
		t.Errorf("one nonce made two messages, %s and %s", a, b)
	}
	unknown := text("x")
	unknown["message_reference"] = object{"message_id": "1234567"}
	w.raw("POST", base, unknown).want(400, 50035)
	unknown["message_reference"] = object{"message_id": "1234567", "fail_if_not_exists": false}
	w.raw("POST", base, unknown).want(200, 0)
}

func mustPost(m wire.Message, err error) string {
	if err != nil {
		panic(err)
	}
	return m.ID
}

// TestHistory pages through 250 messages by 100.
func TestHistory(t *testing.T) {
	w := newWorld(t, unlimited)
	var ids []string
	for range 250 {
		ids = append(ids, mustPost(w.anna.Say(w.channel.ID, "line")))
	}
	base := "/channels/" + w.channel.ID + "/messages?limit=100"
	seen, query := 0, ""
	for {
		page := w.raw("GET", base+query, nil).want(200, 0).body.([]any)
		if len(page) == 0 {
			break
		}
		for _, m := range page {
			seen++
			if want := ids[len(ids)-seen]; m.(object)["id"] != want {
				t.Fatalf("message %d is %v, want %s", seen, m, want)
			}
		}
		query = "&before=" + page[len(page)-1].(object)["id"].(string)
	}
	if seen != 250 {
		t.Errorf("paged through %d messages, want 250", seen)
	}
	after := w.raw("GET", base+"&after="+ids[99], nil).body.([]any)
	if len(after) != 100 || after[99].(object)["id"] != ids[100] {
		t.Errorf("after the hundredth come %d messages", len(after))
	}
	around := w.raw("GET", "/channels/"+w.channel.ID+"/messages?limit=3&around="+ids[10], nil).body.([]any)
	if len(around) != 3 || around[1].(object)["id"] != ids[10] {
		t.Errorf("around the eleventh are %v", around)
	}
	w.raw("GET", "/channels/"+w.channel.ID+"/messages?limit=101", nil).want(400, 50035)
}
