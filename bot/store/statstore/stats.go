package statstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"footnote/bot/store"
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
func (s *StatStore) AddAsk(ctx context.Context, guild string, o Outcome, took time.Duration, articles []string) error {
	list, err := json.Marshal(append([]string{}, articles...))
	if err != nil {
		return err
	}
	return s.db.Exec(ctx, query("AddAsk"), guild, s.db.Stamp(), string(o), float64(took.Microseconds())/1000, string(list))
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

// DayStats are the figures of a day (UTC).
type DayStats struct {
	Day                                   time.Time
	Answered, Curated, Declined, Up, Down int
	Median                                time.Duration
}

// ArticleUses is how many answers cited an article.
type ArticleUses struct {
	Article string
	Times   int
}

// topArticles is how many articles are named.
const topArticles = 5

// Stats returns a guild's figures of the last days, today among them.
func (s *StatStore) Stats(ctx context.Context, guild string, days int) (Stats, error) {
	today := s.db.Now().UTC().Truncate(24 * time.Hour)
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
	t.Top, err = store.Rows(ctx, s.db, func(r *sql.Rows) (u ArticleUses, err error) { return u, r.Scan(&u.Article, &u.Times) },
		query("Stats"),
		guild, from.Format(time.DateOnly), from.UnixMilli(), topArticles)
	return t, err
}

// countAsks fills in the questions and medians of the days, and of all of them.
func (s *StatStore) countAsks(ctx context.Context, guild string, from time.Time, t *Stats) error {
	type ask struct {
		at      int64
		outcome Outcome
		ms      float64
	}
	list, err := store.Rows(ctx, s.db, func(r *sql.Rows) (a ask, err error) { return a, r.Scan(&a.at, &a.outcome, &a.ms) },
		query("countAsks"), guild, from.UnixMilli())
	if err != nil {
		return err
	}
	var all []float64
	byDay := make([][]float64, len(t.Days))
	for _, a := range list {
		day, n := t.day(from, a.at)
		if day == nil {
			continue
		}
		all, byDay[n] = append(all, a.ms), append(byDay[n], a.ms)
		switch a.outcome {
		case OutcomeAnswered:
			day.Answered, t.Answered = day.Answered+1, t.Answered+1
		case ByModerator:
			day.Curated, t.Curated = day.Curated+1, t.Curated+1
		default:
			day.Declined, t.Declined = day.Declined+1, t.Declined+1
		}
	}
	t.Median = median(all)
	for n := range t.Days {
		t.Days[n].Median = median(byDay[n])
	}
	return nil
}

// day is the one that a moment belongs to; nil where the clock has gone back
// since.
func (t *Stats) day(from time.Time, at int64) (day *DayStats, n int) {
	since := time.UnixMilli(at).UTC().Sub(from)
	if n = int(since / (24 * time.Hour)); since < 0 || n >= len(t.Days) {
		return nil, 0
	}
	return &t.Days[n], n
}

// median is that of sorted milliseconds, 0 of none.
func median(sorted []float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	middle := (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
	return time.Duration(middle * float64(time.Millisecond))
}

func (s *StatStore) countVotes(ctx context.Context, guild string, from time.Time, t *Stats) error {
	type vote struct {
		at   int64
		vote int
	}
	list, err := store.Rows(ctx, s.db, func(r *sql.Rows) (v vote, err error) { return v, r.Scan(&v.at, &v.vote) },
		query("countVotes"), guild, from.UnixMilli())
	for _, v := range list {
		switch day, _ := t.day(from, v.at); {
		case day == nil:
		case v.vote > 0:
			day.Up, t.Up = day.Up+1, t.Up+1
		default:
			day.Down, t.Down = day.Down+1, t.Down+1
		}
	}
	return err
}
