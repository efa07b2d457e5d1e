package core

import (
	"cmp"
	"log/slog"
	"time"

	"footnote/bot/articles"
	"footnote/bot/ask"
	"footnote/bot/digests"
	"footnote/bot/feature"
	"footnote/bot/gaps"
	"footnote/bot/limit"
	"footnote/bot/paraphrase"
	"footnote/bot/privacy"
	"footnote/bot/settings"
	"footnote/bot/sourcecheck"
	"footnote/bot/stats"
	"footnote/bot/store"
	"footnote/bot/store/stores"
	"footnote/bot/summaries"
	"footnote/retrieval"
	"footnote/retrieval/answer/summary"
)

// Config is what a Core is made of.
type Config struct {
	Answerer ask.Answerer
	// Libraries know the articles.
	Libraries feature.Libraries
	// Articles keep guilds' own and Files fetches attachments; without Articles
	// nobody can add any.
	Articles articles.Articles
	Files    feature.Files

	Store  *store.DB
	Limits *limit.Limits
	Queue  *limit.Queue
	Log    *slog.Logger
	// Now is the clock of limits; nil means time.Now.
	Now func() time.Time
	// Patience is how long an answer may take; 0 means a minute and a half.
	Patience time.Duration
	// FirstProgress is when a question without an answer gets a first sign of
	// life, and ProgressEvery how often it gets another; 0 means 1.5 s and 5 s. Discord
	// shows for 3 s at most that nothing has happened.
	FirstProgress, ProgressEvery time.Duration
	// KeepTime is how long an answer waits until it is kept, and suggestions half of
	// it until it is known what a person sees; 0 means 2 s.
	KeepTime time.Duration
	// Reads reports whether the bot reads messages that do not mention it.
	Reads func() bool
	// Mention is how the bot is mentioned.
	Mention func() string
	// Summarist makes summaries; nil means one that takes sentences as they stand,
	// or has the model write where Answerer knows one.
	Summarist summaries.Summarist
	// Chat is what the bot does in Discord of its own accord.
	Chat feature.Chat
	// Rights know who may do what in channels; without them nobody may do
	// anything in another channel than the one they are in.
	Rights feature.Rights
	// Serves reports whether this process hears what happens in a guild; nil means that
	// it serves all.
	Serves func(guild string) bool
	// Meaning compares questions beyond their words; nil leaves it at words.
	Meaning retrieval.Embedder
	// Observe is told what became of each question; nil means nobody. It must
	// not block, and is called from many goroutines.
	Observe func(ask.Outcome)
}

// Core is all that the bot does. It is safe for concurrent use.
type Core struct {
	*feature.Registry
	*feature.Resolver
	Ask       *ask.Handler
	Summaries *summaries.Handler
	Privacy   *privacy.Handler

	queue    *limit.Queue
	log      *slog.Logger
	patience time.Duration
}

// New joins the features.
func New(c Config) *Core {
	c.fillIn()
	kept := stores.New(c.Store)
	base := feature.Base{
		Log: c.Log, Now: c.Now, Access: feature.Access{Rights: c.Rights, Log: c.Log},
		Resolver: &feature.Resolver{Store: kept, Libraries: c.Libraries, Log: c.Log}, Chat: c.Chat, Reads: c.Reads, Serves: c.Serves, Patience: c.Patience,
	}
	judge := paraphrase.NewJudge(c.Meaning)
	core := &Core{Resolver: base.Resolver, queue: c.Queue, log: c.Log, patience: c.Patience}
	core.Ask = ask.New(ask.Config{
		Base: base, Store: kept, Answerer: c.Answerer, Moderators: &gaps.Answers{Store: kept, Judge: judge, Log: c.Log},
		Limits: c.Limits, Queue: c.Queue, FirstProgress: c.FirstProgress, ProgressEvery: c.ProgressEvery, KeepTime: c.KeepTime,
		Mention: c.Mention, Observe: c.Observe,
	})
	core.Summaries = &summaries.Handler{Kept: &summaries.Kept{Base: base, Store: kept}, People: kept, Summarist: c.Summarist}
	core.Privacy = &privacy.Handler{Base: base, Store: kept, Summaries: core.Summaries}
	asked := &gaps.Handler{Base: base, Store: kept, Posts: core.Ask.Posts, Answerer: c.Answerer, Judge: judge}
	list := []feature.Feature{core.Ask.Feature()}
	if c.Articles != nil {
		own := &articles.Handler{Base: base, Store: kept, Articles: c.Articles, Files: c.Files}
		asked.AddArticle, core.Privacy.Articles = own.AddLink, c.Articles
		list = append(list, own.Feature())
	}
	core.Registry = feature.NewRegistry(append(list,
		(&settings.Handler{Base: base, Store: kept}).Feature(), asked.Feature(), (&stats.Handler{Base: base, Store: kept}).Feature(),
		core.Privacy.Feature(), core.Summaries.Feature(),
		(&digests.Handler{Base: base, Store: kept, Questions: kept, Audit: kept, Summarist: c.Summarist}).Feature(),
		(&sourcecheck.Handler{Base: base, Store: kept, Libraries: c.Libraries, Posts: core.Ask.Posts}).Feature())...)
	core.Ask.Commands = core.Registry.Commands
	return core
}

func (c *Config) fillIn() {
	c.Now = orElse(c.Now, time.Now)
	c.Reads = orElse(c.Reads, func() bool { return false })
	c.Mention = orElse(c.Mention, func() string { return "@Footnote" })
	if c.Rights == nil {
		c.Rights = feature.Alone{}
	}
	if c.Summarist == nil {
		c.Summarist = c.summarist()
	}
	c.Patience = cmp.Or(c.Patience, 90*time.Second)
	c.KeepTime = cmp.Or(c.KeepTime, 2*time.Second)
	c.FirstProgress = cmp.Or(c.FirstProgress, 1500*time.Millisecond)
	c.ProgressEvery = cmp.Or(c.ProgressEvery, 5*time.Second)
}

func orElse[F any](f, otherwise func() F) func() F {
	if f == nil {
		return otherwise
	}
	return f
}

// summarist is the one that there is without another: it has the model write
// where the answerer knows one, and compares by meaning where that is possible.
func (c *Config) summarist() summaries.Summarist {
	options := []summary.Option{summary.WithLogger(c.Log)}
	if w, ok := c.Answerer.(summary.Writer); ok {
		options = append(options, summary.WithWriter(w))
	}
	if c.Meaning != nil {
		options = append(options, summary.WithMeaning(c.Meaning))
	}
	return summary.New(options...)
}
