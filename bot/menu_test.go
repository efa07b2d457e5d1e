package bot

import (
	"strings"
	"testing"

	"footnote/bot/localdiscord"
)

func TestContextMenusAskAndCheck(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	said, err := w.anna.Say(w.general.ID, "Vladimir Putin named the United Arab Emirates as a possible venue. My neighbour's cat prefers the sunny windowsill.")
	if err != nil {
		t.Fatal(err)
	}
	asked, err := w.anna.MessageCommand(w.general.ID, "Ask about this", said.ID)
	if err != nil {
		t.Fatal(err)
	}
	if m := w.settled(t, asked); !strings.Contains(text(m), "My neighbour's cat") {
		t.Errorf("the reply does not show what was asked: %s", text(m))
	}
	checked, err := w.anna.MessageCommand(w.general.ID, "Check against the articles", said.ID)
	if err != nil {
		t.Fatal(err)
	}
	says := text(w.settled(t, checked))
	for _, want := range []string{"Nearest passages", "> Vladimir Putin has put forward the United Arab Emirates", "Nothing in the articles comes near this."} {
		if !strings.Contains(says, want) {
			t.Errorf("the check lacks %q:\n%s", want, says)
		}
	}
}

func TestWhoInstalledTheAppForThemselvesAsksAnywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	eva := w.d.AddPerson("eva", localdiscord.PersonOptions{AppInstalls: true})
	away := w.d.AddGuild("Elsewhere", localdiscord.GuildOptions{WithoutBot: true})
	away.Add(eva)
	channel := away.AddChannel("general", localdiscord.ChannelOptions{})
	w.start(t)
	for place, id := range map[string]string{"a guild without the bot": channel.ID, "a group": eva.DM(w.anna).ID} {
		asked, err := eva.Command(id, "ask", localdiscord.Values{"question": uae})
		if err != nil {
			t.Fatalf("in %s: %v", place, err)
		}
		m := w.settled(t, asked)
		if !strings.Contains(text(m), "United Arab Emirates") {
			t.Errorf("in %s: %s", place, text(m))
		}
		pressed := w.press(t, eva, m, "follow")
		if r, err := pressed.Response(w.ctx); err != nil || r.Modal == nil {
			t.Errorf("in %s a follow-up opens no form: %+v %v", place, r, err)
		}
	}
}

func TestCommandsAreLocalised(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	for _, c := range w.anna.Commands(w.general.ID) {
		for _, locale := range []string{"de", "fr", "es-ES", "uk", "ru"} {
			if c.NameLocalizations[locale] == "" {
				t.Errorf("/%s has no name in %s", c.Name, locale)
			}
		}
	}
}

// Hostile text is shown as it is: it pings nobody, links nowhere and breaks
// nothing; the local Discord objects to every message that Discord refuses.
func TestHostileQuestions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, unlimited)
	w.start(t)
	for _, question := range []string{
		"@everyone @here who proposed the UAE as a venue?",
		"<@1> <@&2> <#3> </ask:4> <t:1:R> who proposed the UAE as a venue?",
		"https://discord.gg/abc [click](https://evil.example) who proposed the UAE as a venue?",
		"``` || ** __ ~~ # > - who proposed the UAE as a venue?",
		"\u202ewho proposed the UAE\u202c as a ve\u200bnue?",
		"who pro" + strings.Repeat("\u0301", 500) + "posed the UAE as a venue?",
		"who proposed the UAE as a venue? " + strings.Repeat("*_`|", 900),
		strings.Repeat("👩‍👩‍👧‍👦", 300) + " who proposed the UAE?",
		"   ", "?", "🤷",
	} {
		m := w.ask(t, w.general.ID, question)
		says := text(m)
		for _, bad := range []string{" @everyone", " <@1>", "](https://evil", "\u202e", "\u200b", "\u0301\u0301\u0301\u0301", "https://discord"} {
			if strings.Contains(says, bad) {
				t.Errorf("%.40q shows %q: %.200s", question, bad, says)
			}
		}
	}
	w.harmless(t)
}
