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
	for person, status := range map[string]int{w.anna.ID: 200, w.BotID(): 200, "1234567": 404} {
		w.raw("GET", "/channels/"+id+"/thread-members/"+person, nil).want(status, 0)
	}
	w.raw("GET", "/channels/"+w.channel.ID+"/thread-members/"+w.anna.ID, nil).want(400, 50024)
	thread := w.Channel(id)
	thread.Archive(true, false)
	g.want(0, "THREAD_UPDATE")
	w.raw("POST", "/channels/"+id+"/messages", text("awake")).want(200, 0)
	if w.raw("GET", "/channels/"+id, nil).at("thread_metadata.archived") != false {
		t.Error("a message did not open the thread")
	}
	thread.Archive(true, true)
	if _, err := w.anna.Say(id, "let me in"); localdiscord.CodeOf(err) != 160005 {
		t.Errorf("anna wrote in a locked thread: %v", err)
	}
	thread.Delete()
	w.raw("GET", "/channels/"+id, nil).want(404, 10003)
}

func TestPrivateThread(t *testing.T) {
	w := newWorld(t, unlimited)
	ben := w.AddPerson("ben", localdiscord.PersonOptions{})
	w.guild.Add(ben)
	thread, err := w.anna.Thread(w.channel.ID, "quiet", true)
	must(t, err)
	id := thread.ID
	mustPost(w.anna.Say(id, "only us"))
	if _, err := ben.Say(id, "hello"); localdiscord.CodeOf(err) != 50001 || len(ben.Messages(id)) != 0 {
		t.Errorf("ben came in: %v", err)
	}
	must(t, w.anna.AddTo(id, ben))
	mustPost(ben.Say(id, "hello"))
	w.channel.Overwrite(perm.Overwrite{ID: w.guild.ID, Deny: perm.SendMessagesInThreads})
	if _, err := ben.Say(id, "again"); localdiscord.CodeOf(err) != 50013 {
		t.Errorf("ben wrote without SEND_MESSAGES_IN_THREADS: %v", err)
	}
}

func TestForum(t *testing.T) {
	w := newWorld(t, unlimited)
	forum := w.guild.AddChannel("questions", localdiscord.ChannelOptions{Type: wire.ChannelForum, Tags: []string{"open"}})
	w.raw("GET", "/channels/"+forum.ID, nil).want(200, 0)
	w.raw("POST", "/channels/"+forum.ID+"/messages", text("no")).want(400, 50008)
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
