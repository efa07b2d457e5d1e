// Package events shows what happens in the local Discord to whoever subscribes, as one
// person sees it.
package events

import (
	"cmp"
	"context"
	"errors"

	"footnote/bot/localdiscord/world"
)

// Event is a happening as a subscriber sees it. Data is the value of package
// wire that the gateway's event of that name carries. Beside the gateway's
// names there are four about the subscriber's own interactions, whose Data is
// an interactions.Pending: INTERACTION_PENDING (the bot was asked),
// INTERACTION_DONE (it responded), INTERACTION_FAILED (it did not respond in
// time) and MODAL_OPEN.
type Event struct {
	Type      string `json:"type"`
	GuildID   string `json:"guild_id,omitempty"`
	ChannelID string `json:"channel_id,omitempty"`
	Data      any    `json:"data"`
}

// Subscriptions are those to one world.
type Subscriptions struct {
	w    *world.World
	open map[*Subscription]struct{} // guarded by the world's lock
}

// New makes subscriptions to a world, with none open.
func New(w *world.World) *Subscriptions {
	return &Subscriptions{w, map[*Subscription]struct{}{}}
}

// Subscription is a queue of what one person can see from now on.
type Subscription struct {
	all    *Subscriptions
	userID string
	queue  []Event
	closed bool
}

// maxQueue bounds what a subscriber who does not read may hold up.
const maxQueue = 10_000

// ErrSubscription says that a subscription is closed: by Close, by the server's Stop,
// or because more than 10,000 events were waiting.
var ErrSubscription = errors.New("the subscription is closed, subscribe again")

// Subscribe collects events as the person with this ID sees them; an empty ID
// sees all. Close it in the end.
func (s *Subscriptions) Subscribe(userID string) *Subscription {
	s.w.Lock()
	defer s.w.Unlock()
	sub := &Subscription{all: s, userID: userID}
	s.open[sub] = struct{}{}
	return sub
}

// Next waits for an event. It returns ctx's error, or ErrSubscription.
func (sub *Subscription) Next(ctx context.Context) (Event, error) {
	var e Event
	var failed error
	err := sub.all.w.Await(ctx, func() bool {
		if len(sub.queue) > 0 {
			e, sub.queue = sub.queue[0], sub.queue[1:]
			return true
		}
		if sub.closed {
			failed = ErrSubscription
		}
		return sub.closed
	})
	return e, cmp.Or(err, failed)
}

// Close ends the subscription.
func (sub *Subscription) Close() {
	sub.all.w.Lock()
	defer sub.all.w.Unlock()
	sub.close()
	sub.all.w.Wake()
}

func (sub *Subscription) close() {
	sub.closed = true
	delete(sub.all.open, sub)
}

// Close ends all subscriptions. The world's lock is held.
func (s *Subscriptions) Close() {
	for sub := range s.open {
		sub.close()
	}
}

// Tell hands a happening to every subscriber that may see it. The world's lock is held.
func (s *Subscriptions) Tell(h world.Happening) {
	for sub := range s.open {
		switch {
		case sub.userID != "" && !s.w.Reaches(h, sub.userID):
		case len(sub.queue) >= maxQueue:
			sub.close()
		default:
			sub.queue = append(sub.queue, Event{h.Name, h.GuildID, h.ChannelID, h.View(world.Person(sub.userID))})
		}
	}
}
