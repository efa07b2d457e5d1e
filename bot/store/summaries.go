package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"footnote/bot/feature"
)

// SummaryState is how far a summary is on its way.
type SummaryState string

// The states of a summary. Leaving is between the press and the posted message.
const (
	Draft     SummaryState = "draft"
	Leaving   SummaryState = "leaving"
	Published SummaryState = "published"
)

// Summary is a summary or the draft of one.
type Summary struct {
	// ID is the bot's own, short enough for a button's ID.
	ID string
	// Channel is where it is, or is to be, published.
	Guild, Channel string
	// Person is the moderator whose it is, Locale the language of its frame.
	Person, Locale string
	State          SummaryState
	// Body is the caller's own.
	Body json.RawMessage
	At   time.Time
	// Sources are the messages that a summary of a discussion rests on.
	Sources []Source
}

// Source is something that a person said.
type Source struct{ Message, Channel, Person string }

// PutSummary keeps a summary with its sources, or replaces the one of its ID. At
// is set to now.
func (s *Store) PutSummary(ctx context.Context, m Summary) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO summaries (id, guild, channel, person, locale, state, body, at) VALUES (?,?,?,?,?,?,?,?)
			ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, state = excluded.state, body = excluded.body`,
			m.ID, m.Guild, m.Channel, m.Person, m.Locale, string(m.State), string(m.Body), s.stamp())
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM summary_sources WHERE summary = ?`, m.ID); err != nil {
			return err
		}
		for _, from := range m.Sources {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO summary_sources (summary, message, channel, person) VALUES (?,?,?,?)`,
				m.ID, from.Message, from.Channel, from.Person); err != nil {
				return err
			}
		}
		return nil
	})
}

// Summary returns a summary, or ErrNotFound.
func (s *Store) Summary(ctx context.Context, id string) (Summary, error) {
	var m Summary
	var at int64
	var body string
	err := s.db.QueryRowContext(ctx, `SELECT id, guild, channel, person, locale, state, body, at FROM summaries WHERE id = ?`, id).
		Scan(&m.ID, &m.Guild, &m.Channel, &m.Person, &m.Locale, &m.State, &body, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return m, ErrNotFound
	}
	if err != nil {
		return m, err
	}
	m.Body, m.At = json.RawMessage(body), time.UnixMilli(at)
	m.Sources, err = rows(ctx, s, func(r *sql.Rows) (v Source, err error) { return v, r.Scan(&v.Message, &v.Channel, &v.Person) },
		`SELECT message, channel, person FROM summary_sources WHERE summary = ? ORDER BY message`, id)
	return m, err
}

// MoveSummary changes a summary's state from one to another; moved is false
// where it was not in the first, as after a second press.
func (s *Store) MoveSummary(ctx context.Context, id string, from, to SummaryState) (moved bool, err error) {
	res, err := s.db.ExecContext(ctx, `UPDATE summaries SET state = ? WHERE id = ? AND state = ?`, string(to), id, string(from))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// RemoveSummary forgets a summary.
func (s *Store) RemoveSummary(ctx context.Context, id string) error {
	return s.exec(ctx, `DELETE FROM summaries WHERE id = ?`, id)
}

// SetSummaryMessages says which messages a published summary consists of.
func (s *Store) SetSummaryMessages(ctx context.Context, summary string, messages []feature.Posted) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM summary_messages WHERE summary = ?`, summary); err != nil {
			return err
		}
		for i, m := range messages {
			if _, err := tx.ExecContext(ctx, `INSERT INTO summary_messages (summary, part, id, channel) VALUES (?,?,?,?)`, summary, i, m.ID, m.Channel); err != nil {
				return err
			}
		}
		return nil
	})
}

// SummaryMessages returns the messages of a summary, in order.
func (s *Store) SummaryMessages(ctx context.Context, summary string) ([]feature.Posted, error) {
	return rows(ctx, s, func(r *sql.Rows) (m feature.Posted, err error) { return m, r.Scan(&m.ID, &m.Channel) },
		`SELECT id, channel FROM summary_messages WHERE summary = ? ORDER BY part`, summary)
}

// SummariesFrom returns the IDs of summaries that rest on a message.
func (s *Store) SummariesFrom(ctx context.Context, message string) ([]string, error) {
	return column[string](ctx, s, `SELECT summary FROM summary_sources WHERE message = ? ORDER BY summary`, message)
}

// SaidBy returns the messages of a person that summaries rest on.
func (s *Store) SaidBy(ctx context.Context, person string) ([]string, error) {
	return column[string](ctx, s, `SELECT DISTINCT message FROM summary_sources WHERE person = ? ORDER BY message`, person)
}

// SummaryIDs returns all summaries and drafts whose text holds one of the words,
// and those of a person.
func (s *Store) SummaryIDs(ctx context.Context, person, word string) ([]string, error) {
	return column[string](ctx, s, `SELECT id FROM summaries WHERE person = ?1 OR ?2 <> '' AND instr(body, ?2) > 0 ORDER BY id`, person, word)
}

// ForgottenSources returns the messages that summaries rest on though who said
// them was forgotten since.
func (s *Store) ForgottenSources(ctx context.Context) ([]string, error) {
	return column[string](ctx, s, `SELECT DISTINCT message FROM summary_sources WHERE person = '' ORDER BY message`)
}

// SourcesIn returns the messages of a channel that summaries rest on.
func (s *Store) SourcesIn(ctx context.Context, channel string) ([]string, error) {
	return column[string](ctx, s, `SELECT DISTINCT message FROM summary_sources WHERE channel = ? ORDER BY message`, channel)
}

// SourceChannels returns the channels with messages that summaries rest on.
func (s *Store) SourceChannels(ctx context.Context) ([]string, error) {
	return column[string](ctx, s, `SELECT DISTINCT channel FROM summary_sources ORDER BY channel`)
}

// Drafts that nobody publishes are kept for a week.
const draftsLast = 7 * 24 * time.Hour

// SweepSummaries removes old drafts, and published summaries by each guild's
// retention. One that was leaving when the program ended is a draft again.
func (s *Store) SweepSummaries(ctx context.Context) error {
	now := s.now()
	if err := s.exec(ctx, `DELETE FROM summaries WHERE state <> 'published' AND at <= ?`, now.Add(-draftsLast).UnixMilli()); err != nil {
		return err
	}
	return s.exec(ctx, `DELETE FROM summaries`+agedIn("summaries")+` AND state = 'published'`, now.UnixMilli())
}

// ReturnDrafts makes drafts of the summaries that were on their way out when an
// earlier run ended.
func (s *Store) ReturnDrafts(ctx context.Context) error {
	return s.exec(ctx, `UPDATE summaries SET state = 'draft' WHERE state = 'leaving'`)
}
