package gaps

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/paraphrase"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/stores"
	"footnote/bot/store/storetest"
)

// quiet are rights by which a person sees channels "a" and "b" of their guild.
type quiet struct{ feature.Alone }

func (quiet) Can(_ context.Context, _, channel string, _ feature.Person) (feature.Can, error) {
	return feature.Can{See: channel == "a" || channel == "b"}, nil
}

// answered is a handler over a guild "g" with three answers of moderators: to what
// was asked in "a", in a channel that nobody sees, and in both "b" and there.
func answered(t *testing.T) *Handler {
	t.Helper()
	kept := storetest.Open(t)
	for i, channels := range []string{"a", "hidden", "hidden b"} {
		c := gapstore.Curated{Guild: "g", Text: fmt.Sprint("answer ", i), Person: "mod", Name: "Mod"}
		for _, channel := range strings.Fields(channels) {
			c.Questions = append(c.Questions, store.Asked{Question: fmt.Sprint("Who sees number ", i, " in ", channel, "?"), Channel: channel})
		}
		if _, err := kept.AddCurated(store.In(t.Context(), "g"), c); err != nil {
			t.Fatal(err)
		}
	}
	log := slog.New(slog.DiscardHandler)
	return &Handler{Store: kept, Judge: paraphrase.NewJudge(nil), Base: feature.Base{Log: log, Access: feature.Access{Rights: quiet{}, Log: log}}}
}

// Answers to what was asked where a moderator sees nothing are not listed, and of
// those that are, no question from there.
func TestAnswersAreListedAsFarAsTheyAreSeen(t *testing.T) {
	h := answered(t)
	p := feature.Press{Request: feature.Request{Person: feature.Person{ID: "mod"}, Place: feature.Place{Guild: "g", Channel: "c"}}}
	list, err := h.answersSeen(store.In(t.Context(), "g"), p)
	var got []string
	for _, c := range list {
		got = append(got, fmt.Sprint(c.Text, c.Questions))
	}
	want := []string{"answer 2[{Who sees number 2 in b? b}]", "answer 0[{Who sees number 0 in a? a}]"}
	if err != nil || strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("listed are %q, %v, want %q", got, err, want)
	}
	for number, want := range map[string]bool{"1": true, "2": false, "3": true, "9": false, "x": false} {
		if _, known, err := h.curatedNumbered(store.In(t.Context(), "g"), p, number); err != nil || known != want {
			t.Errorf("answer %s: known %v, %v", number, known, err)
		}
	}
	p.Guild = "h"
	if list, err := h.answersSeen(store.In(t.Context(), "g"), p); err != nil || len(list) != 0 {
		t.Errorf("another guild lists %d, %v", len(list), err)
	}
}

// A new answer is found at once, one that was taken back never again.
func TestAnswersAreFoundAsTheyStand(t *testing.T) {
	h := answered(t)
	kept := h.Store.(*stores.All)
	find := &Answers{Store: kept, Judge: h.Judge, Log: h.Log}
	all := func(string) bool { return true }
	same := func(question string) int64 {
		t.Helper()
		id, _, err := find.Find(store.In(t.Context(), "g"), "g", question, all)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	if id := same("When does the ferry leave?"); id != 0 {
		t.Errorf("before it was answered it is %d", id)
	}
	number, err := kept.AddCurated(store.In(t.Context(), "g"), gapstore.Curated{Guild: "g", Questions: []store.Asked{{Question: "When does the ferry leave?", Channel: "a"}}, Text: "At six."})
	if err != nil {
		t.Fatal(err)
	}
	if id := same("when does the ferry leave"); id != number {
		t.Errorf("it is %d, want %d", id, number)
	}
	if id, similar, err := find.Find(store.In(t.Context(), "g"), "g", "when does the ferry leave", func(string) bool { return false }); id != 0 || similar != 0 || err != nil {
		t.Errorf("who sees nothing finds %d and %d, %v", id, similar, err)
	}
	if err := kept.RemoveCurated(store.In(t.Context(), "g"), "g", number); err != nil {
		t.Fatal(err)
	}
	if id := same("when does the ferry leave"); id != 0 {
		t.Errorf("what was taken back is %d", id)
	}
}
