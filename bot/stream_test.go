package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot/ask"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/wire"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/llm"
)

// Claims of a model, each with a true quote of the sample's articles.
const (
	venueClaim = `{"text": "Vladimir Putin has put forward the United Arab Emirates as a possible venue.", "evidence": [{"passage": 1, "quote": "Vladimir Putin has put forward the United Arab Emirates as a possible venue", "translation": ""}]}`
	laterClaim = `{"text": "Early in the year there were reports that Russia was considering two venues for a summit, Saudi Arabia and the United Arab Emirates.", "evidence": [{"passage": 1, "quote": "there were reports that Russia was considering two venues for a summit", "translation": ""}]}`
)

// typist writes an answer claim by claim, each when it is let go.
type typist struct {
	claims []string
	next   chan struct{}
}

func (y typist) Write(ctx context.Context, _ llm.Draft, onPiece func(string) error) (llm.Written, error) {
	text := `{"claims": [`
	for i, c := range y.claims {
		select {
		case <-y.next:
		case <-ctx.Done():
			return llm.Written{Text: text}, context.Cause(ctx)
		}
		if i > 0 {
			c = ", " + c
		}
		if err := onPiece(strings.Repeat(text, 1-min(i, 1)) + c); err != nil {
			return llm.Written{Text: text}, err
		}
		text += c
	}
	err := onPiece(`], "unanswered": ""}`)
	return llm.Written{Text: text, Model: "typist", Prompt: 10, Completion: 10}, err
}

// The first claim stands in Discord before the model has written the second,
// without buttons and said to be unfinished; the answer takes its place.
func TestClaimsStreamInAsEdits(t *testing.T) {
	t.Parallel()
	for name, ask := range map[string]func(*world) (func(func(wire.Message) bool) (wire.Message, error), error){
		"a command": func(w *world) (func(func(wire.Message) bool) (wire.Message, error), error) {
			v, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
			return func(wanted func(wire.Message) bool) (wire.Message, error) { return v.Until(w.ctx, wanted) }, err
		},
		"a mention": func(w *world) (func(func(wire.Message) bool) (wire.Message, error), error) {
			said, err := w.anna.Say(w.general.ID, w.mention()+uae)
			return func(wanted func(wire.Message) bool) (wire.Message, error) {
				return w.anna.WaitMessage(w.ctx, w.general.ID, func(m wire.Message) bool {
					return m.MessageReference != nil && m.MessageReference.MessageID == said.ID && wanted(m)
				})
			}, err
		},
	} {
		y := typist{claims: []string{venueClaim, laterClaim}, next: make(chan struct{})}
		w := newWorld(t)
		w.config.Answerer = writtenBy(t, y)
		w.start(t)
		until, err := ask(w)
		if err != nil {
			t.Fatal(err)
		}
		y.next <- struct{}{}
		first, err := until(func(m wire.Message) bool { return strings.Contains(text(m), "has put forward") })
		if err != nil {
			t.Fatalf("%s: the first claim is not shown while the model writes: %v", name, err)
		}
		if says := text(first); !strings.Contains(says, "Still writing") || strings.Contains(says, "Early in the year") || len(buttonsOf(first)) > 0 {
			t.Errorf("%s shows at first:\n%s\n%s", name, says, labels(first))
		}
		y.next <- struct{}{}
		last, err := until(func(m wire.Message) bool { return final(m) && len(buttonsOf(m)) > 0 })
		if err != nil {
			t.Fatal(err)
		}
		if says := text(last); last.ID != first.ID || !strings.Contains(says, "Early in the year") || !strings.Contains(says, "Written by typist") {
			t.Errorf("%s ends as %s, after %s:\n%s", name, last.ID, first.ID, says)
		}
	}
}

// fast proves claims faster than Discord lets a message be edited.
type fast struct{ ask.Answerer }

const partials = 40

func (f fast) Ask(ctx context.Context, q answer.Question) (answer.Answer, error) {
	a, err := f.Answerer.Ask(ctx, q)
	for n := range partials {
		part := a
		part.Claims = nil
		for i := range n + 1 {
			part.Claims = append(part.Claims, answer.Claim{Text: fmt.Sprintf("Claim %d.", i), Citations: []int{1}})
		}
		q.Progress(part)
		time.Sleep(20 * time.Millisecond)
	}
	return a, err
}

// A model that is faster than Discord lets a message be edited costs no 429: the
// headers set the pace, some states are left out, and the last is the answer.
func TestEditsKeepThePaceOfTheHeaders(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *localdiscord.Config, _ *Config) {
		s.RateLimits.Bucket = func(method, template string) localdiscord.Bucket {
			if strings.HasPrefix(template, "/webhooks/") {
				return localdiscord.Bucket{Limit: 3, Window: 400 * time.Millisecond}
			}
			return ratelimit.DefaultBucket(method, template)
		}
	})
	w.config.Answerer = fast{w.config.Answerer}
	w.start(t)
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "United Arab Emirates") {
		t.Errorf("the answer is\n%s", says)
	}
	edits := 0
	for _, r := range w.d.Requests() {
		if r.Status == 429 {
			t.Errorf("%s %s was too fast: %s", r.Method, r.Path, r.Answer)
		}
		if r.Method == "PATCH" && strings.HasPrefix(r.Path, "/webhooks/") {
			edits++
		}
	}
	t.Logf("%d states of the answer were shown by %d edits", partials+1, edits)
	if edits < 3 || edits > partials {
		t.Errorf("%d edits for %d states", edits, partials+1)
	}
}
