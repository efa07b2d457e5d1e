// Package gapstore keeps questions that went unanswered or were answered wrongly,
// and what moderators answered.
package gapstore

import (
	"context"
	_ "embed" // queries.sql
	"sync"

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// GapStore is a part of an open data file. It is safe for concurrent use.
type GapStore struct {
	db *store.DB

	// known is what moderators of guilds said, as of so many changes: each question
	// of a guild is compared with it.
	mu    sync.Mutex
	known map[string]*said
	asOf  int64
}

// said is what a guild's moderators said: answers, and what they marked as wrong.
type said struct {
	curated []CuratedQuestion
	marks   []Mark
}

// mostRemembered is how many guilds' are kept in memory.
const mostRemembered = 1000

// said returns what a guild's moderators said. It is kept in memory until somebody
// changes it: every question asks for it.
func (s *GapStore) said(ctx context.Context, guild string) (*said, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.db.Changes(); s.known == nil || s.asOf != now || len(s.known) >= mostRemembered {
		s.known, s.asOf = map[string]*said{}, now
	}
	if one, ok := s.known[guild]; ok {
		return one, nil
	}
	var one said
	var err error
	if one.curated, err = s.readCurated(ctx, guild); err != nil {
		return nil, err
	}
	if one.marks, err = s.readMarks(ctx, guild); err != nil {
		return nil, err
	}
	s.known[guild] = &one
	return &one, nil
}

// New returns the part of a data file.
func New(db *store.DB) *GapStore { return &GapStore{db: db} }

// takeBack runs statements, all or none, by which what a moderator of a guild said
// is gone; of is what it was said of.
func (s *GapStore) takeBack(ctx context.Context, guild string, of any, statements ...string) error {
	defer s.db.Changed()
	return s.db.Together(ctx, func(ctx context.Context) error {
		for _, name := range statements {
			if err := s.db.Exec(ctx, query(name), guild, of); err != nil {
				return err
			}
		}
		return nil
	})
}
