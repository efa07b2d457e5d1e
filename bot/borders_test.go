package bot

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/store"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sampletest"
)

// libraries apply filters to what they list, and note for which guilds they are asked.
type libraries struct {
	feature.Library
	mu     sync.Mutex
	guilds map[string]int
}

func (s *libraries) In(_ context.Context, guild string, f retrieval.Filter) (feature.Library, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guilds[guild]++
	if f.Only == nil {
		return s.Library, nil
	}
	return filtered{s.Library, f}, nil
}

// asked is how often something of a guild was asked for.
func (s *libraries) asked(guild string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.guilds[guild]
}

type filtered struct {
	feature.Library
	f retrieval.Filter
}

func (f filtered) Articles() (list []*corpus.Article) {
	for _, a := range f.Library.Articles() {
		if f.f.Only(a.ID) {
			list = append(list, a)
		}
	}
	return list
}

// onLibraries gives a world such libraries.
func onLibraries(t *testing.T) (*libraries, setup) {
	t.Helper()
	library := sampletest.Library(t)
	s := &libraries{Library: library, guilds: map[string]int{}}
	return s, func(_ *localdiscord.Config, c *Config) { c.Libraries = s }
}

// A channel's rules hold in each of its threads, whether the bot was told of
// it or not.
func TestRestrictionsHoldInEveryThread(t *testing.T) {
	t.Parallel()
	_, on := onLibraries(t)
	w := newModerated(t, on)
	// A bot that does not manage threads is not told of private ones.
	w.guild = w.d.AddGuild("Plain", localdiscord.GuildOptions{Bot: perm.ManageMessages})
	w.guild.Add(w.anna)
	w.general, w.extra = w.guild.AddChannel("general", localdiscord.ChannelOptions{}), w.guild.AddChannel("extra", localdiscord.ChannelOptions{})
	w.everybody("settings")
	for key, value := range map[string]any{
		"channels": []string{w.general.ID},
		"sources":  map[string][]string{w.general.ID: {"article:14-peskov-in-time"}},
	} {
		if err := w.kept().Set(store.Across(w.ctx), w.guild.ID, key, value); err != nil {
			t.Fatal(err)
		}
	}
	m, err := w.anna.Say(w.general.ID, "a message")
	if err != nil {
		t.Fatal(err)
	}
	public, err := w.anna.ThreadFrom(w.general.ID, m.ID, "public")
	if err != nil {
		t.Fatal(err)
	}
	private, err := w.anna.Thread(w.general.ID, "private", true)
	if err != nil {
		t.Fatal(err)
	}
	archived, err := w.anna.Thread(w.general.ID, "archived", false)
	if err != nil {
		t.Fatal(err)
	}
	archived.Archive(true, false)
	for name, thread := range map[string]*localdiscord.Channel{"public": public, "private": private, "archived": archived} {
		v, err := w.anna.Command(thread.ID, "sources", nil)
		if err != nil {
			t.Fatal(err)
		}
		if says := text(w.settled(t, v)); !strings.Contains(says, "Peskov") || strings.Contains(says, "Waltz") {
			t.Errorf("in the %s thread it answers from %s", name, says)
		}
		if says := text(w.ask(t, thread.ID, unknown)); strings.Contains(says, "On this server I answer in") {
			t.Errorf("in the %s thread it does not answer: %s", name, says)
		}
	}
	other, err := w.anna.Thread(w.extra.ID, "elsewhere", true)
	if err != nil {
		t.Fatal(err)
	}
	if says := text(w.ask(t, other.ID, unknown)); !strings.Contains(says, "On this server I answer in") {
		t.Errorf("in a thread of another channel it answers: %s", says)
	}
}

// Where the bot is no member, who has it for themselves asks only what
// everybody may see, and nobody offers to tell moderators.
func TestThrownOutItAsksWhatEverybodyMaySee(t *testing.T) {
	t.Parallel()
	s, on := onLibraries(t)
	w := newWorld(t, on)
	w.start(t)
	w.ask(t, w.general.ID, unknown)
	if s.asked(w.guild.ID) == 0 {
		t.Fatal("a member does not ask for its guild's articles")
	}
	w.guild.RemoveBot()
	if err := w.waitUntil(func() bool {
		list, err := w.kept().LeftBefore(store.Across(w.ctx), time.Now().Add(time.Hour))
		return err == nil && len(list) == 1
	}); err != nil {
		t.Fatal(err)
	}
	before := s.asked(w.guild.ID)
	w.anna.InstallApp(true)
	m := w.ask(t, w.general.ID, "When does the parliament open on Mondays?")
	if n := s.asked(w.guild.ID) - before; n > 0 {
		t.Errorf("thrown out, it asks %d times for the guild's articles", n)
	}
	if strings.Contains(labels(m), "Tell the moderators") {
		t.Errorf("nobody is there to be told: %s", labels(m))
	}
	w.guild.AddBot(perm.SendMessages | perm.ViewChannel)
}
