package bot

import (
	"context"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/retrieval/answer"
)

// stuck has one question wait until it is let go.
type stuck struct {
	*answer.Engine
	at   string
	wait <-chan struct{}
}

func (s stuck) Ask(ctx context.Context, q answer.Question) (answer.Answer, error) {
	if q.Text == s.at {
		select {
		case <-s.wait:
		case <-ctx.Done():
		}
	}
	return s.Engine.Ask(ctx, q)
}

// A question that was answered before does not wait in line behind one that takes long.
func TestWhatIsRememberedPassesTheQueue(t *testing.T) {
	t.Parallel()
	const long, new = "Where will the presidents meet?", "Who is Putin?"
	let := make(chan struct{})
	w := newWorld(t, unlimited)
	w.config.Answerer, w.config.Workers = stuck{answer.New(w.library), long, let}, 1
	w.start(t)
	w.ask(t, w.general.ID, uae)
	asks := func(question string) *localdiscord.Invocation {
		v, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": question})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := asks(long)
	if err := w.waitUntil(func() bool { return w.bot.core.Waiting() == 1 }); err != nil {
		t.Fatal(err)
	}
	second := asks(new)
	if err := w.waitUntil(func() bool { return w.bot.core.Waiting() == 2 }); err != nil {
		t.Fatal(err)
	}
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "United Arab Emirates") {
		t.Errorf("the question asked again gets %s", says)
	}
	if n := w.bot.core.Waiting(); n != 2 {
		t.Errorf("%d questions are under way, want the one and the other that waits for it", n)
	}
	close(let)
	w.settled(t, first)
	w.settled(t, second)
}
