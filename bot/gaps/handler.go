package gaps

import (
	"context"

	"footnote/bot/feature"
	"footnote/bot/paraphrase"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/retrieval/answer"
)

// Store keeps questions that went unanswered.
type Store interface {
	AddGap(ctx context.Context, guild string, g gapstore.Gap) error
	Gaps(ctx context.Context, guild string, limit int) ([]gapstore.Gap, error)
	Asides(ctx context.Context, guild string, limit int) ([]gapstore.Gap, error)
	SetGaps(ctx context.Context, guild string, ids []int64, state gapstore.State) error
	Askers(ctx context.Context, guild string, ids []int64) ([]gapstore.Asker, error)
	Correct(ctx context.Context, guild string, c gapstore.Case) error
	Uncorrect(ctx context.Context, guild, post string) error
	CuratedStore
	PostStore
	AddAuditOf(ctx context.Context, guild, person, action string, q store.Asked) error
}

// CuratedStore keeps what moderators answered.
type CuratedStore interface {
	AddCurated(ctx context.Context, c gapstore.Curated) (int64, error)
	SetCurated(ctx context.Context, guild string, id int64, text, person, name string) error
	RemoveCurated(ctx context.Context, guild string, id int64) error
	Curated(ctx context.Context, guild string, id int64) (gapstore.Curated, error)
	AllCurated(ctx context.Context, guild string) ([]gapstore.Curated, error)
	PostsWithCurated(ctx context.Context, guild string, id int64) ([]string, error)
	SetPostCurated(ctx context.Context, guild, post string, id int64) error
}

// PostStore keeps answers that stand in channels.
type PostStore interface {
	Post(ctx context.Context, id string) (poststore.Post, error)
	PostIn(ctx context.Context, guild, id string) (poststore.Post, error)
	PostOf(ctx context.Context, message string) (poststore.Post, error)
	AddPost(ctx context.Context, p poststore.Post) error
	Messages(ctx context.Context, post string) ([]feature.Posted, error)
	Reasons(ctx context.Context, guild, post string) ([]string, error)
}

// Posts show answers anew where they stand.
type Posts interface {
	// RepaintAll returns how many were shown.
	RepaintAll(ctx context.Context, posts []string) (done int)
}

// Answerer answers questions.
type Answerer interface {
	Ask(ctx context.Context, q answer.Question) (answer.Answer, error)
}

// Handler is what moderators do about gaps.
type Handler struct {
	feature.Base
	Store    Store
	Posts    Posts
	Answerer Answerer
	// Judge finds questions that ask the same.
	Judge *paraphrase.Judge
	// AddArticle takes in the article at a link; nil where nobody can add any.
	AddArticle func(r feature.Request, link string) feature.Reply
}
