package localdiscord_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
)

// TestLoseAnswers: the message is posted, and the client cannot know it.
func TestLoseAnswers(t *testing.T) {
	w := newWorld(t, unlimited)
	w.LoseAnswers(1)
	// A POST is not tried again by net/http.
	req, err := http.NewRequest("POST", w.URL()+"/api/v10/channels/"+w.channel.ID+"/messages",
		strings.NewReader(`{"content":"once","allowed_mentions":{"parse":[]}}`))
	must(t, err)
	req.Header.Set("Authorization", "Bot "+w.Token())
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if res, err := client.Do(req); err == nil {
		res.Body.Close()
		t.Errorf("answered %d", res.StatusCode)
	}
	if list := w.anna.Messages(w.channel.ID); len(list) != 1 || list[0].Content != "once" {
		t.Errorf("posted: %+v", list)
	}
	w.raw("GET", "/gateway", nil).want(200, 0)
}

func TestMaxHistory(t *testing.T) {
	cfg := unlimited
	cfg.MaxHistory = 5
	w := newWorld(t, cfg)
	for i := range 20 {
		mustPost(w.anna.Say(w.channel.ID, fmt.Sprint(i)))
	}
	if list := w.anna.Messages(w.channel.ID); len(list) != 5 || list[0].Content != "15" {
		t.Errorf("kept %d messages, from %q on", len(list), list[0].Content)
	}
}

func TestLook(t *testing.T) {
	w := newWorld(t, unlimited)
	w.guild.AddChannel("secret", localdiscord.ChannelOptions{Overwrites: []perm.Overwrite{{ID: w.guild.ID, Deny: perm.ViewChannel}}})
	w.AddGuild("Not hers", localdiscord.GuildOptions{})
	_, err := w.anna.Thread(w.channel.ID, "a thread", false)
	must(t, err)
	w.anna.DM()
	look := w.anna.Look()
	if len(look.Guilds) != 1 || len(look.Direct) != 1 || look.Self.ID != w.anna.ID {
		t.Fatalf("anna sees %+v", look)
	}
	if n := len(w.People()); n != 3 { // anna and two owners
		t.Errorf("%d people, want 3", n)
	}
	if w.Guild(w.guild.ID) == nil || w.Channel(w.channel.ID) == nil || w.Person(w.anna.ID) == nil ||
		w.Guild("1") != nil || w.Channel("1") != nil || w.Person("1") != nil {
		t.Error("handles do not go by ID")
	}
	g := look.Guilds[0]
	if len(g.Channels) != 1 || len(g.Threads) != 1 || len(g.Members) != 3 || !g.Channels[0].Permissions.Has(perm.SendMessages) {
		t.Errorf("in the guild anna sees %+v", g)
	}
}

// TestEnforceIdentify: one IDENTIFY in five seconds, as max_concurrency says.
func TestEnforceIdentify(t *testing.T) {
	clock := newClock()
	cfg := unlimited
	cfg.Now, cfg.Starts.Enforce = clock.now, true
	w := newWorld(t, cfg)
	w.dial("v=10").identify(w, 0)
	g := w.dial("v=10")
	g.want(10, "")
	g.send(2, w.identity(0))
	if f := g.want(9, ""); string(f.Data) != "false" {
		t.Errorf("op 9 carries %s", f.Data)
	}
	clock.add(5 * time.Second)
	g.send(2, w.identity(0))
	g.want(0, "READY")
	limit := w.raw("GET", "/gateway/bot", nil).at("session_start_limit.remaining")
	if limit != 998.0 {
		t.Errorf("remaining are %v, want 998", limit)
	}
}

// TestPages: a web page that finds the port gets nothing.
func TestPages(t *testing.T) {
	w := newWorld(t, unlimited)
	for name, value := range map[string]string{"Origin": "http://evil.example", "Sec-Fetch-Mode": "cors"} {
		req, err := http.NewRequest("GET", w.URL()+"/api/v10/gateway", nil)
		must(t, err)
		req.Header.Set(name, value)
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		res, err := client.Do(req)
		must(t, err)
		res.Body.Close()
		if res.StatusCode != 403 {
			t.Errorf("with %s it answered %d", name, res.StatusCode)
		}
	}
}

// TestExternalApps: without USE_EXTERNAL_APPS a user-installed application
// answers its person alone.
func TestExternalApps(t *testing.T) {
	b := newByHand(t, unlimited)
	other := b.AddGuild("Elsewhere", localdiscord.GuildOptions{WithoutBot: true, Everyone: perm.Everyday &^ perm.UseExternalApps})
	other.Add(b.anna)
	room := other.AddChannel("room", localdiscord.ChannelOptions{})
	b.anna.InstallApp(true)
	v, err := b.anna.Command(room.ID, "ask", localdiscord.Values{"question": "Why?"})
	must(t, err)
	b.respond(b.next(), 4, text("quietly")).want(204, 0)
	if m, err := v.Message(within(t)); err != nil || !m.Ephemeral() {
		t.Errorf("the reply is %+v, %v", m, err)
	}
}
