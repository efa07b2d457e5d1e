package feature

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// said is a handler of commands that tells that it ran.
func said(what string) func(context.Context, Invocation) (Reply, error) {
	return func(context.Context, Invocation) (Reply, error) { return Private(0, what), nil }
}

// registry has commands and controls of every kind.
func registry() *Registry {
	press := func(what string) func(context.Context, Press, string, int) (Reply, error) {
		return func(_ context.Context, _ Press, on string, number int) (Reply, error) {
			return Private(0, what+" on "+on+strings.Repeat("!", number)), nil
		}
	}
	return NewRegistry(
		Feature{Commands: []Command{
			{Key: "ask", Run: said("asked")},
			{Key: "stats", Moderators: true, Run: said("figures")},
			{Key: "articles", Moderators: true, Subs: []Command{{Key: "articles.add", Run: said("added")}, {Key: "articles.list", Run: said("listed")}}},
			{Key: "gaps", Run: func(context.Context, Invocation) (Reply, error) { return Reply{}, Wrong("digest.unknown") }},
			{Key: "audit", Run: func(context.Context, Invocation) (Reply, error) { return Reply{}, errors.New("disk") }},
		}},
		Feature{Controls: append(ForModerators(Control{Verb: "secret", Press: press("opened")}),
			Control{Verb: "page", Press: press("turned")},
			Control{Verb: "both", Press: press("pressed"), Submit: func(_ context.Context, f Form, on string, _ int) (Reply, error) {
				return Private(0, "sent "+f.Text+" on "+on), nil
			}})},
	)
}

// text is what a reply says.
func text(r Reply) string {
	if r.Message == nil {
		return ""
	}
	return r.Message.Embeds[0].Description
}

var (
	member    = Request{Person: Person{ID: "1", Locale: "en-US"}, Place: Place{Guild: "g"}}
	moderator = Request{Person: Person{ID: "2", Locale: "en-US", Roles: []string{"r"}}, Place: Place{Guild: "g"},
		Environment: Environment{Settings: Settings{Moderators: []string{"r"}}}}
	manager = Request{Person: Person{ID: "3", Locale: "en-US", Manager: true}, Place: Place{Guild: "g"}}
	direct  = Request{Person: Person{ID: "3", Locale: "en-US", Manager: true}}
)

func TestCommandsAreDispatchedByWhatDeclaresThem(t *testing.T) {
	t.Parallel()
	r := registry()
	for name, c := range map[string]struct {
		who          Request
		command, sub string
		want         string
		fails        bool
	}{
		"a command":                         {member, "ask", "", "asked", false},
		"in private":                        {direct, "ask", "", "asked", false},
		"a moderators' command by a member": {member, "stats", "", "for moderators", false},
		"in private it is nobody's":         {direct, "stats", "", "for moderators", false},
		"by a role":                         {moderator, "stats", "", "figures", false},
		"by who manages the guild":          {manager, "stats", "", "figures", false},
		"a subcommand":                      {manager, "articles", "list", "listed", false},
		"a subcommand by a member":          {member, "articles", "list", "for moderators", false},
		"a subcommand that is not declared": {manager, "articles", "burn", "", true},
		"a command that is not declared":    {manager, "burn", "", "", true},
		"a person's mistake is a sentence":  {member, "gaps", "", "digest", false},
		"another failure is an error":       {member, "audit", "", "", true},
	} {
		reply, err := r.Invoke(t.Context(), Invocation{Request: c.who, Command: c.command, Sub: c.sub})
		if (err != nil) != c.fails || !strings.Contains(text(reply), c.want) || c.want != "" && !reply.Private {
			t.Errorf("%s: %q, %v", name, text(reply), err)
		}
	}
}

func TestControlsAreDispatchedByTheirVerb(t *testing.T) {
	t.Parallel()
	r := registry()
	for name, c := range map[string]struct {
		who    Request
		button string
		want   string
	}{
		"a button":                  {member, ButtonID("page", "7", 2), "turned on 7!!"},
		"a moderators' button":      {member, ButtonID("secret", "7", 0), "for moderators"},
		"by a moderator":            {moderator, ButtonID("secret", "7", 0), "opened on 7"},
		"one that is not known now": {manager, ButtonID("burn", "7", 0), ""},
		"an ID of another make":     {manager, "page", ""},
	} {
		if reply, err := r.Press(t.Context(), Press{Request: c.who, Button: c.button}); err != nil || !strings.Contains(text(reply), c.want) || c.want == "" && text(reply) != "" {
			t.Errorf("%s: %q, %v", name, text(reply), err)
		}
	}
	form := Form{Press: Press{Request: member, Button: ButtonID("both", "7", 0)}, Text: "words"}
	if reply, err := r.Submit(t.Context(), form); err != nil || text(reply) != "sent words on 7" {
		t.Errorf("a form: %q, %v", text(reply), err)
	}
	form.Button = ButtonID("page", "7", 0)
	if reply, err := r.Submit(t.Context(), form); err != nil || text(reply) != "" {
		t.Errorf("a form that nothing takes: %q, %v", text(reply), err)
	}
}

func TestWhatIsDeclaredTwiceIsAMistakeOfTheProgram(t *testing.T) {
	t.Parallel()
	for name, features := range map[string][]Feature{
		"a command": {{Commands: []Command{{Key: "ask"}}}, {Commands: []Command{{Key: "ask"}}}},
		"a verb":    {{Controls: []Control{{Verb: "page"}}}, {Controls: []Control{{Verb: "page"}}}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s may be declared twice", name)
				}
			}()
			NewRegistry(features...)
		}()
	}
}

// One tick that fails keeps no other from being done.
func TestEveryTickIsDone(t *testing.T) {
	t.Parallel()
	done := 0
	tick := func(err error) Tick {
		return func(context.Context, time.Time) error { done++; return err }
	}
	failure := errors.New("no network")
	r := NewRegistry(Feature{Ticks: []Tick{tick(nil), tick(failure)}}, Feature{Ticks: []Tick{tick(nil)}})
	if err := r.Tick(t.Context(), time.Now()); !errors.Is(err, failure) || done != 3 {
		t.Errorf("%d are done, %v", done, err)
	}
}

func TestOneOptionIsCompletedByItsCommand(t *testing.T) {
	t.Parallel()
	r := NewRegistry(Feature{Commands: []Command{{Key: "ask", Complete: func(_ context.Context, _ Invocation, option, typed string) ([]Choice, error) {
		return []Choice{{Name: option, Value: typed}}, nil
	}}, {Key: "help"}}})
	list, err := r.Complete(t.Context(), Invocation{Command: "ask"}, "question", "wh")
	if err != nil || len(list) != 1 || list[0] != (Choice{Name: "question", Value: "wh"}) {
		t.Errorf("got %v, %v", list, err)
	}
	for _, command := range []string{"help", "burn"} {
		if list, err := r.Complete(t.Context(), Invocation{Command: command}, "x", ""); err != nil || len(list) != 0 {
			t.Errorf("%s completes %v, %v", command, list, err)
		}
	}
}
