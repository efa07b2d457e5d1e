package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
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
func (s *Store) AddGap(ctx context.Context, guild string, g Gap) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO unanswered (guild, post, question, why, channel, seen, locale, at) VALUES (?,?,?,?,?,?,?,?)
			ON CONFLICT (post, why) DO NOTHING`, guild, g.Post, g.Question, string(g.Why), g.Channel, g.Seen, g.Locale, s.stamp())
		if err != nil {
			return err
		}
		for _, person := range g.Askers {
			if person == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO askers (gap, person)
				SELECT id, ? FROM unanswered WHERE post = ? AND why = ? AND state = 'open'`, person, g.Post, string(g.Why)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Tell files a post as reported by a person and remembers that it was.
func (s *Store) Tell(ctx context.Context, p Post, by string) error {
	gap := Gap{Post: p.ID, Question: p.Answer.Question, Why: Reported, Channel: p.Channel, Seen: p.Seen, Locale: p.Locale, Askers: []string{p.Person, by}}
	if err := s.AddGap(ctx, p.Guild, gap); err != nil {
		return err
	}
	return s.exec(ctx, `UPDATE posts SET told = 1 WHERE id = ?`, p.ID)
}

// Gaps returns a guild's open questions, newest first.
func (s *Store) Gaps(ctx context.Context, guild string, limit int) ([]Gap, error) {
	return s.gaps(ctx, guild, Waiting, limit)
}

// Asides returns the questions that are not for a guild, newest first.
func (s *Store) Asides(ctx context.Context, guild string, limit int) ([]Gap, error) {
	return s.gaps(ctx, guild, Aside, limit)
}

func (s *Store) gaps(ctx context.Context, guild string, state State, limit int) ([]Gap, error) {
	return rows(ctx, s, func(r *sql.Rows) (g Gap, err error) {
		var at int64
		err = r.Scan(&g.ID, &g.Post, &g.Question, &g.Why, &g.Channel, &g.Seen, &g.Locale, &at)
		g.At = time.UnixMilli(at)
		return g, err
	}, `SELECT id, post, question, why, channel, seen, locale, at FROM unanswered WHERE guild = ? AND state = ? ORDER BY at DESC, id DESC LIMIT ?`,
		guild, string(state), limit)
}

// SetGaps changes the state of gaps of a guild. Once they are answered, it is
// not kept any longer who asked.
func (s *Store) SetGaps(ctx context.Context, guild string, ids []int64, state State) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	return s.atomically(ctx, func(tx *sql.Tx) error {
		const these = `guild = ? AND id IN (SELECT value FROM json_each(?))`
		if _, err := tx.ExecContext(ctx, `UPDATE unanswered SET state = ? WHERE `+these, string(state), guild, string(list)); err != nil {
			return err
		}
		if state != Filed {
			return nil
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM askers WHERE gap IN (SELECT id FROM unanswered WHERE `+these+`)`, guild, string(list))
		return err
	})
}

// Asker is a person who waits for an answer, with the post where they asked.
type Asker struct{ Person, Post, Channel, Locale string }

// Askers returns who waits for the answer to gaps of a guild, each person once.
func (s *Store) Askers(ctx context.Context, guild string, ids []int64) ([]Asker, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return rows(ctx, s, func(r *sql.Rows) (a Asker, err error) {
		return a, r.Scan(&a.Person, &a.Post, &a.Channel, &a.Locale)
	}, `SELECT a.person, max(u.post), u.channel, u.locale FROM askers a JOIN unanswered u ON u.id = a.gap
		WHERE u.guild = ? AND u.id IN (SELECT value FROM json_each(?)) GROUP BY a.person ORDER BY a.person`, guild, string(list))
}

// Reasons returns what people wrote when they voted a guild's post down.
func (s *Store) Reasons(ctx context.Context, guild, post string) ([]string, error) {
	return column[string](ctx, s, `SELECT v.reason FROM votes v JOIN posts p ON p.id = v.post
		WHERE p.guild = ? AND p.id = ? AND v.vote < 0 AND v.reason <> '' ORDER BY v.at`, guild, post)
}
