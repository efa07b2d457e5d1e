package digests

import (
	"context"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/digeststore"
	"footnote/bot/store/gapstore"
	"footnote/retrieval/answer/summary"
)

// Store keeps digests.
type Store interface {
	AddDigest(ctx context.Context, d digeststore.Digest, known []string) (int64, error)
	Digest(ctx context.Context, guild string, id int64) (digeststore.Digest, error)
	Digests(ctx context.Context, guild string) ([]digeststore.Digest, error)
	RunningDigests(ctx context.Context) ([]digeststore.Digest, error)
	SetNext(ctx context.Context, id int64, expected, next time.Time) (bool, error)
	SetDigested(ctx context.Context, id int64, last time.Time, articles []string) error
	Seen(ctx context.Context, digest int64) (map[string]bool, error)
	PauseDigest(ctx context.Context, d digeststore.Digest) error
	RemoveDigest(ctx context.Context, guild string, id int64) error
}

// Questions are what was asked in a guild.
type Questions interface {
	Answered(ctx context.Context, guild string, since time.Time, limit int) ([]conversationstore.Counted, error)
	Gaps(ctx context.Context, guild string, limit int) ([]gapstore.Gap, error)
}

// Audit notes what was changed.
type Audit interface {
	AddAudit(ctx context.Context, guild, person, action, detail string) error
}

// Summarist summarises articles.
type Summarist interface {
	Make(ctx context.Context, lib summary.Library, r summary.Request) (summary.Summary, error)
}

// Handler keeps and posts digests.
type Handler struct {
	feature.Base
	Store     Store
	Questions Questions
	Audit     Audit
	Summarist Summarist
}

// mostQuestions is how many questions are looked through for a digest.
const mostQuestions = 300
