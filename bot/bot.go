package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/articles"
	"footnote/bot/ask"
	"footnote/bot/core"
	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/store"
	"footnote/bot/store/stores"
	"footnote/bot/summaries"
	"footnote/retrieval"
)

// Config is what a Bot is made of. Token, Answerer, Library and Store are
// needed; the zero value of everything else is a sensible default.
type Config struct {
	// Token is the bot's token, without "Bot ".
	Token string
	// URL is another Discord on this machine, "" for the real one.
	URL string
	// Shards are those of the bot's shards that this process serves.
	Shards discord.Shards
	// Answerer answers questions.
	Answerer ask.Answerer
	// Library knows the articles that answers come from.
	Library feature.Library
	// Libraries know what each guild may see; nil means Library, everywhere.
	Libraries feature.Libraries
	// Articles keep guilds' own; without them nobody can add any.
	Articles articles.Articles
	// Summarist makes summaries; nil means the default of bot/core.
	Summarist summaries.Summarist
	// Meaning compares questions with each other; nil leaves it at their words.
	Meaning retrieval.Embedder
	// Store remembers. The Bot does not close it.
	Store *store.DB
	// Log gets what an operator should know; nil means slog's default.
	Log *slog.Logger

	// Limits bound what a person, a channel and a guild may ask.
	Limits *limit.Rules
	// Queue is how many questions may be under way; 0 means 100. Workers is how
	// many of them are worked on at once; 0 means 8.
	Queue, Workers int
	// Patience is how long an answer may take, FirstProgress and ProgressEvery how often a
	// question shows signs of life meanwhile; 0 means the defaults of bot/core.
	Patience, FirstProgress, ProgressEvery time.Duration
	// Life is how long an interaction's token lives; 0 means Discord's 15 min.
	Life time.Duration
	// AckTime is how long the first response to an interaction may take; 0
	// means what Discord's 3 s leave. What it waits for may take a part of that.
	AckTime time.Duration
	// Grace lets a burst into the queue that is answered faster than it arrives;
	// 0 means 2 s, less than what a person takes for silence.
	Grace time.Duration
	// Drain is how long the end waits for questions under way; 0 means 6 s.
	Drain time.Duration
	// FirstPause is the shortest wait before reconnecting; 0 means 500 ms.
	FirstPause time.Duration
	// IdentifyEvery is the time between two shards that connect; 0 means Discord's 5 s.
	IdentifyEvery time.Duration

	// OnQuestion is told what became of each question, and OnRequest of each
	// request to Discord the status of its answer, 0 where none came. Nil means
	// nobody. Neither may block; both are called from many goroutines.
	OnQuestion func(ask.Outcome)
	OnRequest  func(status int, took time.Duration)
	// OnLost is told the code with which Discord closed a shard's connection to its
	// gateway, 0 for none; OnConnected whether a shard is connected.
	OnLost      func(shard, code int)
	OnConnected func(shard int, up bool)
}

// Bot is a Discord bot. Run it once.
type Bot struct {
	Config
	*goroutines
	*responses
	*jobKeeper
	core    *core.Core
	to      *discord.Transport
	guilds  guilds
	seen    seen
	ear     chan ask.Heard
	started time.Time

	reads bool // the Message Content intent is on
	self  atomic.Pointer[string]
	links atomic.Pointer[discord.Gateways]
	// acking is how many acknowledgements are on their way.
	acking atomic.Int32
}

// New checks a configuration and makes a bot, without connecting.
func New(c Config) (*Bot, error) {
	switch {
	case c.Token == "":
		return nil, errors.New("there is no bot token: set DISCORD_TOKEN to the token from the Bot page of Discord's developer portal")
	case c.Answerer == nil || c.Library == nil || c.Store == nil:
		return nil, errors.New("a bot needs an answerer, a library and a store")
	}
	t, err := discord.NewTransport(c.URL)
	if err != nil {
		return nil, err
	}
	c.fillIn()
	rest, err := discord.NewREST(c.Token, t)
	if err != nil {
		return nil, fmt.Errorf("bot: %w", err)
	}
	tokens, err := newSealer(c.Token)
	if err != nil {
		return nil, fmt.Errorf("bot: %w", err)
	}
	b := &Bot{
		Config: c, to: t, ear: make(chan ask.Heard, earLength),
		goroutines: &goroutines{log: c.Log, patience: c.Drain},
		responses:  &responses{rest: rest, log: c.Log, ackTime: c.AckTime, lasts: c.Life},
		jobKeeper:  &jobKeeper{kept: stores.New(c.Store), tokens: tokens, log: c.Log, time: inStore(c.AckTime)},
	}
	b.core = core.New(core.Config{
		Answerer: c.Answerer, Libraries: c.Libraries, Articles: c.Articles, Files: downloads{t}, Store: c.Store, Summarist: c.Summarist, Log: c.Log,
		Limits: limit.New(*c.Limits), Queue: limit.NewQueue(c.Queue, c.Workers, c.Grace),
		Patience: c.Patience, FirstProgress: c.FirstProgress, ProgressEvery: c.ProgressEvery, KeepTime: inStore(c.AckTime),
		Reads:   func() bool { return b.reads },
		Serves:  func(guild string) bool { return guild == "" || !c.Store.Joined() || b.guilds.knows(guild) },
		Mention: func() string { return "<@" + b.selfID() + ">" },
		Chat:    speaker{b},
		Rights:  rights{b},
		Meaning: c.Meaning,
		Observe: c.OnQuestion,
	})
	if c.OnRequest != nil {
		t.Answered = c.OnRequest
	}
	return b, nil
}

func (c *Config) fillIn() {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Libraries == nil {
		c.Libraries = feature.Everywhere{Library: c.Library}
	}
	if c.OnConnected == nil {
		c.OnConnected = func(int, bool) {}
	}
	if c.Limits == nil {
		rules := limit.Default()
		c.Limits = &rules
	}
	c.Queue, c.Workers = cmp.Or(c.Queue, 100), cmp.Or(c.Workers, 8)
	c.Life = cmp.Or(c.Life, 15*time.Minute)
	c.AckTime = cmp.Or(c.AckTime, ackTime)
	c.Grace = cmp.Or(c.Grace, 2*time.Second)
	c.Drain = cmp.Or(c.Drain, 6*time.Second)
	c.FirstPause = cmp.Or(c.FirstPause, 500*time.Millisecond)
	c.IdentifyEvery = cmp.Or(c.IdentifyEvery, 5*time.Second)
}

// Ready is nil while all of the bot's shards are connected to Discord, and else says
// what is missing.
func (b *Bot) Ready() error {
	if links := b.links.Load(); links != nil {
		return links.Ready()
	}
	return discord.ErrApart
}

// Waiting is how many questions are under way, those in line too.
func (b *Bot) Waiting() int { return b.core.Waiting() }

// Run connects and serves until ctx ends, which is no error: it then finishes
// or parks what is under way, within 10 s. It returns an error, in one sentence
// that says what to fix, where Discord refuses the bot.
func (b *Bot) Run(ctx context.Context) error {
	ctx, over := context.WithCancel(ctx)
	defer over()
	life, end := context.WithCancelCause(context.WithoutCancel(ctx))
	defer end(nil)
	b.life, b.started = life, time.Now()
	links, err := b.prepare(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	// Read before anything new arrives: all that is kept now is of an earlier process,
	// whatever the clock says.
	left, lost := b.kept.TakePending(ctx, b.started.Add(-b.Life))
	b.spawn("resuming", func(ctx context.Context) { b.resume(ctx, left, lost) })
	b.spawn("keeping house", func(life context.Context) { b.housekeep(ctx, life) })
	b.spawn("keeping time", func(life context.Context) { b.keepTime(ctx, life) })
	b.spawn("judging messages", func(life context.Context) { b.listen(ctx, life) })
	err = links.Run(ctx)
	over()
	b.drain(end)
	b.catchUp(ctx)
	b.to.Close()
	return err
}

// prepare asks Discord all that must be known before the shards connect.
func (b *Bot) prepare(ctx context.Context) (*discord.Gateways, error) {
	if err := b.introduce(ctx); err != nil {
		return nil, err
	}
	shards, pace, err := discord.Plan(ctx, b.rest, b.Shards, b.IdentifyEvery, b.Log)
	if err != nil {
		return nil, err
	}
	links := discord.NewGateways(discord.Options{
		Token: b.Token, Intents: intents(b.reads), To: b.to, Add: b.addHandlers, Log: b.Log, Lost: b.OnLost, FirstPause: b.FirstPause,
	}, shards, pace, b.OnConnected)
	if pace != nil && b.Store.Joined() {
		pace.Share(b.Store.Due)
		links.Lend(b.Store)
	}
	b.links.Store(links)
	return links, nil
}

// introduce asks Discord who the bot is, which shows whether the token is
// right and what it may read, and registers its commands.
func (b *Bot) introduce(ctx context.Context) error {
	type application struct {
		ID    string `json:"id"`
		Flags int    `json:"flags"`
	}
	app, err := discord.Decode[application](b.rest.Do(ctx, discord.Request{Method: "GET", Path: "/applications/@me", Lane: "application"}))
	if discord.StatusOf(err) == 401 || errors.Is(err, discordgo.ErrUnauthorized) {
		return discord.ErrToken
	}
	if err != nil {
		return fmt.Errorf("the bot could not ask Discord who it is: %w", err)
	}
	b.app, b.reads = app.ID, app.Flags&(flagContent|flagContentLimited) != 0
	if !b.reads {
		b.Log.Info("The Message Content intent is off. Commands, mentions, replies that ping, direct messages and context menus " +
			"work; turned on in the developer portal, it adds follow-ups in threads without a mention, auto answer, and summaries of discussions.")
	}
	if !b.Shards.Leads() {
		return nil // another process registers them
	}
	_, err = b.rest.Do(ctx, discord.Request{Method: "PUT", Path: "/applications/" + b.app + "/commands", Lane: "commands", Body: registered(b.core.Commands())})
	if err != nil {
		return fmt.Errorf("the bot's commands could not be registered: %w", err)
	}
	return nil
}

// Flags of an application whose Message Content intent is on; the limited one
// is that of bots in fewer than 100 guilds.
// Source: https://discord.com/developers/docs/resources/application
const (
	flagContent        = 1 << 18
	flagContentLimited = 1 << 19
)

// intents are what the bot wants to hear of; reads tells that Message Content is on.
func intents(reads bool) discordgo.Intent {
	list := discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	if reads {
		list |= discordgo.IntentMessageContent
	}
	return list
}

// selfID is the bot's user, "" before Discord has said it.
func (b *Bot) selfID() string {
	if id := b.self.Load(); id != nil {
		return *id
	}
	return ""
}
