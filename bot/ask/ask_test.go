package ask

import (
	"log/slog"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/storetest"
	"footnote/retrieval/answer"
)

// handler is one with a store in which thread "t" is the bot's, opened for anna,
// and channel "open" has auto answer.
func handler(t *testing.T, reads bool) *Handler {
	t.Helper()
	s := storetest.Open(t)
	if err := s.AddThread(store.In(t.Context(), "g"), conversationstore.Thread{ID: "t", Guild: "g", Person: "anna"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Set(store.In(t.Context(), "g"), "g", feature.KeyAuto, []string{"open"}); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	return New(Config{Store: s, Limits: limit.New(limit.Rules{}), Base: feature.Base{
		Log: log, Now: time.Now, Reads: func() bool { return reads }, Access: feature.Access{Rights: feature.Alone{}, Log: log},
		Resolver: &feature.Resolver{Store: s, Log: log},
	}})
}

func TestHear(t *testing.T) {
	t.Parallel()
	in := func(channel string) feature.Place { return feature.Place{Guild: "g", Channel: channel} }
	anna, mod := feature.Person{ID: "anna"}, feature.Person{ID: "mod", Moderator: true}
	for name, c := range map[string]struct {
		heard        Heard
		blind, ours  bool
		conversation string
	}{
		"a direct message":             {Heard{Person: anna, Place: feature.Place{Channel: "dm"}, Text: "hi"}, true, true, "dm"},
		"a mention":                    {Heard{Person: anna, Place: in("c"), Me: true}, true, true, ""},
		"a reply to the bot":           {Heard{Person: anna, Place: in("c"), Text: "x", ReplyTo: "m", ReplyToMe: true}, true, true, ""},
		"a reply without a text":       {Heard{Person: anna, Place: in("c"), ReplyTo: "m", ReplyToMe: true}, true, false, ""},
		"somebody's talk":              {Heard{Person: anna, Place: in("c"), Text: "who is it?"}, false, false, ""},
		"a bot":                        {Heard{Person: anna, Place: in("c"), Me: true, NotHuman: true}, false, false, ""},
		"nobody":                       {Heard{Place: in("c"), Me: true}, false, false, ""},
		"a follow-up":                  {Heard{Person: anna, Place: in("t"), Text: "and then?"}, false, true, "t"},
		"a follow-up that is not read": {Heard{Person: anna, Place: in("t")}, true, false, ""},
		"to somebody else":             {Heard{Person: anna, Place: in("t"), Text: "and then?", Others: true}, false, false, ""},
		"a reply to somebody else":     {Heard{Person: anna, Place: in("t"), Text: "and then?", ReplyTo: "m"}, false, false, ""},
		"a moderator's answer":         {Heard{Person: mod, Place: in("t"), Text: "it is so"}, false, false, ""},
		"a moderator's mention":        {Heard{Person: mod, Place: in("t"), Text: "why?", Me: true}, false, true, "t"},
		"overheard with auto answer":   {Heard{Person: anna, Place: in("open"), Text: "who is it?"}, false, true, ""},
		"overheard, but no question":   {Heard{Person: anna, Place: in("open"), Text: "hello"}, false, false, ""},
		"overheard small talk":         {Heard{Person: anna, Place: in("open"), Text: "how are you?"}, false, false, ""},
		"thanks in a thread":           {Heard{Person: anna, Place: in("t"), Text: "thanks, that worked!"}, false, false, ""},
		"thanks, and a question":       {Heard{Person: anna, Place: in("t"), Text: "thanks, and when does it open?"}, false, true, "t"},
		"what it can do, in a thread":  {Heard{Person: anna, Place: in("t"), Text: "what can you do?"}, false, true, "t"},
		"later in a forum's post":      {Heard{Person: anna, Place: feature.Place{Guild: "g", Channel: "p", Parent: "open"}, Text: "who?"}, false, false, ""},
		"the start of a forum's post":  {Heard{Person: anna, Place: feature.Place{Guild: "g", Channel: "p", Parent: "open"}, Text: "who?", Starter: true}, false, true, ""},
		"auto answer elsewhere":        {Heard{Person: anna, Place: feature.Place{Guild: "h", Channel: "open"}, Text: "who is it?"}, false, false, ""},
	} {
		q, ours, err := handler(t, !c.blind).Hear(store.In(t.Context(), c.heard.Guild), c.heard)
		if err != nil || ours != c.ours || ours && q.Conversation != c.conversation {
			t.Errorf("%s: ours %v in %q, %v", name, ours, q.Conversation, err)
		}
	}
}

func TestStrong(t *testing.T) {
	t.Parallel()
	a := answer.Answer{Answered: true, Citations: []answer.Citation{{Quote: "Putin named the United Arab Emirates as a possible venue."}}}
	for question, want := range map[string]bool{
		"Who named the United Arab Emirates as a venue?": true,
		"What should I cook for the venue?":              false,
		"Putin?":                                         false,
	} {
		if got := strong(question, &a); got != want {
			t.Errorf("%q: %v", question, got)
		}
	}
	a.Answered = false
	if strong("Who named the United Arab Emirates as a venue?", &a) {
		t.Error("a refusal is strong")
	}
}
