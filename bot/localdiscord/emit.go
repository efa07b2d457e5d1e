package localdiscord

import (
	"context"
	"errors"

	"footnote/bot/localdiscord/wire"
)

// happening is something that changed, before anybody's view of it.
type happening struct {
	name               string
	guildID, channelID string
	intent             wire.Intent // 0: delivered whatever the intents
	only               string      // the one user who gets it
	notBot             bool        // never over the gateway
	view               func(v viewer) any
}

// Event is a happening as a subscriber sees it. Data is the value of package
// wire that the gateway's event of that name carries. Beside the gateway's
// names there are four about the subscriber's own interactions, whose Data is
// a Pending: INTERACTION_PENDING (the bot was asked), INTERACTION_DONE (it
// responded), INTERACTION_FAILED (it did not respond in time) and MODAL_OPEN.
type Event struct {
	Type      string `json:"type"`
	GuildID   string `json:"guild_id,omitempty"`
	ChannelID string `json:"channel_id,omitempty"`
	Data      any    `json:"data"`
}

// Pending is an interaction on its way; Server.Invocation finds it by ID.
type Pending struct {
	ID    string      `json:"id"`
	Modal *wire.Modal `json:"modal,omitempty"`
}

// Subscription is a queue of what one person can see from now on.
type Subscription struct {
	s      *Server
	userID string
	queue  []Event
	closed bool
}

// maxQueue bounds what a subscriber who does not read may hold up.
const maxQueue = 10_000

// ErrSubscription says that a subscription is closed: by Close, by Stop, or
// because more than 10,000 events were waiting.
var ErrSubscription = errors.New("the subscription is closed, subscribe again")

// Subscribe collects events as the person with this ID sees them; an empty ID
// sees all. Close it in the end.
func (s *Server) Subscribe(userID string) *Subscription {
	s.mu.Lock()
	defer s.mu.Unlock()
	sub := &Subscription{s: s, userID: userID}
	s.subs[sub] = struct{}{}
	return sub
}

// Next waits for an event. It returns ctx's error, or ErrSubscription.
func (sub *Subscription) Next(ctx context.Context) (Event, error) {
	for {
		sub.s.mu.Lock()
		if len(sub.queue) > 0 {
			e := sub.queue[0]
			sub.queue = sub.queue[1:]
			sub.s.mu.Unlock()
			return e, nil
		}
		closed, changed := sub.closed, sub.s.changed
		sub.s.mu.Unlock()
		if closed {
			return Event{}, ErrSubscription
		}
		select {
		case <-ctx.Done():
			return Event{}, ctx.Err()
		case <-changed:
		}
	}
}

// Close ends the subscription.
func (sub *Subscription) Close() {
	sub.s.mu.Lock()
	defer sub.s.mu.Unlock()
	sub.closed = true
	delete(sub.s.subs, sub)
	sub.s.wake()
}

// broadcast hands a happening to every session and subscriber that may see it.
func (s *Server) broadcast(h happening) {
	if !h.notBot && s.reaches(h, s.botID) && !s.Loses(h.name) {
		s.gateway.Dispatch(h.name, h.guildID, h.intent, func(intents wire.Intent) any {
			return h.view(viewer{s.botID, intents&wire.IntentMessageContent != 0})
		})
	}
	for sub := range s.subs {
		if sub.userID != "" && !s.reaches(h, sub.userID) {
			continue
		}
		sub.push(Event{h.name, h.guildID, h.channelID, h.view(person(sub.userID))})
	}
	s.wake()
}

func (sub *Subscription) push(e Event) {
	if len(sub.queue) >= maxQueue {
		sub.closed = true
		delete(sub.s.subs, sub)
		return
	}
	sub.queue = append(sub.queue, e)
}

// reaches reports whether a user may know of a happening.
func (s *world) reaches(h happening, userID string) bool {
	if h.only != "" {
		return h.only == userID
	}
	if c := s.channels[h.channelID]; c != nil {
		return s.canSee(c, userID)
	}
	if g := s.guilds[h.guildID]; g != nil {
		return g.members[userID] != nil
	}
	return true
}

// always is the view of what looks the same to everybody.
func always(data any) func(viewer) any { return func(viewer) any { return data } }
