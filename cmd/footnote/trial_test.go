//go:build linux

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/patient"
	"footnote/cmd/footnote/races"
	"footnote/cmd/mockopenai/mockserver"
)

var trial = flag.Bool("trial", false, "TestTrial asks 2,000 questions in 40 servers of Discord")

// The sizes of a trial: with -trial, and without.
var (
	large = trialSize{guilds: 40, people: 12, questions: 2000, rate: 50, away: 5, lines: 1}
	small = trialSize{guilds: 6, people: 6, questions: 120, rate: 20, away: 2, lines: 4}
)

// trialSize is how many people ask how much, and at which rate a second.
type trialSize struct{ guilds, people, questions, rate, away, lines int }

// TestTrial has two processes serve four shards with one database while people ask. One is
// killed and replaced, the database's server is restarted, and a guild's articles change. Every
// question that was acknowledged is answered or apologised for, once, and from the articles
// of its guild, also when the other process ends in the end. A model writes the answers, so
// that questions are under way at each moment. At full size, with a report:
//
//	go test ./cmd/footnote -run TestTrial -trial -v -timeout 30m
func TestTrial(t *testing.T) {
	races.Skip(t, "a process of its own is not under the detector")
	size := small
	if *trial {
		size = large
	}
	l := newTrial(t, size)
	l.settle()
	l.askAll()
	l.wait()
	l.retire()
	l.judge()
}

// trialling is a trial under way.
type trialling struct {
	*served
	trialSize
	server  *postgrestest.Server
	program string
	// processes are those that run, and logs those of all that ran.
	processes []*exec.Cmd
	logs      []*lockedBuffer
	places    []*trialPlace
	asked     []*trialQuestion
	// changing is done when the first place has its other article.
	changing chan error
}

// trialPlace is a guild of a trial, with an article of its own: who bought the ferry.
type trialPlace struct {
	id, channel string
	moderator   *localdiscord.Person
	people      []*localdiscord.Person
	// buyers are who bought it by the article at the start, and by that which takes its
	// place between began and ended.
	buyers       [2]string
	began, ended time.Time
}

// ferryOf is an article that names one buyer.
func ferryOf(buyer string) localdiscord.File {
	return localdiscord.File{Name: "ferry.txt", Data: []byte(strings.ReplaceAll(ferryStory, "Gwendolyn Ashby", buyer))}
}

func newTrial(t *testing.T, size trialSize) *trialling {
	ctx, cancel := context.WithTimeout(t.Context(), 25*time.Minute)
	t.Cleanup(cancel)
	d, err := localdiscord.Start(localdiscord.Config{
		TrafficSize: 20 * size.questions, Starts: gateway.Starts{Enforce: true, MaxConcurrency: size.lines},
	})
	must(t, err)
	l := &trialling{
		served:    &served{t: t, ctx: ctx, d: d},
		trialSize: size, server: postgrestest.Start(t), program: realProgram(t), changing: make(chan error, 1),
	}
	t.Cleanup(func() {
		for _, v := range d.Violations() {
			t.Errorf("the local Discord objects: %s: %s", v.Kind, v.Detail)
		}
		_ = d.Stop(context.Background())
	})
	l.env = map[string]string{
		"DISCORD_TOKEN": d.Token(), "FOOTNOTE_DISCORD_URL": d.URL(), "FOOTNOTE_EMBEDDER": "none", "FOOTNOTE_HTTP_ADDR": "127.0.0.1:0",
		"FOOTNOTE_DATABASE_URL": l.server.URL(t), "FOOTNOTE_DATABASE_SHARED": "yes", "FOOTNOTE_DATABASE_ROW_SECURITY": "yes", "FOOTNOTE_SHARDS": "4", "TMPDIR": os.TempDir(),
	}
	l.model()
	for n := range size.guilds {
		time.Sleep(2 * time.Millisecond) // a guild's shard hangs on the millisecond of its making
		l.places = append(l.places, newTrialPlace(d, n, size.people))
	}
	return l
}

func newTrialPlace(d *localdiscord.Server, n, people int) *trialPlace {
	g := d.AddGuild(fmt.Sprintf("guild %d", n), localdiscord.GuildOptions{})
	p := &trialPlace{id: g.ID, moderator: d.AddPerson(fmt.Sprintf("m%d", n), localdiscord.PersonOptions{})}
	g.Add(p.moderator, g.AddRole("moderators", perm.ManageGuild, false))
	p.channel = g.AddChannel("general", localdiscord.ChannelOptions{}).ID
	for i := range people {
		p.people = append(p.people, d.AddPerson(fmt.Sprintf("p%d-%d", n, i), localdiscord.PersonOptions{}))
		g.Add(p.people[i])
	}
	for i, first := range []string{"Gwendolyn", "Theodora"} {
		p.buyers[i] = fmt.Sprintf("%s Ash%c%cby", first, 'a'+n/26, 'a'+n%26)
	}
	return p
}

// begin starts a process with an empty data directory.
func (l *trialling) begin() {
	l.t.Helper()
	l.log = &lockedBuffer{}
	l.logs = append(l.logs, l.log)
	l.env["FOOTNOTE_DATA"] = l.t.TempDir()
	l.processes = append(l.processes, l.process(l.program))
}

// settle starts the processes, each ready with its shards, and gives each guild its article.
func (l *trialling) settle() {
	l.t.Helper()
	for range 2 {
		l.begin()
	}
	if patient.Until(l.ctx, l.ready) != nil {
		l.t.Fatalf("the processes do not become ready\n%s", l.said())
	}
	for _, p := range l.places {
		must(l.t, l.add(p, 0))
	}
}

// ready reports whether all processes that run are.
func (l *trialling) ready() bool {
	for n := range l.processes {
		l.log = l.logs[len(l.logs)-1-n]
		if status, _ := l.tells("/readyz"); status != http.StatusOK {
			return false
		}
	}
	return true
}

// said is what all processes logged.
func (l *trialling) said() (text string) {
	for n, log := range l.logs {
		text += fmt.Sprintf("process %d:\n%s\n", n, log)
	}
	return text
}

// add adds one of the two articles of a place.
func (l *trialling) add(p *trialPlace, n int) error {
	return l.moderates(p, "articles add", localdiscord.Values{"file": ferryOf(p.buyers[n])}, "Added")
}

// moderates uses a command until its reply says what is wanted: it may find no process and
// no database.
func (l *trialling) moderates(p *trialPlace, command string, values localdiscord.Values, wanted string) error {
	last := ""
	for range 60 {
		v, err := p.moderator.Command(p.channel, command, values)
		if err != nil {
			return err
		}
		within, cancel := context.WithTimeout(l.ctx, time.Minute)
		m, err := v.Until(within, func(m wire.Message) bool { last = reads(m); return strings.Contains(last, wanted) || apology(last) })
		cancel()
		switch {
		case err == nil && strings.Contains(reads(m), wanted):
			return nil
		case err != nil && !errors.Is(err, localdiscord.ErrNoResponse):
			return fmt.Errorf("/%s says %q: %w", command, last, err)
		}
		time.Sleep(time.Second)
	}
	return fmt.Errorf("/%s says %q", command, last)
}

// thinking is how long the model takes for an answer.
const thinking = 250 * time.Millisecond

// model starts the model that writes the answers.
func (l *trialling) model() {
	model, err := mockserver.New(mockserver.Options{})
	must(l.t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(thinking)
		model.ServeHTTP(w, r)
	}))
	l.t.Cleanup(server.Close)
	l.env["OPENAI_BASE_URL"], l.env["OPENAI_API_KEY"], l.env["FOOTNOTE_CHAT_MODEL"] = server.URL+"/v1", "x", "mock-chat"
}

// retire ends the process that was there all the time, and waits until another has looked
// for what it left: nothing, as every question has its end.
func (l *trialling) retire() {
	l.t.Helper()
	must(l.t, l.processes[0].Process.Signal(os.Interrupt))
	must(l.t, l.processes[0].Wait())
	before := l.again()
	time.Sleep(12 * time.Second)
	if more := l.again() - before; more > 0 {
		l.t.Errorf("%d replies changed when the process ended that had given them", more)
	}
}

// kill ends a process at once; another takes its place.
func (l *trialling) kill() {
	l.t.Helper()
	must(l.t, l.processes[0].Process.Kill())
	_ = l.processes[0].Wait()
	l.processes = l.processes[1:]
}

// change puts another article into the place of the first one's.
func (l *trialling) change() error {
	p := l.places[0]
	if err := l.moderates(p, "articles remove", localdiscord.Values{"article": "ferry"}, "Removed"); err != nil {
		return err
	}
	return l.add(p, 1)
}
