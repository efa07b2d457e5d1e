//go:build linux

package main

import (
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/cmd/mockopenai/persona"
)

func faultDiscordDown(t *testing.T) {
	s := faulty(t, modelFor(t, persona.Grounded, "hang"))
	s.process(realProgram(t))
	all := s.crowd(3)
	s.d.FailFor(5*time.Second, 503)
	s.d.Drop()
	if lost := s.answered(all); lost > 0 {
		t.Errorf("%d of %d questions are lost\n%s", lost, len(all), s.log)
	}
	must(t, s.d.Ready(s.ctx, "ask"))
	s.says("United Arab Emirates")
}

// faultLimited has each route admit one request in four seconds.
func faultLimited(t *testing.T) {
	s := faulty(t, nil, func(c *localdiscord.Config) {
		c.RateLimits.Bucket = func(string, string) localdiscord.Bucket {
			return localdiscord.Bucket{Limit: 1, Window: 4 * time.Second}
		}
	})
	s.process(realProgram(t))
	if lost := s.answered(s.crowd(3)); lost > 0 {
		t.Errorf("%d questions are lost\n%s", lost, s.log)
	}
	refused := 0
	for _, r := range s.d.Requests() {
		if r.Status == 429 {
			refused++
		}
	}
	if refused > 10 {
		t.Errorf("Discord had to refuse %d requests", refused)
	}
}

// faultClock has Discord's clock and the bot's part by an hour, in both directions:
// for the bot that is a jump of its own.
func faultClock(t *testing.T) {
	var ahead atomic.Int64
	s := faulty(t, modelFor(t, persona.Grounded, "slow:40"), func(c *localdiscord.Config) {
		c.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
		c.InteractionLife = 4 * time.Hour // which goes by that clock
	})
	s.process(realProgram(t))
	for _, jump := range []time.Duration{time.Hour, -time.Hour, 0} {
		all := s.crowd(3)
		ahead.Store(int64(jump))
		if lost := s.answered(all); lost > 0 {
			t.Errorf("after a jump by %v %d questions are lost\n%s", jump, lost, s.log)
		}
		s.says("United Arab Emirates")
	}
}
