package bot

import (
	"testing"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/store"
)

// A bot that is thrown out of a guild notes it, and forgets that when it is
// asked back.
func TestLeavingAGuildIsNoted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	left := func() bool {
		list, err := w.kept().LeftBefore(store.Across(w.ctx), time.Now().Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		return len(list) == 1 && list[0] == w.guild.ID
	}
	if left() {
		t.Error("the bot has left a guild that it is in")
	}
	w.guild.RemoveBot()
	if err := w.waitUntil(left); err != nil {
		t.Fatalf("leaving was not noted: %v", err)
	}
	w.guild.AddBot(perm.SendMessages | perm.ViewChannel)
	if err := w.waitUntil(func() bool { return !left() }); err != nil {
		t.Errorf("coming back was not noted: %v", err)
	}
}
