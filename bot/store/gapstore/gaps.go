package gapstore

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"footnote/bot/store"
)

// Why says how it came out that a question is not answered.
type Why string

// The ways in which a question comes to be unanswered.
const (
	Declined  Why = "declined"
	VotedDown Why = "voted down"
	Reported  Why = "reported"
	Corrected Why = "corrected"
)

// State is what moderators made of a gap.
type State string

// The states of a gap: it waits for somebody to see to it, has been answered, or
// was put aside, as it is not for the guild.
const (
	Waiting State = "open"
	Filed   State = "answered"
	Aside   State = "aside"
)

// Gap is a question that the articles did not answer.
type Gap struct {
	ID             int64
	Post, Question string
	// Channel is where it was asked, Seen the channel whose readers may see that,
	// Locale the asker's language.
	Channel, Seen, Locale string
	Why                   Why
	At                    time.Time
	// Askers are who waits for an answer. They are read by Askers alone.
	Askers []string
}

// AddGap files the question of a post as unanswered, once for each reason.
// Further askers are added to those there are.
func (s *GapStore) AddGap(ctx context.Context, guild string, g Gap) error {
	if g.Why == Corrected {
		defer s.db.Changed()
	}
	return s.db.Together(ctx, func(ctx context.Context) error {
		err := s.db.Exec(ctx, query("AddGap: insert unanswered"), guild, g.Post, g.Question, string(g.Why), g.Channel, g.Seen, g.Locale, s.db.Stamp())
		if err != nil {
			return err
		}
		for _, person := range g.Askers {
			if person == "" {
				continue
			}
			if err := s.db.Exec(ctx, query("AddGap: insert askers"), person, g.Post, string(g.Why)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Tell files a guild's post as reported and remembers that it was.
func (s *GapStore) Tell(ctx context.Context, guild string, g Gap) error {
	if err := s.AddGap(ctx, guild, g); err != nil {
		return err
	}
	return s.db.Exec(ctx, query("Tell"), g.Post)
}

// Gaps returns a guild's open questions, newest first.
func (s *GapStore) Gaps(ctx context.Context, guild string, limit int) ([]Gap, error) {
	return s.gaps(ctx, guild, Waiting, limit)
}

// Asides returns the questions that are not for a guild, newest first.
func (s *GapStore) Asides(ctx context.Context, guild string, limit int) ([]Gap, error) {
	return s.gaps(ctx, guild, Aside, limit)
}

func (s *GapStore) gaps(ctx context.Context, guild string, state State, limit int) ([]Gap, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (g Gap, err error) {
		var at int64
		err = r.Scan(&g.ID, &g.Post, &g.Question, &g.Why, &g.Channel, &g.Seen, &g.Locale, &at)
		g.At = time.UnixMilli(at)
		return g, err
	}, query("gaps"),
		guild, string(state), limit)
}

// SetGaps changes the state of gaps of a guild. Once they are answered, it is
// not kept any longer who asked.
func (s *GapStore) SetGaps(ctx context.Context, guild string, ids []int64, state State) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		if err := s.db.Exec(ctx, among(query("SetGaps: update unanswered"), ids), string(state), guild); err != nil || state != Filed {
			return err
		}
		return s.db.Exec(ctx, among(query("SetGaps: delete askers"), ids), guild)
	})
}

// Asker is a person who waits for an answer, with the post where they asked.
type Asker struct{ Person, Post, Channel, Locale string }

// Askers returns who waits for the answer to gaps of a guild, each person once.
func (s *GapStore) Askers(ctx context.Context, guild string, ids []int64) ([]Asker, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (a Asker, err error) {
		return a, r.Scan(&a.Person, &a.Post, &a.Channel, &a.Locale)
	}, among(query("Askers"), ids), guild)
}

// among puts IDs into a statement.
func among(query string, ids []int64) string {
	list := []byte("NULL")
	for _, id := range ids {
		list = strconv.AppendInt(append(list, ','), id, 10)
	}
	return store.Fill(query, "%ids", string(list))
}

// Reasons returns what people wrote when they voted a guild's post down.
func (s *GapStore) Reasons(ctx context.Context, guild, post string) ([]string, error) {
	return store.Column[string](ctx, s.db, query("Reasons"), guild, post)
}
