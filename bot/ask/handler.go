package ask

import (
	"context"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/poststore"
	"footnote/bot/store/statstore"
	"footnote/retrieval/answer"
)

// Answerer answers questions with claims that each rest on a verified quote. It
// gets a question with the turns before it, the asker's language, the guild,
// and a Progress that shows what is proven so far.
type Answerer interface {
	Ask(ctx context.Context, q answer.Question) (answer.Answer, error)
}

// Rememberer is an Answerer that tells which questions are answered already, or are
// being answered for somebody else: they do not wait in line behind those that take
// work.
type Rememberer interface {
	Remembers(q answer.Question) (known, underWay bool)
}

// Checker judges a statement by the articles. An Answerer that is one is used
// for "Check against the articles"; without one, and where it returns
// answer.ErrUnjudged, the nearest passages are shown.
type Checker interface {
	Check(ctx context.Context, s answer.Statement) (answer.Finding, error)
}

// Moderators answer what the articles do not.
type Moderators interface {
	// Find returns what moderators answered to the same question of a guild, or
	// to one that is similar, among those that were asked where sees; 0 is none.
	Find(ctx context.Context, guild, question string, sees feature.Sight) (same, similar int64, err error)
	// Marked returns what a moderator marked as wrong of the answer to the same
	// question, among those that were asked where sees.
	Marked(ctx context.Context, guild, question string, sees feature.Sight) (m gapstore.Mark, ok bool, err error)
}

// Store keeps answers and what hangs on them.
type Store interface {
	// Together runs do so that all that it writes is kept wholly or not at all.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	PostStore
	ConversationStore
	AddGap(ctx context.Context, guild string, g gapstore.Gap) error
	Tell(ctx context.Context, guild string, g gapstore.Gap) error
	Curated(ctx context.Context, guild string, id int64) (gapstore.Curated, error)
	AddAsk(ctx context.Context, guild string, o statstore.Outcome, took time.Duration, articles []string) error
}

// PostStore keeps answers that stand in channels.
type PostStore interface {
	AddPost(ctx context.Context, p poststore.Post) error
	Post(ctx context.Context, id string) (poststore.Post, error)
	PostIn(ctx context.Context, guild, id string) (poststore.Post, error)
	PostOf(ctx context.Context, message string) (poststore.Post, error)
	RemovePost(ctx context.Context, id string) error
	AddMessages(ctx context.Context, post string, messages []feature.Posted) error
	SetMessages(ctx context.Context, post string, messages []feature.Posted) error
	Messages(ctx context.Context, post string) ([]feature.Posted, error)
	Vote(ctx context.Context, post, person string, vote int) (up, down int, err error)
	Votes(ctx context.Context, post string) (up, down int, err error)
	SetReason(ctx context.Context, post, person, reason string) error
}

// ConversationStore keeps what was said before, and in which threads.
type ConversationStore interface {
	AddTurn(ctx context.Context, conversation, person string, t conversationstore.Turn) error
	Turns(ctx context.Context, conversation string, limit int) ([]conversationstore.Turn, error)
	AddThread(ctx context.Context, t conversationstore.Thread) error
	Thread(ctx context.Context, id string) (conversationstore.Thread, error)
	SetSilent(ctx context.Context, thread string, silent bool) error
	AddAnswered(ctx context.Context, guild string, q store.Asked) error
	Answered(ctx context.Context, guild string, since time.Time, limit int) ([]conversationstore.Counted, error)
}

// Config is what a Handler is made of.
type Config struct {
	feature.Base
	Store      Store
	Answerer   Answerer
	Moderators Moderators
	Limits     *limit.Limits
	Queue      *limit.Queue
	// FirstProgress is when a question without an answer gets a first sign of life,
	// and ProgressEvery how often it gets another.
	FirstProgress, ProgressEvery time.Duration
	// KeepTime is how long an answer waits until it is kept, and suggestions half of
	// it until it is known what a person sees.
	KeepTime time.Duration
	// Mention is how the bot is mentioned.
	Mention func() string
	// Observe is told what became of each question; nil means nobody. It must
	// not block, and is called from many goroutines.
	Observe func(Outcome)
}

// Handler answers questions. It is safe for concurrent use.
type Handler struct {
	Config
	// Posts lay out what is answered.
	Posts *Posts
	// Commands are all that the bot has, for /help; nil names none.
	Commands func() []feature.Command
	presets  map[string]*limit.Limits
	turned   *lru.Cache[string, feature.Question]
}

// New returns a Handler.
func New(c Config) *Handler {
	h := &Handler{Config: c, Posts: &Posts{Base: c.Base, Store: c.Store}, presets: map[string]*limit.Limits{}, turned: newTurnedAway()}
	for name, rules := range presets {
		h.presets[name] = limit.New(rules)
	}
	return h
}
