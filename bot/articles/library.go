package articles

import (
	"context"

	"footnote/corpus"
)

// Articles keep the articles of guilds. Each change is kept when its method
// returns, and seen by all questions from then on; changes of one guild wait for
// each other. An error that is a *Refusal is the moderator's to know.
type Articles interface {
	// Kept lists a guild's own articles in order of title.
	Kept(ctx context.Context, guild string) ([]Kept, error)
	// Add takes an article in, in place of one that came from the same address
	// or under the same name; that it did so is the second result.
	Add(ctx context.Context, guild string, o Offered, tell func(Step)) (Kept, bool, error)
	// Remove drops articles by their IDs. An unknown one is a *Refusal, and
	// nothing is removed.
	Remove(ctx context.Context, guild string, ids ...string) error
	// Refresh reads all articles again that came by a link.
	Refresh(ctx context.Context, guild string, tell func(Step)) (Refreshed, error)
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
)

// Refreshed is what came of reading articles again.
type Refreshed struct {
	Changed, Unchanged int
	Failed             []Failure
}

// Failure is an article that could not be read again, and why. It stays as it was.
type Failure struct{ Title, Reason string }

// Refusal is why an article was not taken in: a sentence of bot/words with its
// placeholders.
type Refusal struct {
	Key   string
	Pairs []string
}

// Sentences of refusals.
const (
	// RefusedCount: there are as many articles as a guild may have ("most").
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
)

// Error names the sentence, for logs.
func (r *Refusal) Error() string { return "refused: " + r.Key }
