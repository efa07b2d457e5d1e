package localdiscord_test

import (
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// TestMissedInteraction: what happens while the bot is away reaches it when it
// resumes; what is lost does not.
func TestMissedInteraction(t *testing.T) {
	b := newByHand(t, unlimited)
	b.LoseEvents("INTERACTION_CREATE", 1)
	_, err := b.anna.Command(b.channel.ID, "ask", localdiscord.Values{"question": "lost"})
	must(t, err)
	if _, it := b.asked(); it.Data.Options[0].Value != "Why?" {
		t.Errorf("the lost one arrived: %+v", it)
	}
	g := b.dial("v=10")
	g.identify(b.world, wire.IntentGuildMessages)
	b.LoseEvents("", 1)
	mustPost(b.anna.Say(b.channel.ID, "lost"))
	id := mustPost(b.anna.Say(b.channel.ID, "kept"))
	var m struct{ ID string }
	unmarshal(t, g.want(0, "MESSAGE_CREATE").Data, &m)
	if m.ID != id {
		t.Errorf("got message %s, want %s", m.ID, id)
	}
}
