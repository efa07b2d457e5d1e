package answer

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/retrieval/answer/writing"
)

// prompting is a task as a model can be asked it.
type prompting interface {
	Messages(writing.Form) []writing.Message
	Again(before []writing.Message, reply string, faults []string) []writing.Message
}

// draftOf asks for a task in each form that a server may take.
func draftOf(task interface {
	Messages(writing.Form) []writing.Message
}, name string, schema json.RawMessage, most int) Draft {
	return Draft{Messages: task.Messages(writing.Held), Loose: task.Messages(writing.Loose), Plain: task.Messages(writing.Plain),
		Name: name, Schema: schema, MaxTokens: most}
}

// attempt is one reply and how long it took.
type attempt struct {
	Written
	took time.Duration
}

// fits reports whether there is time for another attempt like this one.
func (a attempt) fits(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > a.took
}

// errNoTime: a second try would outlast the deadline.
var errNoTime = fmt.Errorf("no time is left for a second try: %w", context.DeadlineExceeded)

// A second try is written at another temperature, so that it is not the same
// again, and may have more tokens where the first was cut off: a model that
// thinks aloud may have used them up on its thoughts.
const (
	secondTemperature = 0.4
	moreTokens        = 4
)

// second is the draft for a try after one that was of no use.
func (d Draft) second(task prompting, first attempt, faults []string) Draft {
	d.Temperature = secondTemperature
	if first.Cut {
		d.MaxTokens *= moreTokens
		return d
	}
	reply := cmp.Or(strings.TrimSpace(clip(first.Text)), "(an empty reply)")
	for _, m := range []*[]writing.Message{&d.Messages, &d.Loose, &d.Plain} {
		*m = task.Again(*m, reply, faults)
	}
	return d
}

// fill is the passages that a prompt of so many tokens has room for, beside the
// rest of the task; they become those that are shown.
func (g *generation) fill(task prompting, room int) []writing.Passage {
	for _, m := range task.Messages(writing.Loose) {
		room -= g.writing.CountTokens(m.Content)
	}
	passages := g.writing.fit(g.hits, room)
	g.shown = g.hits[:len(passages)]
	return passages
}

// leastRoom is the least that a prompt is cut back to, in tokens.
const leastRoom = 400

// fitting calls ask with the tokens that a prompt may have, and with half as many
// where it was too long, down to one passage. What then works is remembered for
// all further prompts.
func (g *generation) fitting(ask func(room int) error) error {
	room := g.writing.ContextTokens
	if learnt := int(g.writing.learnt.Load()); learnt > 0 {
		room = min(room, learnt)
	}
	for shortened := false; ; shortened = true {
		err := ask(room)
		if err == nil && shortened {
			g.writing.learnt.Store(int64(room))
		}
		if !errors.Is(err, ErrTooLong) || len(g.shown) <= 1 || room/2 < leastRoom {
			return err
		}
		for had := len(g.shown); len(g.shown) == had && room/2 >= leastRoom; {
			room /= 2
			g.shown = g.hits[:len(g.writing.fit(g.hits, room))]
		}
	}
}
