package summaries

import (
	"context"
	"sync"
	"sync/atomic"

	"footnote/bot/feature"
	"footnote/bot/store/summarystore"
	"footnote/retrieval/answer/summary"
)

// Store keeps summaries and drafts, and which messages they rest on.
type Store interface {
	PutSummary(ctx context.Context, m summarystore.Summary) error
	Summary(ctx context.Context, id string) (summarystore.Summary, error)
	MoveSummary(ctx context.Context, id string, from, to summarystore.SummaryState) (moved bool, err error)
	RemoveSummary(ctx context.Context, id string) error
	SetSummaryMessages(ctx context.Context, summary string, messages []feature.Posted) error
	SummaryMessages(ctx context.Context, summary string) ([]feature.Posted, error)
	ReturnDrafts(ctx context.Context, served func(guild string) bool) error
	SweepSummaries(ctx context.Context) error
	Sources
	// Together runs do alone, so that all that it reads and writes is of one state.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// Sources find summaries by what they rest on.
type Sources interface {
	SummariesFrom(ctx context.Context, message string) ([]string, error)
	SaidBy(ctx context.Context, person string) ([]string, error)
	SummaryIDs(ctx context.Context, person, word string) ([]string, error)
	ForgottenSources(ctx context.Context) ([]string, error)
	SourcesIn(ctx context.Context, channel string) ([]string, error)
	SourceChannels(ctx context.Context) ([]string, error)
}

// People know who stays out of summaries, and note what was changed.
type People interface {
	OptedOut(ctx context.Context, guild, person string) (bool, error)
	AddAudit(ctx context.Context, guild, person, action, detail string) error
}

// Summarist makes summaries of articles and of what people said.
type Summarist interface {
	Make(ctx context.Context, lib summary.Library, r summary.Request) (summary.Summary, error)
	Discussion(ctx context.Context, d summary.Discuss) (summary.Summary, error)
}

// Kept are the summaries that are kept: they follow what becomes of what they
// rest on.
type Kept struct {
	feature.Base
	Store Store

	// looked: what was deleted or edited unseen was looked for.
	looked atomic.Bool
	// returned: drafts that an earlier process was publishing are drafts again; for sweep.
	returned bool
	// taking is held while something is taken out of a kept summary.
	taking sync.Mutex
}

// Handler makes and publishes summaries.
type Handler struct {
	*Kept
	People    People
	Summarist Summarist
}
