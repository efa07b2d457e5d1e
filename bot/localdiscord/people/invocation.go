package people

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Invocation is one use of a command, component or form by a person, who
// waits for the bot.
type Invocation struct {
	h  *Handles
	it *interactions.Interaction
}

// ErrNoResponse is what a person sees as "The application did not respond".
var ErrNoResponse = errors.New("the application did not respond")

// ID is the interaction's.
func (v *Invocation) ID() string { return v.it.ID }

// Invocation finds an interaction of the last minutes by its ID, nil where
// there is none.
func (h *Handles) Invocation(id string) *Invocation {
	h.w.Lock()
	defer h.w.Unlock()
	if it := h.interactions.ByID(id); it != nil {
		return &Invocation{h, it}
	}
	return nil
}

// Response is the bot's first response: its type (wire.CallbackMessage and so
// on) and what came with it.
type Response struct {
	Type    int
	Message *wire.Message // a reply, deferred or not, or the updated message
	Modal   *wire.Modal
	Choices []wire.Choice
}

// Response waits for the first response. ErrNoResponse means that the
// deadline passed.
func (v *Invocation) Response(ctx context.Context) (Response, error) {
	var r Response
	err := v.await(ctx, func() bool {
		if !v.it.Acked {
			return false
		}
		r = Response{Type: v.it.Response, Modal: v.it.Modal, Choices: v.it.Choices}
		if m := v.it.Original(); m != nil {
			r.Message = new(v.view(m))
		}
		return true
	})
	return r, err
}

// await waits for something, or until the deadline for the first response has passed.
func (v *Invocation) await(ctx context.Context, cond func() bool) error {
	var failed error
	err := v.h.w.Await(ctx, func() bool {
		if v.it.Failed && !v.it.Acked {
			failed = ErrNoResponse
			return true
		}
		return cond()
	})
	return cmp.Or(err, failed)
}

// view is a message as the person who acted sees it.
func (v *Invocation) view(m *world.Message) wire.Message {
	return m.View(world.Person(v.it.UserID), true)
}

// Message waits until the bot's reply is there and no longer "thinking".
func (v *Invocation) Message(ctx context.Context) (wire.Message, error) {
	return v.Until(ctx, func(m wire.Message) bool { return true })
}

// Until waits for the bot's reply, no longer "thinking", to be as wanted.
func (v *Invocation) Until(ctx context.Context, wanted func(wire.Message) bool) (wire.Message, error) {
	var out wire.Message
	err := v.await(ctx, func() bool {
		m := v.it.Original()
		if m == nil || m.Loading() {
			return false
		}
		out = v.view(m)
		return wanted(out)
	})
	if err != nil && !errors.Is(err, ErrNoResponse) {
		err = fmt.Errorf("the reply did not come: %w", err)
	}
	return out, err
}

// Followups are the messages that came after the first response.
func (v *Invocation) Followups() []wire.Message {
	v.h.w.Lock()
	defer v.h.w.Unlock()
	return views(v.it.Followups(), v.it.UserID)
}

// WaitFollowups waits for n follow-ups.
func (v *Invocation) WaitFollowups(ctx context.Context, n int) ([]wire.Message, error) {
	var out []wire.Message
	err := v.h.w.Await(ctx, func() bool {
		out = views(v.it.Followups(), v.it.UserID)
		return len(out) >= n
	})
	return out, err
}
