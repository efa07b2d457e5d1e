package world

import (
	"testing"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/wire"
)

// hiddenFrom is a channel that one member does not see and another does, in a world
// that keeps two messages of each channel and writes down what happens.
func hiddenFrom(told *[]Happening) (c *Channel, in, out string) {
	w := New(Config{AppName: "Footnote", Now: time.Now, MaxHistory: 2, MaxFileSize: 10, MaxPings: 5}, traffic.New(5, time.Now),
		func(h Happening) { *told = append(*told, h) })
	in, out = w.AddUser("anna", "", false).ID, w.AddUser("ben", "", false).ID
	g := w.AddGuild("Readers", "en-US", in, perm.Everyday)
	g.AddBot(perm.ManageMessages)
	g.Add(out, nil)
	c = g.AddChannel(wire.Channel{PermissionOverwrites: []perm.Overwrite{{ID: out, Type: perm.ForMember, Deny: perm.ViewChannel}}})
	*told = nil
	return c, in, out
}

func say(t *testing.T, c *Channel, userID, text string, files ...wire.Upload) *Message {
	t.Helper()
	m, err := c.Post(c.DraftOf(userID, wire.MessageSend{Content: &text}, files))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A world needs no server: what happens in it is told, and reaches who may see it.
func TestWhatHappensReachesWhoSeesIt(t *testing.T) {
	var told []Happening
	c, in, out := hiddenFrom(&told)
	m := say(t, c, in, "hello <@"+c.w.BotID()+">")
	if len(told) != 1 || told[0].Name != "MESSAGE_CREATE" {
		t.Fatalf("told %v", told)
	}
	if c.w.Reaches(told[0], out) || !c.w.Reaches(told[0], in) || !c.w.Reaches(told[0], c.w.BotID()) {
		t.Error("a message of a hidden channel reaches the wrong people")
	}
	if p := c.w.Pings(); len(p) != 1 || p[0].MessageID != m.ID {
		t.Errorf("pings %+v", p)
	}
	if _, err := c.w.Writable(c.ID, out); err != refusal.MissingAccess {
		t.Errorf("who sees no channel may write: %v", err)
	}
}

// What goes of a channel's messages takes its files along, and none is left empty.
func TestMessagesAndTheirFilesGo(t *testing.T) {
	var told []Happening
	c, in, _ := hiddenFrom(&told)
	m := say(t, c, in, "hello", wire.Upload{N: "0", Name: "a.txt", Data: []byte("data")})
	if err := m.Edit(wire.MessageSend{Content: new(""), Attachments: &[]wire.AttachmentSend{}}, nil); err != refusal.EmptyMessage {
		t.Errorf("a message is emptied: %v", err)
	}
	file := m.Attachments[0].ID
	if c.w.File(file) == nil {
		t.Error("a file is not kept")
	}
	say(t, c, in, "more")
	say(t, c, in, "more")
	if c.Find(m.ID) != nil || c.w.File(file) != nil || len(c.Messages(in)) != 2 {
		t.Errorf("%d messages are kept", len(c.Messages(in)))
	}
}
