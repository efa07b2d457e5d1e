package store

import (
	"context"
	"database/sql"
	"time"
)

// Outcome is how a question went.
type Outcome string

// The outcomes. ByModerator is a moderator's answer where the articles had none.
const (
	OutcomeAnswered Outcome = "answered"
	OutcomeDeclined Outcome = "declined"
	ByModerator     Outcome = "curated"
)

// AddAsk counts a question of a guild: how it went, how long it took, and which
// articles its answer cites. What was asked, and by whom, is not kept here.
func (s *Store) AddAsk(ctx context.Context, guild string, o Outcome, took time.Duration, articles []string) error {
	now := s.now()
	return s.atomically(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO asks (guild, at, outcome, ms) VALUES (?,?,?,?)`,
			guild, now.UnixMilli(), string(o), float64(took.Microseconds())/1000); err != nil {
			return err
		}
		for _, article := range articles {
			if _, err := tx.ExecContext(ctx, `INSERT INTO uses (guild, day, article, times) VALUES (?,?,?,1)
				ON CONFLICT (guild, day, article) DO UPDATE SET times = times + 1`, guild, now.UTC().Format(time.DateOnly), article); err != nil {
				return err
			}
		}
		return nil
	})
}

// Stats are a guild's figures over some days.
type Stats struct {
	// Days are all days of the period in order, those without questions too.
	Days []DayStats
	// Answered, Curated and Declined count the questions of all days, Up and
	// Down the votes on posts that are still kept.
	Answered, Curated, Declined, Up, Down int
	// Median is how long the middle one of the answers took.
	Median time.Duration
	// Top are the articles cited most.
	Top []ArticleUses
}

// DayStats are the questions of a day (UTC).
type DayStats struct {
	Day                         time.Time
	Answered, Curated, Declined int
}

// ArticleUses is how many answers cited an article.
type ArticleUses struct {
	Article string
	Times   int
}

// topArticles is how many articles are named.
const topArticles = 5

// Stats returns a guild's figures of the last days, today among them.
func (s *Store) Stats(ctx context.Context, guild string, days int) (Stats, error) {
	today := s.now().UTC().Truncate(24 * time.Hour)
	from := today.AddDate(0, 0, 1-days)
	var t Stats
	for i := range days {
		t.Days = append(t.Days, DayStats{Day: from.AddDate(0, 0, i)})
	}
	if err := s.countAsks(ctx, guild, from, &t); err != nil {
		return t, err
	}
	if err := s.countVotes(ctx, guild, from, &t); err != nil {
		return t, err
	}
	var err error
	t.Top, err = rows(ctx, s, func(r *sql.Rows) (u ArticleUses, err error) { return u, r.Scan(&u.Article, &u.Times) },
		`SELECT article, sum(times) AS n FROM uses WHERE guild = ? AND day >= ? GROUP BY article ORDER BY n DESC, article LIMIT ?`,
		guild, from.Format(time.DateOnly), topArticles)
	return t, err
}

// countAsks fills in the days, the sums and the median.
func (s *Store) countAsks(ctx context.Context, guild string, from time.Time, t *Stats) error {
	type ask struct {
		at      int64
		outcome Outcome
		ms      float64
	}
	list, err := rows(ctx, s, func(r *sql.Rows) (a ask, err error) { return a, r.Scan(&a.at, &a.outcome, &a.ms) },
		`SELECT at, outcome, ms FROM asks WHERE guild = ? AND at >= ? ORDER BY ms`, guild, from.UnixMilli())
	if err != nil || len(list) == 0 {
		return err
	}
	for _, a := range list {
		n := int(time.UnixMilli(a.at).UTC().Sub(from) / (24 * time.Hour))
		if n < 0 || n >= len(t.Days) {
			continue // the clock went back
		}
		day := &t.Days[n]
		switch a.outcome {
		case OutcomeAnswered:
			day.Answered, t.Answered = day.Answered+1, t.Answered+1
		case ByModerator:
			day.Curated, t.Curated = day.Curated+1, t.Curated+1
		default:
			day.Declined, t.Declined = day.Declined+1, t.Declined+1
		}
	}
	middle := (list[(len(list)-1)/2].ms + list[len(list)/2].ms) / 2
	t.Median = time.Duration(middle * float64(time.Millisecond))
	return nil
}

func (s *Store) countVotes(ctx context.Context, guild string, from time.Time, t *Stats) error {
	return s.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE v.vote > 0), count(*) FILTER (WHERE v.vote < 0)
		FROM votes v JOIN posts p ON p.id = v.post WHERE p.guild = ? AND v.at >= ?`, guild, from.UnixMilli()).Scan(&t.Up, &t.Down)
}
