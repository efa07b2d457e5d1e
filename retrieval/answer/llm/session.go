package llm

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer/writing"
)

// Session is one question or task on its way through a model. It is not safe for
// concurrent use.
type Session struct {
	Settings
	// Guild names who pays.
	Guild string
	// Hits are the passages that may be shown to the model, best first, and Shown those
	// that the last prompt had room for.
	Hits, Shown []retrieval.Hit
	// Used is what the replies took, Model who wrote them.
	Used  Tokens
	Model string
}

// Write asks for a reply, hands over its pieces as they come and books what it took.
func (s *Session) Write(ctx context.Context, d Draft, onPiece func(string) error) (Attempt, error) {
	began := time.Now()
	w, err := s.Writer.Write(ctx, d, onPiece)
	s.spend(d, w, err)
	return Attempt{Written: w, took: time.Since(began)}, err
}

// spend counts what a reply took and books it. What was never sent, or never
// answered, took nothing.
func (s *Session) spend(draft Draft, w Written, err error) {
	if err != nil && w.Text == "" && w.Prompt+w.Completion == 0 {
		return
	}
	if w.Prompt == 0 && w.Completion == 0 {
		w.Estimated = true
		for _, m := range draft.Messages {
			w.Prompt += s.CountTokens(m.Content)
		}
		w.Completion = s.CountTokens(w.Text)
	}
	if w.Model != "" {
		s.Model = w.Model
	}
	cost := s.Budget.Spend(s.Guild, w.Prompt, w.Completion)
	s.Used.Prompt += w.Prompt
	s.Used.Completion += w.Completion
	s.Used.Estimated = s.Used.Estimated || w.Estimated
	s.Used.Cost += cost
}

// Task is what a model is asked.
type Task interface {
	Messages(writing.Form) []writing.Message
	// Again is the messages of a second try.
	Again(before []writing.Message, reply string, faults []string) []writing.Message
}

// NewDraft asks for a task in each form that a server may take.
func NewDraft(task interface {
	Messages(writing.Form) []writing.Message
}, name string, schema json.RawMessage, most int) Draft {
	return Draft{Messages: task.Messages(writing.Held), Loose: task.Messages(writing.Loose), Plain: task.Messages(writing.Plain),
		Name: name, Schema: schema, MaxTokens: most}
}

// Request is how a model is asked for what has to hold: with as many passages as fit,
// and a second time where the first reply is of no use.
type Request struct {
	// Draft fills a prompt of so many tokens.
	Draft func(room int) (Task, Draft)
	// Read has one reply written and reads it.
	Read func(Draft) (Attempt, error)
	// Faults says what is wrong with what was read; useful: it needs no second try.
	Faults func() (faults []string, useful bool)
}

// Obtain asks once or twice. It is ErrNoTime where a second try is wanted and would outlast
// the deadline.
func (s *Session) Obtain(ctx context.Context, r Request) error {
	var task Task
	var draft Draft
	var first Attempt
	err := s.fitting(func(room int) (err error) {
		task, draft = r.Draft(room)
		first, err = r.Read(draft)
		return err
	})
	if err != nil {
		return err
	}
	faults, useful := r.Faults()
	switch {
	case useful:
		return nil
	case !first.fits(ctx):
		return ErrNoTime
	}
	s.Used.Tries++
	_, err = r.Read(draft.second(task, first, faults))
	return err
}

// Attempt is one reply and how long it took.
type Attempt struct {
	Written
	took time.Duration
}

// fits reports whether there is time for another attempt like this one.
func (a Attempt) fits(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > a.took
}

// ErrNoTime: a second try would outlast the deadline.
var ErrNoTime = fmt.Errorf("no time is left for a second try: %w", context.DeadlineExceeded)

// A second try is written at another temperature, so that it is not the same
// again, and may have more tokens where the first was cut off: a model that
// thinks aloud may have used them up on its thoughts.
const (
	secondTemperature = 0.4
	moreTokens        = 4
)

// second is the draft for a try after one that was of no use.
func (d Draft) second(task Task, first Attempt, faults []string) Draft {
	d.Temperature = secondTemperature
	if first.Cut {
		d.MaxTokens *= moreTokens
		return d
	}
	reply := cmp.Or(strings.TrimSpace(Clip(first.Text)), "(an empty reply)")
	for _, m := range []*[]writing.Message{&d.Messages, &d.Loose, &d.Plain} {
		*m = task.Again(*m, reply, faults)
	}
	return d
}

// Fill is the passages that a prompt of so many tokens has room for, beside the
// rest of the task; they become Shown.
func (s *Session) Fill(task Task, room int) []writing.Passage {
	for _, m := range task.Messages(writing.Loose) {
		room -= s.CountTokens(m.Content)
	}
	passages := s.fit(s.Hits, room)
	s.Shown = s.Hits[:len(passages)]
	return passages
}

// leastRoom is the least that a prompt is cut back to, in tokens.
const leastRoom = 400

// fitting calls ask with the tokens that a prompt may have, and with half as many
// where it was too long, down to one passage. What then works is remembered for
// all further prompts.
func (s *Session) fitting(ask func(room int) error) error {
	room := s.ContextTokens
	if learnt := int(s.learnt.Load()); learnt > 0 {
		room = min(room, learnt)
	}
	for shortened := false; ; shortened = true {
		err := ask(room)
		if err == nil && shortened {
			s.learnt.Store(int64(room))
		}
		if !errors.Is(err, ErrTooLong) || len(s.Shown) <= 1 || room/2 < leastRoom {
			return err
		}
		for had := len(s.Shown); len(s.Shown) == had && room/2 >= leastRoom; {
			room /= 2
			s.Shown = s.Hits[:len(s.fit(s.Hits, room))]
		}
	}
}

// fit makes passages of as many hits as there is room for, in tokens, but of
// one at the least.
func (w Settings) fit(hits []retrieval.Hit, room int) []writing.Passage {
	var fitting []writing.Passage
	for i, h := range hits {
		a := h.Passage.Article
		p := writing.Passage{Number: i + 1, Title: a.Title, Source: a.Source, Date: a.Date(), Text: h.Passage.Text(), Heading: h.Passage.Heading}
		room -= w.CountTokens(p.Text) + w.CountTokens(p.Title+p.Source+p.Date+p.Heading) + passageTags
		if room < 0 && i > 0 {
			break
		}
		fitting = append(fitting, p)
	}
	return fitting
}

// passageTags is about what the fence around a passage takes, in tokens.
const passageTags = 40

// Clip shortens what is only kept for the record, or told to a model again.
func Clip(s string) string {
	const longest = 300
	if len(s) <= longest {
		return s
	}
	return strings.ToValidUTF8(s[:longest], "") + "…"
}
