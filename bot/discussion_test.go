package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
)

// meetup is a conversation: who says it, and what.
var meetup = [][2]string{
	{"anna", "I think we should move the meetup to Saturday, Friday evening is bad for everyone with kids"},
	{"ben", "Saturday works for me, but the library closes at four on Saturdays"},
	{"anna", "we could book the café on Mill Street instead, they have a back room for twenty people"},
	{"ben", "lol"},
	{"mod", "the café wants a deposit of fifty euros for the back room"},
	{"ben", "does anybody know who prints the posters for the meetup?"},
	{"mod", "Omar prints the posters, he needs the text of it by Thursday"},
}

// converse has people talk in a channel and returns what they said.
func (w *moderated) converse(t *testing.T, channel string) []wire.Message {
	t.Helper()
	people := map[string]*localdiscord.Person{"anna": w.anna, "ben": w.ben, "mod": w.mod}
	var said []wire.Message
	for _, line := range meetup {
		m, err := people[line[0]].Say(channel, line[1])
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, m)
	}
	return said
}

func TestADiscussionIsSummarised(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	said := w.converse(t, w.general.ID)
	p := w.drafts(t, localdiscord.Values{"discussion": w.general, "channel": w.extra, "length": "long"})
	shown := p.publishes(w.extra.ID)[0]
	for i, want := range []string{"anna: I think we should move", "ben: Saturday works", "Mo Derator: the café wants a deposit"} {
		if !strings.Contains(text(shown), want) {
			t.Errorf("the summary lacks %q:\n%s", want, text(shown))
		}
		if link := "](https://discord.com/channels/" + w.guild.ID + "/" + w.general.ID + "/"; i == 0 && !strings.Contains(text(shown), link+said[0].ID+")") {
			t.Errorf("a line does not lead to its message:\n%s", text(shown))
		}
	}
	if strings.Contains(text(shown), "lol") {
		t.Errorf("small talk: %s", text(shown))
	}
	// What is deleted takes its line with it, what is edited too.
	if err := w.anna.Delete(w.general.ID, said[0].ID); err != nil {
		t.Fatal(err)
	}
	w.waitGone(t, shown, "move the meetup")
	if err := w.ben.Edit(w.general.ID, said[1].ID, "I did not say that"); err != nil {
		t.Fatal(err)
	}
	w.waitGone(t, shown, "library closes")
	if now := text(w.message(t, w.extra.ID, shown.ID)); !strings.Contains(now, "deposit of fifty euros") {
		t.Errorf("other lines went too: %s", now)
	}
}

// An edit that leaves what is quoted as it is takes nothing out, also where that mentions
// somebody, whose name may have spaces.
func TestAnEditThatLeavesTheQuote(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	w.converse(t, w.general.ID)
	words := w.mod.Mention() + " keeps the key of the back room from Friday evening on"
	about, err := w.anna.Say(w.general.ID, words)
	if err != nil {
		t.Fatal(err)
	}
	shown := w.drafts(t, localdiscord.Values{"discussion": w.general, "channel": w.extra, "length": "long"}).publishes(w.extra.ID)[0]
	if !strings.Contains(text(shown), "@Mo Derator keeps the key") {
		t.Fatalf("the summary lacks the mention:\n%s", text(shown))
	}
	if err := w.anna.Edit(w.general.ID, about.ID, "hey "+words+"!"); err != nil {
		t.Fatal(err)
	}
	list, err := speaker{w.bot}.History(w.ctx, w.general.ID, time.Time{}, 1)
	if err == nil {
		err = w.bot.core.Summaries.Reworded(store.In(w.ctx, w.guild.ID), list[0]) // once more, to be sure that it was looked at
	}
	if err != nil {
		t.Fatal(err)
	}
	if now := text(w.message(t, w.extra.ID, shown.ID)); !strings.Contains(now, "keeps the key") {
		t.Errorf("the line went: %s", now)
	}
	if err := w.anna.Edit(w.general.ID, about.ID, w.mod.Mention()+" keeps nothing"); err != nil {
		t.Fatal(err)
	}
	w.waitGone(t, shown, "keeps the key")
}

// waitGone waits until a message no longer says something.
func (w *moderated) waitGone(t *testing.T, m wire.Message, what string) {
	t.Helper()
	if !strings.Contains(text(m), what) {
		t.Errorf("it never said %q", what)
	}
	_, err := w.anna.WaitMessage(w.ctx, m.ChannelID, func(now wire.Message) bool { return now.ID == m.ID && !strings.Contains(text(now), what) })
	if err != nil {
		t.Fatalf("it still says %q: %s\n%s", what, text(w.message(t, m.ChannelID, m.ID)), w.logs)
	}
}

func TestWhoOptsOutOrIsForgottenIsInNoSummary(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	w.converse(t, w.general.ID)
	ctx := w.ctx
	if err := w.kept().SetOptedOut(store.Across(ctx), w.guild.ID, w.ben.ID, true); err != nil {
		t.Fatal(err)
	}
	p := w.drafts(t, localdiscord.Values{"discussion": w.general, "length": "long"})
	if says := text(p.Message); strings.Contains(says, "ben") || strings.Contains(says, "library closes") {
		t.Errorf("ben opted out: %s", says)
	}
	shown := p.publishes(w.general.ID)[0]
	if err := w.kept().Forget(store.Across(ctx), w.anna.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.bot.core.Tick(ctx, time.Now()); err != nil {
		t.Fatal(err)
	}
	w.waitGone(t, shown, "anna")
}

// What was deleted or edited while the bot was away is taken out when it is back.
func TestChangesWhileAwayAreFound(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	said := w.converse(t, w.general.ID)
	shown := w.drafts(t, localdiscord.Values{"discussion": w.general, "channel": w.extra, "length": "long"}).publishes(w.extra.ID)[0]
	if err := w.end(); err != nil {
		t.Fatal(err)
	}
	if err := w.anna.Delete(w.general.ID, said[2].ID); err != nil {
		t.Fatal(err)
	}
	if err := w.ben.Edit(w.general.ID, said[1].ID, "I did not say that"); err != nil {
		t.Fatal(err)
	}
	if err := w.mod.Edit(w.general.ID, said[4].ID, meetup[4][1]+"!"); err != nil {
		t.Fatal(err)
	}
	w.start(t)
	if err := w.bot.core.Tick(w.ctx, time.Now()); err != nil {
		t.Fatal(err)
	}
	w.waitGone(t, shown, "Mill Street")
	w.waitGone(t, shown, "library closes")
	if now := text(w.message(t, w.extra.ID, shown.ID)); !strings.Contains(now, "deposit of fifty euros") {
		t.Errorf("a line went whose words are still said: %s", now)
	}
	w.general.Delete()
	w.waitShown(t, w.extra.ID, shown.ID, "were deleted")
}

func TestDiscussionsNeedTheIntentAndTheRight(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.uses(t, w.mod, w.general.ID, "summary", "Message Content intent", localdiscord.Values{"discussion": w.general})

	w = newModerated(t, withContent)
	secret := w.guild.AddChannel("secret", localdiscord.ChannelOptions{Overwrites: []perm.Overwrite{{ID: w.d.BotID(), Type: perm.ForMember, Deny: perm.ViewChannel}}})
	w.uses(t, w.mod, w.general.ID, "summary", "I may not read <#"+secret.ID+">", localdiscord.Values{"discussion": secret})
	// A moderator by role, who does not manage the guild, stays where they are.
	role := w.guild.AddRole("editors", 0, false)
	w.guild.Add(w.ben, role)
	if err := w.kept().Set(store.Across(w.ctx), w.guild.ID, "moderators", []string{role.ID}); err != nil {
		t.Fatal(err)
	}
	w.everybody("summary")
	w.converse(t, w.extra.ID)
	w.uses(t, w.ben, w.general.ID, "summary", "Only who may manage", localdiscord.Values{"discussion": w.extra})
	w.uses(t, w.ben, w.extra.ID, "summary", "Draft", localdiscord.Values{"discussion": w.extra})
	w.uses(t, w.mod, w.general.ID, "summary", "Nothing was said", localdiscord.Values{"discussion": w.general})
}
