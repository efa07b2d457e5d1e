package localdiscord_test

import (
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

func TestThreads(t *testing.T) {
	w := newWorld(t, unlimited)
	g := w.dial("v=10")
	g.identify(w, wire.IntentGuilds)
	id := mustPost(w.anna.Say(w.channel.ID, "start here"))
	base := "/channels/" + w.channel.ID + "/messages/" + id + "/threads"
	w.raw("POST", base, object{"name": strings.Repeat("a", 101)}).want(400, 50035)
	w.raw("POST", base, object{"name": "x", "auto_archive_duration": 61}).want(400, 50035)
	if got := w.raw("POST", base, object{"name": "Follow up", "auto_archive_duration": 60}).want(201, 0).str("id"); got != id {
		t.Errorf("the thread is %s, want the message's ID %s", got, id)
	}
	g.want(0, "THREAD_CREATE")
	w.raw("POST", base, object{"name": "again"}).want(400, 160004)
	w.raw("GET", "/channels/"+id, nil).want(200, 0)
	if m := w.anna.Messages(w.channel.ID)[0]; m.Thread == nil || m.Flags&wire.FlagHasThread == 0 {
		t.Errorf("the message knows of no thread: %+v", m)
	}
	w.raw("POST", "/channels/"+id+"/messages", text("in the thread")).want(200, 0)
	mustPost(w.anna.Say(id, "me too")) // joins her
	if n := len(w.raw("GET", "/channels/"+id+"/thread-members", nil).want(200, 0).body.([]any)); n != 2 {
		t.Errorf("%d members, want 2", n)
	}
	w.raw("GET", "/channels/"+id+"/thread-members/"+w.anna.ID+"?with_member=true", nil).want(200, 0)
	if n := w.raw("GET", "/guilds/"+w.guild.ID+"/threads/active", nil).want(200, 0).body.(object)["threads"].([]any); len(n) != 1 {
		t.Errorf("active are %v", n)
	}
	w.raw("PATCH", "/channels/"+id, object{"archived": true}).want(200, 0)
	g.want(0, "THREAD_UPDATE")
	if l := w.raw("GET", "/channels/"+w.channel.ID+"/threads/archived/public", nil).want(200, 0); l.str("threads.0.id") != id {
		t.Errorf("archived are %v", l.body)
	}
	w.raw("PUT", "/channels/"+id+"/thread-members/@me", nil).want(400, 50083)
	w.raw("POST", "/channels/"+id+"/messages", text("awake")).want(200, 0)
	if w.raw("GET", "/channels/"+id, nil).at("thread_metadata.archived") != false {
		t.Error("a message did not open the thread")
	}
	w.raw("PATCH", "/channels/"+id, object{"locked": true, "name": "Closed"}).want(200, 0)
	if _, err := w.anna.Say(id, "let me in"); localdiscord.CodeOf(err) != 160005 {
		t.Errorf("anna wrote in a locked thread: %v", err)
	}
	w.raw("DELETE", "/channels/"+id+"/thread-members/"+w.anna.ID, nil).want(204, 0)
	w.raw("DELETE", "/channels/"+id, nil).want(200, 0)
	w.raw("GET", "/channels/"+id, nil).want(404, 10003)
}

func TestPrivateThread(t *testing.T) {
	w := newWorld(t, unlimited)
	ben := w.AddPerson("ben", localdiscord.PersonOptions{})
	w.guild.Add(ben)
	id := w.raw("POST", "/channels/"+w.channel.ID+"/threads", object{"name": "quiet", "type": 12}).want(201, 0).str("id")
	w.raw("POST", "/channels/"+id+"/messages", text("only us")).want(200, 0)
	if _, err := ben.Say(id, "hello"); localdiscord.CodeOf(err) != 50001 || len(ben.Messages(id)) != 0 {
		t.Errorf("ben came in: %v", err)
	}
	w.raw("PUT", "/channels/"+id+"/thread-members/"+ben.ID, nil).want(204, 0)
	mustPost(ben.Say(id, "hello"))
	w.channel.Overwrite(perm.Overwrite{ID: w.guild.ID, Deny: perm.SendMessagesInThreads})
	if _, err := ben.Say(id, "again"); localdiscord.CodeOf(err) != 50013 {
		t.Errorf("ben wrote without SEND_MESSAGES_IN_THREADS: %v", err)
	}
	if t2, err := w.anna.Thread(w.channel.ID, "hers", false); err != nil || t2.ID == "" {
		t.Errorf("anna's thread: %v", err)
	}
}

func TestForum(t *testing.T) {
	w := newWorld(t, unlimited)
	forum := w.guild.AddChannel("questions", localdiscord.ChannelOptions{Type: wire.ChannelForum, Tags: []string{"open"}})
	w.raw("GET", "/channels/"+forum.ID, nil).want(200, 0)
	w.raw("POST", "/channels/"+forum.ID+"/messages", text("no")).want(400, 50008)
	post := w.raw("POST", "/channels/"+forum.ID+"/threads", object{"name": "How?", "message": text("first")}).want(201, 0)
	if post.str("message.id") != post.str("id") || post.str("message.content") != "first" {
		t.Errorf("the post is %v", post.body)
	}
	w.raw("POST", "/channels/"+forum.ID+"/threads", object{"name": "Empty", "message": object{"content": ""}}).want(400, 50006)
	hers, err := w.anna.ForumPost(forum.ID, "Why?", localdiscord.Post{Content: "asking"})
	must(t, err)
	w.raw("POST", "/channels/"+hers.ID+"/messages", text("answer")).want(200, 0)
	if list := w.anna.Messages(hers.ID); len(list) != 2 || list[0].ID != hers.ID {
		t.Errorf("in the post are %+v", list)
	}
	hers.Archive(true, true)
	if got := w.raw("GET", "/channels/"+hers.ID, nil).at("thread_metadata.locked"); got != true {
		t.Errorf("locked is %v", got)
	}
}
