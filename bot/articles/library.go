package articles

import (
	"context"
	"fmt"

	"footnote/bot/store/gapstore"
	"footnote/corpus"
)

// Articles keep the articles of guilds. Each change is kept when its method
// returns, and seen by all questions from then on; changes of one guild wait for
// each other. An error that is a *Refusal is the moderator's to know.
type Articles interface {
	// Kept lists a guild's own articles in order of title.
	Kept(ctx context.Context, guild string) ([]Kept, error)
	// Add takes an article in, in place of one that came from the same address
	// or under the same name; that it did so is the second result. The error is a
	// *Held where golden questions hold the change back.
	Add(ctx context.Context, guild string, o Offered, tell func(Step)) (Kept, bool, error)
	// Remove drops articles by their IDs. An unknown one is a *Refusal, and
	// nothing is removed.
	Remove(ctx context.Context, guild string, ids ...string) error
	// Refresh reads all articles again that came by a link. The error may be a *Held.
	Refresh(ctx context.Context, guild string, tell func(Step)) (Refreshed, error)
	// Describe says what is to be known of an article beside its text. An unknown one
	// is a *Refusal; the error may be a *Held.
	Describe(ctx context.Context, guild, id string, d Details) error
	// Use puts the change into service that is held back under a number, Leave drops
	// it. Where the articles have changed since, both are a *Refusal.
	Use(ctx context.Context, guild string, number int) error
	Leave(ctx context.Context, guild string, number int) error
	// Forget deletes all that is kept of a guild.
	Forget(ctx context.Context, guild string) error
}

// Kept is an article of a guild's own.
type Kept struct {
	*corpus.Article
	// From is the address it came from, or the file's name.
	From string
	// Link: From is an address, which can be read again.
	Link bool
}

// Offered is what is to be taken in: the page at a link, or a file in memory.
type Offered struct {
	Link string

	Name, ContentType string
	Data              []byte
}

// Details are what is known of an article beside its text; "" is not known.
type Details struct {
	Title, Source, URL string
	// Published is a day of the form 2006-01-02.
	Published string
}

// Step tells how far work is that takes long.
type Step struct {
	Stage Stage
	// Done of Total; a Total of 0 is unknown.
	Done, Total int
}

// Stage is a part of the work on articles.
type Stage string

// The stages.
const (
	Fetching Stage = "fetching" // counted in pages
	Indexing Stage = "indexing" // counted in passages
	Trying   Stage = "trying"   // counted in golden questions, before and after
)

// Refreshed is what came of reading articles again.
type Refreshed struct {
	Changed, Unchanged int
	Failed             []Failure
}

// Failure is an article that could not be read again, and why: a *Refusal where the
// moderator is to know. It stays as it was.
type Failure struct {
	Title string
	Err   error
}

// Held is a change that is not in service, because it answers golden questions
// worse.
type Held struct {
	// Number names it to Use and Leave.
	Number int
	// Of so many questions, Before were answered rightly, and After are.
	Of, Before, After int
	Worse             []Tried
}

// Error names the figures, for logs.
func (h *Held) Error() string {
	return fmt.Sprintf("held back: %d of %d golden questions are answered worse", len(h.Worse), h.Of)
}

// Tried is a golden question that was answered rightly. After is what is not as it
// should be any more, as quality.Outcome.Amiss names it.
type Tried struct {
	gapstore.Golden
	After string
}

// Refusal is why an article was not taken in: a sentence of bot/words with its
// placeholders.
type Refusal struct {
	Key   string
	Pairs []string
}

// Sentences of refusals.
const (
	// RefusedCount: there are as many articles as a guild may have ("count").
	RefusedCount = "articles.refused.count"
	// RefusedSize: there is as much text as a guild may have ("most", in MB).
	RefusedSize = "articles.refused.size"
	// RefusedSame: its text is there already ("title").
	RefusedSame = "articles.refused.same"
	// RefusedRead: it cannot be read ("reason").
	RefusedRead = "articles.refused.read"
	// RefusedAddress: its address is none of a public page.
	RefusedAddress = "articles.refused.address"
	// RefusedUnknown: the guild has no such article.
	RefusedUnknown = "articles.refused.unknown"
	// RefusedStale: what was held back is not there any more, or not of this state.
	RefusedStale = "articles.refused.stale"
)

// Error names the sentence, for logs.
func (r *Refusal) Error() string { return "refused: " + r.Key }
