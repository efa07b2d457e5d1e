package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/storetest"
)

// withContent turns the Message Content intent on.
func withContent(s *localdiscord.Config, _ *Config) {
	s.PrivilegedIntents = wire.IntentMessageContent
}

// says lets somebody say something and waits for the bot's answer to it.
func (w *world) answered(t testing.TB, who *localdiscord.Person, channel, words string) wire.Message {
	t.Helper()
	said, err := who.Say(channel, words)
	if err != nil {
		t.Fatal(err)
	}
	m, err := who.WaitMessage(w.ctx, channel, func(m wire.Message) bool {
		return answers(m) && m.MessageReference != nil && m.MessageReference.MessageID == said.ID
	})
	if err != nil {
		t.Fatalf("no answer to %q: %v\n%s", words, err, w.logs)
	}
	return m
}

func (w *world) mention() string { return "<@" + w.d.BotID() + "> " }

func TestAMentionAReplyAndADirectMessageAreQuestions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	m := w.answered(t, w.anna, w.general.ID, w.mention()+uae)
	if !strings.Contains(text(m), "United Arab Emirates") || strings.Contains(text(m), "> **who") {
		t.Errorf("the mention got %s", text(m))
	}
	// A reply that pings carries its text without the intent too.
	said, err := w.anna.Post(w.general.ID, localdiscord.Post{Content: uae, ReplyTo: m.ID})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := w.anna.WaitMessage(w.ctx, w.general.ID, func(m wire.Message) bool {
		return answers(m) && m.MessageReference != nil && m.MessageReference.MessageID == said.ID
	})
	if err != nil || !strings.Contains(text(reply), "United Arab Emirates") {
		t.Errorf("the reply got %s, %v", text(reply), err)
	}
	dm := w.anna.DM()
	if m := w.answered(t, w.anna, dm.ID, uae); !strings.Contains(text(m), "United Arab Emirates") {
		t.Errorf("the direct message got %s", text(m))
	}
	if pings := w.d.Pings(); len(pings) > 2 { // anna's own two
		t.Errorf("the bot pings: %+v", pings)
	}
}

func TestAConversationInAThreadNeedsNoMentionWithTheIntent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent)
	w.start(t)
	thread := w.thread(t)
	m := w.answered(t, w.anna, thread, "and what did Dmitry Peskov say about a meeting of Trump and Putin?")
	if !strings.Contains(text(m), "Peskov") {
		t.Errorf("the follow-up got %s", text(m))
	}
	turns, err := w.kept().Turns(store.Across(w.ctx), thread, 10)
	if err != nil || len(turns) != 2 || turns[0].Question != uae {
		t.Errorf("the conversation is %+v, %v", turns, err)
	}
}

// thread opens a thread of the bot's.
func (w *world) thread(t testing.TB) string {
	t.Helper()
	m := w.ask(t, w.general.ID, uae)
	if _, err := w.press(t, w.anna, m, "follow").Message(w.ctx); err != nil {
		t.Fatal(err)
	}
	return m.ID
}

func TestTheBotKeepsOutOfTalkBetweenPeople(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent)
	ben, mod := w.d.AddPerson("ben", localdiscord.PersonOptions{}), w.d.AddPerson("mod", localdiscord.PersonOptions{})
	w.guild.Add(ben)
	w.guild.Add(mod, w.guild.AddRole("mods", perm.ModerateMembers, false))
	w.start(t)
	thread := w.thread(t)
	first, err := ben.Say(w.general.ID, "hello everybody, who is the Kremlin spokesman?")
	if err != nil {
		t.Fatal(err)
	}
	said, err := ben.Say(thread, ben.Mention()+" "+w.anna.Mention()+" who is the Kremlin spokesman?")
	if err != nil {
		t.Fatal(err)
	}
	replied, err := w.anna.Post(thread, localdiscord.Post{Content: "who is the Kremlin spokesman, ben?", ReplyTo: said.ID})
	if err != nil {
		t.Fatal(err)
	}
	// Messages are judged in no fixed order: the moderator's must be through
	// before the next is said.
	if _, err := mod.Say(thread, "that is Dmitry Peskov."); err != nil {
		t.Fatal(err)
	}
	err = w.waitUntil(func() bool {
		kept, err := w.kept().Thread(store.Across(w.ctx), thread)
		return err == nil && kept.Silent
	})
	if err != nil {
		t.Fatal("a moderator's answer does not silence the bot")
	}
	after, err := w.anna.Say(thread, "and who proposed the UAE as a venue?")
	if err != nil {
		t.Fatal(err)
	}
	// Spoken to, it answers again, and nothing else was answered before.
	w.answered(t, w.anna, thread, w.mention()+uae)
	for _, m := range append(w.anna.Messages(thread), w.anna.Messages(w.general.ID)...) {
		if r := m.MessageReference; r != nil && answers(m) && (r.MessageID == first.ID || r.MessageID == said.ID || r.MessageID == replied.ID || r.MessageID == after.ID) {
			t.Errorf("the bot answered what was not for it: %s", text(m))
		}
	}
}

func TestNobodyMakesItLoop(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent)
	other := w.d.AddPerson("other-bot", localdiscord.PersonOptions{Bot: true})
	w.guild.Add(other)
	w.start(t)
	thread := w.thread(t)
	if _, err := w.general.Webhook("news", w.mention()+uae); err != nil {
		t.Fatal(err)
	}
	for _, channel := range []string{w.general.ID, thread} {
		if _, err := other.Say(channel, w.mention()+uae); err != nil {
			t.Fatal(err)
		}
	}
	w.answered(t, w.anna, w.general.ID, w.mention()+uae)
	n := 0
	for _, m := range append(w.anna.Messages(thread), w.anna.Messages(w.general.ID)...) {
		if answers(m) {
			n++
		}
	}
	if n != 2 { // to /ask and to anna's mention
		t.Errorf("there are %d answers, want 2", n)
	}
}

func TestAutoAnswerInAForum(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent)
	mod := w.d.AddPerson("mod", localdiscord.PersonOptions{})
	w.guild.Add(mod, w.guild.AddRole("mods", perm.ManageGuild, false))
	forum := w.guild.AddChannel("questions", localdiscord.ChannelOptions{Type: wire.ChannelForum})
	w.start(t)
	used, err := mod.Command(w.general.ID, "settings", nil)
	if err != nil {
		t.Fatal(err)
	}
	panel, err := used.Message(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	before, err := w.anna.ForumPost(forum.ID, "early", localdiscord.Post{Content: uae})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mod.Select(w.general.ID, panel.ID, "auto||0", forum.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := used.Until(w.ctx, func(m wire.Message) bool { return strings.Contains(text(m), "Saved") }); err != nil {
		t.Fatal(err)
	}
	weak, err := w.anna.ForumPost(forum.ID, "weak", localdiscord.Post{Content: "what should I cook for the summit of my family?"})
	if err != nil {
		t.Fatal(err)
	}
	post, err := w.anna.ForumPost(forum.ID, "venue", localdiscord.Post{Content: "Who named the United Arab Emirates as a possible venue?"})
	if err != nil {
		t.Fatal(err)
	}
	titled, err := w.anna.ForumPost(forum.ID, "Who named the United Arab Emirates as a possible venue?", localdiscord.Post{Content: "I cannot find it."})
	if err != nil {
		t.Fatal(err)
	}
	for name, id := range map[string]string{"asked in the text": post.ID, "asked in the title": titled.ID} {
		if _, err := w.anna.WaitMessage(w.ctx, id, answers); err != nil {
			t.Errorf("no answer in the forum to what was %s: %v\n%s", name, err, w.logs)
		}
	}
	for name, id := range map[string]string{"posted before it was on": before.ID, "not answered clearly": weak.ID} {
		for _, m := range w.anna.Messages(id) {
			if answers(m) {
				t.Errorf("what was %s got %s", name, text(m))
			}
		}
	}
}

func TestSettingsAreRefusedToMembers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	// The owner of the guild lets everybody see the command.
	w.guild.Grant("settings", localdiscord.Grant{ID: w.guild.ID, Type: 1, Permission: true})
	used, err := w.anna.Command(w.general.ID, "settings", nil)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := used.Message(w.ctx); err != nil || !strings.Contains(text(m), "for moderators") || len(buttonsOf(m)) > 0 {
		t.Errorf("a member sees %q, %v", text(m), err)
	}
}

func TestConversationsLastADay(t *testing.T) {
	t.Parallel()
	now := time.Now()
	s := storetest.OpenAt(t, t.TempDir()+"/bot.db", func() time.Time { return now })
	if err := s.AddTurn(store.Across(t.Context()), "c", "p", conversationstore.Turn{Question: "q"}); err != nil {
		t.Fatal(err)
	}
	now = now.Add(25 * time.Hour)
	if turns, err := s.Turns(store.Across(t.Context()), "c", 5); err != nil || len(turns) != 0 {
		t.Errorf("after a day: %v, %v", turns, err)
	}
}
