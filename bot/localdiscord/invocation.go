package localdiscord

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot/localdiscord/wire"
)

// Invocation is one use of a command, component or form by a person, who
// waits for the bot.
type Invocation struct {
	s  *Server
	it *interaction
}

// ErrNoResponse is what a person sees as "The application did not respond".
var ErrNoResponse = errors.New("the application did not respond")

// ID is the interaction's.
func (v *Invocation) ID() string { return v.it.ID }

// Invocation finds an interaction of the last minutes by its ID, nil where
// there is none.
func (s *Server) Invocation(id string) *Invocation {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range s.interactions {
		if it.ID == id {
			return &Invocation{s, it}
		}
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
	var failed error
	err := v.s.await(ctx, func() bool {
		if v.it.failed && !v.it.acked {
			failed = ErrNoResponse
			return true
		}
		if !v.it.acked {
			return false
		}
		r = Response{Type: v.it.response, Modal: v.it.modal, Choices: v.it.choices}
		if m := v.s.original(v.it); m != nil {
			r.Message = ptr(v.s.view(m, person(v.it.userID), true))
		}
		return true
	})
	return r, errors.Join(err, failed)
}

// Message waits until the bot's reply is there and no longer "thinking".
func (v *Invocation) Message(ctx context.Context) (wire.Message, error) {
	return v.Until(ctx, func(m wire.Message) bool { return true })
}

// Until waits for the bot's reply, no longer "thinking", to be as wanted.
func (v *Invocation) Until(ctx context.Context, wanted func(wire.Message) bool) (wire.Message, error) {
	var out wire.Message
	var failed error
	err := v.s.await(ctx, func() bool {
		if v.it.failed && !v.it.acked {
			failed = ErrNoResponse
			return true
		}
		m := v.s.original(v.it)
		if m == nil || m.Loading() {
			return false
		}
		out = v.s.view(m, person(v.it.userID), true)
		return wanted(out)
	})
	if err != nil {
		err = fmt.Errorf("the reply did not come: %w", err)
	}
	return out, errors.Join(err, failed)
}

// Followups are the messages that came after the first response.
func (v *Invocation) Followups() []wire.Message {
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	return v.followups()
}

func (v *Invocation) followups() []wire.Message {
	var out []wire.Message
	c := v.s.channels[v.it.ChannelID]
	if c == nil {
		return nil
	}
	for _, id := range v.it.followups {
		if m := c.find(id); m != nil {
			out = append(out, v.s.view(m, person(v.it.userID), true))
		}
	}
	return out
}

// WaitFollowups waits for n follow-ups.
func (v *Invocation) WaitFollowups(ctx context.Context, n int) ([]wire.Message, error) {
	var out []wire.Message
	err := v.s.await(ctx, func() bool {
		out = v.followups()
		return len(out) >= n
	})
	return out, err
}

// WaitMessage waits for a message of a channel, as the person sees it, that is
// as wanted; among several the newest.
func (p *Person) WaitMessage(ctx context.Context, channelID string, wanted func(wire.Message) bool) (wire.Message, error) {
	var out wire.Message
	err := p.s.await(ctx, func() bool {
		list := p.s.seenBy(channelID, p.ID)
		for i := len(list) - 1; i >= 0; i-- {
			if wanted(list[i]) {
				out = list[i]
				return true
			}
		}
		return false
	})
	return out, err
}

// Ready waits until the bot is connected and identified, and has registered a
// command of every given name.
func (s *Server) Ready(ctx context.Context, commands ...string) error {
	return s.await(ctx, func() bool {
		up := s.gateway.Connected()
		for _, name := range commands {
			found := false
			for _, cmd := range s.commands {
				found = found || cmd.Name == name
			}
			up = up && found
		}
		return up
	})
}

// Wait waits until cond holds. It is asked again whenever something changed,
// without any lock held, so it may call the Server.
func (s *invocations) Wait(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// await is Wait with Server.mu held around cond.
func (s *invocations) await(ctx context.Context, cond func() bool) error {
	return s.Wait(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return cond()
	})
}
