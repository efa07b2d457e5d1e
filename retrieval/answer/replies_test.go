package answer_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// gate writes when it is opened, and tells when it was asked and given up.
type gate struct {
	asked       atomic.Int32
	begun, gone chan struct{}
	open        chan struct{}
}

func newGate() *gate {
	return &gate{begun: make(chan struct{}, 9), gone: make(chan struct{}, 9), open: make(chan struct{})}
}

func (g *gate) Write(ctx context.Context, _ answer.Draft, onPiece func(string) error) (answer.Written, error) {
	g.asked.Add(1)
	g.begun <- struct{}{}
	select {
	case <-ctx.Done():
		g.gone <- struct{}{}
		return answer.Written{}, ctx.Err()
	case <-g.open:
		text := `{"claims": [{"text": "The strike has not ended.", "evidence": [{"passage": 1, "quote": "The strike has not ended"}]}], "unanswered": ""}`
		return answer.Written{Text: text, Model: "gate"}, onPiece(text)
	}
}

// recognised tells when it is asked what it is.
type recognised struct {
	*retrieval.Library
	looked chan struct{}
}

func (r *recognised) Fingerprint() string {
	r.looked <- struct{}{}
	return "port"
}

// Identical questions under way are one run: who gives up leaves it to the
// others, and it ends when the last one has left.
func TestARunEndsWhenNobodyWaitsAnyMore(t *testing.T) {
	model := newGate()
	_, l := writtenBy(t, nil)
	known := &recognised{Library: l, looked: make(chan struct{}, 9)}
	e := answer.New(known, answer.WithLogger(discard), answer.WithWriting(answer.Writing{Writer: model, Deadline: time.Minute}))
	ask := func(ctx context.Context) chan error {
		done := make(chan error, 1)
		go func() {
			_, err := e.Ask(ctx, answer.Question{Text: "Has the strike of Omar Haddad ended?"})
			done <- err
		}()
		return done
	}
	first, giveUp := context.WithCancel(t.Context())
	one := ask(first)
	<-model.begun
	second, leave := context.WithCancel(t.Context())
	other := ask(second)
	for range 2 {
		<-known.looked // right before joining
	}
	time.Sleep(100 * time.Millisecond)
	giveUp()
	if err := <-one; err == nil {
		t.Error("who gives up gets an answer")
	}
	select {
	case <-model.gone:
		t.Error("the run ended though somebody waits")
	case err := <-other:
		t.Errorf("who waits got %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	leave()
	<-other
	<-model.gone
	if n := model.asked.Load(); n != 1 {
		t.Errorf("the model was asked %d times", n)
	}
	close(model.open)
	if err := <-ask(t.Context()); err != nil || model.asked.Load() != 2 {
		t.Errorf("who asks anew got %v, by %d runs", err, model.asked.Load())
	}
}
