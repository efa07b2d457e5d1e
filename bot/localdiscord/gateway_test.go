package localdiscord_test

import (
	"testing"
	"time"

	"footnote/bot/localdiscord/wire"
)

const guildsAndMessages = wire.IntentGuilds | wire.IntentGuildMessages

// TestResume misses an event and gets it again.
func TestResume(t *testing.T) {
	w := newWorld(t, unlimited)
	g := w.dial("v=10&encoding=json")
	id := g.identify(w, guildsAndMessages)
	mustPost(w.anna.Say(w.channel.ID, "one"))
	seq := *g.want(0, "MESSAGE_CREATE").Seq
	w.Drop()
	must(t, w.Wait(within(t), func() bool { return w.Connections() == 0 }))
	mustPost(w.anna.Say(w.channel.ID, "two"))
	mustPost(w.anna.Say(w.channel.ID, "three"))

	g = w.dial("v=10&encoding=json")
	g.want(10, "")
	g.send(6, object{"token": w.Token(), "session_id": id, "seq": seq})
	if two := g.want(0, "MESSAGE_CREATE"); *two.Seq != seq+1 {
		t.Errorf("the first replayed event is %d, want %d", *two.Seq, seq+1)
	}
	g.want(0, "MESSAGE_CREATE")
	g.want(0, "RESUMED")
	mustPost(w.anna.Say(w.channel.ID, "four"))
	g.want(0, "MESSAGE_CREATE")
}

// TestResumeRefused: sessions end by a client's 1000, by op 9, by a sequence
// that never was, and when too much was missed.
func TestResumeRefused(t *testing.T) {
	cfg := unlimited
	cfg.ResumeBuffer = 2
	w := newWorld(t, cfg)
	resume := func(id string, seq int64) *gw {
		g := w.dial("v=10")
		g.want(10, "")
		g.send(6, object{"token": w.Token(), "session_id": id, "seq": seq})
		return g
	}
	g := w.dial("v=10")
	id := g.identify(w, guildsAndMessages)
	must(t, g.ws.WriteMessage(8, []byte{0x03, 0xe8})) // close 1000
	must(t, w.Wait(within(t), func() bool { return w.Connections() == 0 }))
	if f := resume(id, 1).want(9, ""); string(f.Data) != "false" {
		t.Errorf("op 9 carries %s", f.Data)
	}

	g = w.dial("v=10")
	id = g.identify(w, guildsAndMessages)
	resume(id, 99).wantClose(4007)

	g = w.dial("v=10")
	id = g.identify(w, guildsAndMessages)
	w.Drop()
	for range 9 {
		mustPost(w.anna.Say(w.channel.ID, "missed"))
	}
	resume(id, 2).want(9, "")

	g = resume("nonsense", 1)
	g.want(9, "")
	g.send(2, w.identity(0)) // a new session on the same connection
	g.want(0, "READY")
}

func TestCloseCodes(t *testing.T) {
	w := newWorld(t, unlimited)
	for _, c := range []struct {
		name string
		code int
		op   int
		data any
	}{
		{"a bad token", 4004, 2, object{"token": "wrong", "intents": 0}},
		{"a privileged intent", 4014, 2, w.identity(wire.IntentMessageContent)},
		{"an intent that is none", 4013, 2, w.identity(1 << 30)},
		{"a shard that is none", 4010, 2, object{"token": w.Token(), "intents": 0, "shard": []int{1, 1}}},
		{"an op before IDENTIFY", 4003, 3, object{"status": "online", "activities": []string{}}},
		{"an op that is none", 4001, 42, nil},
		{"too large", 4002, 1, string(make([]byte, 5000))},
	} {
		g := w.dial("v=10")
		g.want(10, "")
		g.send(c.op, c.data)
		g.wantClose(c.code)
		if t.Failed() {
			t.Fatal(c.name)
		}
	}
	w.dial("v=6").wantClose(4012)
	g := w.dial("v=10")
	g.identify(w, 0)
	g.send(2, w.identity(0))
	g.wantClose(4005)
	g = w.dial("v=10")
	g.want(10, "")
	for range 130 {
		if g.ws.WriteJSON(object{"op": 1}) != nil {
			break // closed already
		}
	}
	g.wantClose(4008)
	w.SetPrivilegedIntents(wire.IntentMessageContent)
	w.dial("v=10").identify(w, wire.IntentMessageContent)
}

func TestHeartbeat(t *testing.T) {
	cfg := unlimited
	cfg.HeartbeatInterval = 300 * time.Millisecond
	w := newWorld(t, cfg)
	g := w.dial("v=10")
	g.identify(w, 0)
	for range 3 {
		g.send(1, 1)
		g.want(11, "")
	}
	w.RequestHeartbeats()
	g.want(1, "")
	w.MuteHeartbeats(true)
	g.send(1, 1)
	mustPost(w.anna.Say(w.channel.ID, "nobody hears this"))
	w.MuteHeartbeats(false)
	g.send(1, 1)
	g.want(11, "")    // one only
	g.wantClose(4009) // then silence
}

func TestCompression(t *testing.T) {
	w := newWorld(t, unlimited)
	g := w.dial("v=10&compress=zlib-stream")
	g.identify(w, guildsAndMessages)
	for range 3 {
		mustPost(w.anna.Say(w.channel.ID, "compressed"))
		g.want(0, "MESSAGE_CREATE")
	}
	g = w.dial("v=10")
	g.want(10, "")
	id := w.identity(guildsAndMessages)
	id["compress"] = true
	g.send(2, id)
	if kind, _, err := g.ws.ReadMessage(); kind != 2 || err != nil {
		t.Errorf("READY is of kind %d, %v, want a binary frame", kind, err)
	}
	g.want(0, "GUILD_CREATE")
}

func TestShards(t *testing.T) {
	w := newWorld(t, unlimited)
	var shards [3]*gw
	for i := range shards {
		shards[i] = w.dial("v=10")
		shards[i].want(10, "")
		id := w.identity(guildsAndMessages)
		id["shard"] = []int{i, len(shards)}
		shards[i].send(2, id)
		shards[i].want(0, "READY")
	}
	mustPost(w.anna.Say(w.channel.ID, "which one?"))
	w.RequestHeartbeats() // marks the end
	heard := 0
	for _, g := range shards {
		for f := g.next(); f.Op != 1; f = g.next() {
			if f.Name == "MESSAGE_CREATE" {
				heard++
			}
		}
	}
	if heard != 1 {
		t.Errorf("%d shards heard the message, want 1", heard)
	}
}

func TestPresence(t *testing.T) {
	w := newWorld(t, unlimited)
	g := w.dial("v=10")
	g.identify(w, 0)
	g.send(3, object{"status": "online", "afk": false, "since": nil, "activities": []object{{"name": "5 articles", "type": 3}}})
	must(t, w.Wait(within(t), func() bool { return len(w.Presence().Activities) == 1 }))
	if a := w.Presence().Activities[0]; a.Name != "5 articles" || a.Type != 3 {
		t.Errorf("presence is %+v", a)
	}
	g.send(8, object{"guild_id": w.guild.ID, "query": "an", "limit": 1})
	g.want(0, "GUILD_MEMBERS_CHUNK")
	g.send(3, object{"status": "online", "activities": nil}) // what discordgo must not send
	g.wantClose(4002)
}
