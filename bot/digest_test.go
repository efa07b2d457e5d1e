package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// ownLibrary gives a world a library of its own, to which articles can be added.
func ownLibrary(t *testing.T) setup {
	t.Helper()
	library := retrieval.NewLibrary(lexical.New())
	for a, err := range corpus.ReadFS(t.Context(), sample.FS, "01-yermak-speaks-with-waltz.md", "14-peskov-in-time.md") {
		if err != nil {
			t.Fatal(err)
		}
		if err := library.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	return func(_ *localdiscord.Config, c *Config) { c.Library, c.Answerer = library, answer.New(library) }
}

// shownIn is what somebody sees of the bot's messages in a channel.
func shownIn(who *localdiscord.Person, channel string) (list []wire.Message) {
	for _, m := range who.Messages(channel) {
		if text(m) != "" && !m.Ephemeral() {
			list = append(list, m)
		}
	}
	return list
}

func TestADigestIsMadeUpOnceAfterMissedRuns(t *testing.T) {
	t.Parallel()
	w := newModerated(t, ownLibrary(t))
	values := localdiscord.Values{"every": "week", "at": "9", "zone": "Europe/Berlin", "channel": w.extra, "weekday": "1"}
	p := w.uses(t, w.mod, w.general.ID, "digest create", "From now on", values)
	if says := text(p.Message); !strings.Contains(says, "weekly, Monday at 09:00 (Europe/Berlin)") {
		t.Errorf("it says %s", says)
	}
	w.clock.move(time.Minute)
	w.asks(t, w.anna, w.general.ID, "Who spoke with Waltz?")
	w.asks(t, w.anna, w.general.ID, unknown)
	add(t, w, "17-putin-names-the-emirates.md")
	now := time.Now()
	for _, at := range []time.Duration{time.Minute, 22 * 24 * time.Hour, 22*24*time.Hour + time.Minute} {
		if err := w.bot.core.Tick(w.ctx, now.Add(at)); err != nil {
			t.Fatal(err)
		}
	}
	shown := shownIn(w.anna, w.extra.ID)
	if len(shown) != 2 {
		t.Fatalf("%d messages, want the lists and a summary, once", len(shown))
	}
	for _, want := range []string{"New articles: 1", "Who spoke with Waltz? ×1", "**Still unanswered**", unknown} {
		if !strings.Contains(text(shown[0]), want) {
			t.Errorf("the digest lacks %q:\n%s", want, text(shown[0]))
		}
	}
	if says := text(shown[1]); !strings.Contains(says, "In the new articles") || !strings.Contains(says, "[1]") || strings.Contains(says, "Peskov") && !strings.Contains(says, "Emirates") {
		t.Errorf("the summary says %s", says)
	}
	t.Logf("%s\n%s", text(shown[0]), text(shown[1]))
	if err := w.bot.core.Tick(w.ctx, now.Add(29*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if shown := shownIn(w.anna, w.extra.ID); len(shown) != 3 || !strings.Contains(text(shown[2]), "Nothing new") {
		t.Errorf("a week later there are %d messages", len(shown))
	}
	if n := len(shownIn(w.anna, w.elsewhere.ID)); n > 0 {
		t.Errorf("%d messages in the other guild", n)
	}
}

// add adds an article of the sample to the world's library.
func add(t *testing.T, w *moderated, name string) {
	t.Helper()
	for a, err := range corpus.ReadFS(t.Context(), sample.FS, name) {
		if err != nil {
			t.Fatal(err)
		}
		if err := w.config.Library.(*retrieval.Library).Put(w.ctx, a); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDigestsOfAGuildAreItsOwn(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	daily := func(channel *localdiscord.Channel) localdiscord.Values {
		return localdiscord.Values{"every": "day", "at": "18:30", "zone": "America/New_York", "channel": channel}
	}
	w.uses(t, w.mod, w.general.ID, "digest create", "every day at 18:30 (America/New\\_York)", daily(w.extra))
	w.uses(t, w.away, w.elsewhere.ID, "digest list", "There are no digests yet", nil)
	w.uses(t, w.away, w.elsewhere.ID, "digest delete", "There is no such digest", localdiscord.Values{"digest": "1"})
	w.uses(t, w.away, w.elsewhere.ID, "digest pause", "There is no such digest", localdiscord.Values{"digest": "1"})
	list, err := w.mod.Autocomplete(w.ctx, w.general.ID, "digest delete", "digest", localdiscord.Values{"digest": ""})
	if err != nil || len(list) != 1 || list[0].Value != "1" {
		t.Fatalf("suggested %+v, %v", list, err)
	}
	if list, err := w.away.Autocomplete(w.ctx, w.elsewhere.ID, "digest delete", "digest", localdiscord.Values{"digest": ""}); err != nil || len(list) > 0 {
		t.Errorf("another guild is suggested %+v, %v", list, err)
	}
	w.uses(t, w.mod, w.general.ID, "digest pause", "paused", localdiscord.Values{"digest": "1"})
	// Paused over a restart, and not made up.
	if err := w.end(); err != nil {
		t.Fatal(err)
	}
	w.start(t)
	later := time.Now().Add(72 * time.Hour)
	if err := w.bot.core.Tick(w.ctx, later); err != nil {
		t.Fatal(err)
	}
	if n := len(shownIn(w.anna, w.extra.ID)); n > 0 {
		t.Errorf("a paused digest wrote %d messages", n)
	}
	w.uses(t, w.mod, w.general.ID, "digest pause", "next <t:", localdiscord.Values{"digest": "1"})
	w.uses(t, w.mod, w.general.ID, "digest delete", "deleted", localdiscord.Values{"digest": "1"})
	if err := w.bot.core.Tick(w.ctx, later); err != nil {
		t.Fatal(err)
	}
	if n := len(shownIn(w.anna, w.extra.ID)); n > 0 {
		t.Errorf("a deleted digest wrote %d messages", n)
	}
	w.uses(t, w.mod, w.general.ID, "audit", "deleted the digest 1: every day", nil)
}

func TestADigestWhoseChannelIsGonePauses(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.uses(t, w.mod, w.general.ID, "digest create", "From now on", localdiscord.Values{"every": "month", "at": "9.15", "zone": "UTC", "channel": w.extra, "day": 31})
	for _, bad := range []localdiscord.Values{
		{"every": "day", "at": "25", "zone": "UTC", "channel": w.extra},
		{"every": "day", "at": "noon", "zone": "UTC", "channel": w.extra},
	} {
		w.uses(t, w.mod, w.general.ID, "digest create", "I cannot read that as a time", bad)
	}
	w.uses(t, w.mod, w.general.ID, "digest create", "I know no time zone", localdiscord.Values{"every": "day", "at": "9", "zone": "Mars/Olympus", "channel": w.extra})
	w.extra.Delete()
	if err := w.bot.core.Tick(w.ctx, time.Now().Add(40*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	w.uses(t, w.mod, w.general.ID, "digest list", "· paused", nil)
	w.uses(t, w.mod, w.general.ID, "audit", "The digest 1 was paused", nil)
}
