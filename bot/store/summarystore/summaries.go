package summarystore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
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
func (s *SummaryStore) PutSummary(ctx context.Context, m Summary) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		err := s.db.Exec(ctx, query("PutSummary: insert summaries"),
			m.ID, m.Guild, m.Channel, m.Person, m.Locale, string(m.State), string(m.Body), s.db.Stamp())
		if err != nil {
			return err
		}
		if err := s.db.Exec(ctx, query("PutSummary: delete summary_sources"), m.ID); err != nil {
			return err
		}
		for _, from := range m.Sources {
			if err := s.db.Exec(ctx, query("PutSummary: insert summary_sources"),
				m.ID, from.Message, from.Channel, from.Person); err != nil {
				return err
			}
		}
		return nil
	})
}

// Summary returns a summary, or store.ErrNotFound.
func (s *SummaryStore) Summary(ctx context.Context, id string) (Summary, error) {
	var m Summary
	var at int64
	var body string
	err := s.db.QueryRow(ctx, query("Summary: select summaries"), id).
		Scan(&m.ID, &m.Guild, &m.Channel, &m.Person, &m.Locale, &m.State, &body, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return m, store.ErrNotFound
	}
	if err != nil {
		return m, err
	}
	m.Body, m.At = json.RawMessage(body), time.UnixMilli(at)
	m.Sources, err = store.Rows(ctx, s.db, func(r *sql.Rows) (v Source, err error) { return v, r.Scan(&v.Message, &v.Channel, &v.Person) },
		query("Summary: select summary_sources"), id)
	return m, err
}

// MoveSummary changes a summary's state from one to another; moved is false
// where it was not in the first, as after a second press.
func (s *SummaryStore) MoveSummary(ctx context.Context, id string, from, to SummaryState) (moved bool, err error) {
	res, err := s.db.ExecResult(ctx, query("MoveSummary"), string(to), id, string(from))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// RemoveSummary forgets a summary.
func (s *SummaryStore) RemoveSummary(ctx context.Context, id string) error {
	return s.db.Exec(ctx, query("RemoveSummary"), id)
}

// SetSummaryMessages says which messages a published summary consists of.
func (s *SummaryStore) SetSummaryMessages(ctx context.Context, summary string, messages []feature.Posted) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		if err := s.db.Exec(ctx, query("SetSummaryMessages: delete summary_messages"), summary); err != nil {
			return err
		}
		for i, m := range messages {
			if err := s.db.Exec(ctx, query("SetSummaryMessages: insert summary_messages"), summary, i, m.ID, m.Channel); err != nil {
				return err
			}
		}
		return nil
	})
}

// SummaryMessages returns the messages of a summary, in order.
func (s *SummaryStore) SummaryMessages(ctx context.Context, summary string) ([]feature.Posted, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (m feature.Posted, err error) { return m, r.Scan(&m.ID, &m.Channel) },
		query("SummaryMessages"), summary)
}

// SummariesFrom returns the IDs of summaries that rest on a message.
func (s *SummaryStore) SummariesFrom(ctx context.Context, message string) ([]string, error) {
	return store.Column[string](ctx, s.db, query("SummariesFrom"), message)
}

// SaidBy returns the messages of a person that summaries rest on.
func (s *SummaryStore) SaidBy(ctx context.Context, person string) ([]string, error) {
	return store.Column[string](ctx, s.db, query("SaidBy"), person)
}

// SummaryIDs returns all summaries and drafts whose text holds one of the words,
// and those of a person.
func (s *SummaryStore) SummaryIDs(ctx context.Context, person, word string) ([]string, error) {
	return store.Column[string](ctx, s.db, query("SummaryIDs"), person, word)
}

// ForgottenSources returns the messages that summaries rest on though who said
// them was forgotten since.
func (s *SummaryStore) ForgottenSources(ctx context.Context) ([]string, error) {
	return store.Column[string](ctx, s.db, query("ForgottenSources"))
}

// SourcesIn returns the messages of a channel that summaries rest on.
func (s *SummaryStore) SourcesIn(ctx context.Context, channel string) ([]string, error) {
	return store.Column[string](ctx, s.db, query("SourcesIn"), channel)
}

// SourceChannels returns the channels with messages that summaries rest on.
func (s *SummaryStore) SourceChannels(ctx context.Context) ([]string, error) {
	return store.Column[string](ctx, s.db, query("SourceChannels"))
}

// ReturnDrafts makes drafts of the summaries that were on their way out when an
// earlier process ended, in guilds that are served here.
func (s *SummaryStore) ReturnDrafts(ctx context.Context, served func(guild string) bool) error {
	guilds, err := store.Column[string](store.Across(ctx), s.db, query("ReturnDrafts: guilds"))
	for _, guild := range guilds {
		if err == nil && served(guild) {
			err = s.db.Exec(store.In(ctx, guild), query("ReturnDrafts"), guild)
		}
	}
	return err
}

// Drafts that nobody publishes are kept for a week.
const draftsLast = 7 * 24 * time.Hour

// SweepSummaries removes old drafts, and published summaries by each guild's
// retention. One that was leaving when the program ended is a draft again.
func (s *SummaryStore) SweepSummaries(ctx context.Context) error {
	ctx, now := store.Across(ctx), s.db.Now()
	if err := s.db.Exec(ctx, query("SweepSummaries"), now.Add(-draftsLast).UnixMilli()); err != nil {
		return err
	}
	return s.db.Exec(ctx, `DELETE FROM summaries`+store.AgedIn("summaries")+` AND state = 'published'`, now.UnixMilli())
}
