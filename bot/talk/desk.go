package talk

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"footnote/bot/alike"
	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
	"footnote/retrieval"
)

// Config is what a Desk is made of.
type Config struct {
	Answerer Answerer
	// Shelves know the articles.
	Shelves feature.Shelves
	// Articles keep guilds' own and Files fetches attachments; without Articles
	// nobody can add any.
	Articles Articles
	Files    feature.Files

	Store  *store.Store
	Limits *limit.Limits
	Queue  *limit.Queue
	Log    *slog.Logger
	// Now is the clock of limits; nil means time.Now.
	Now func() time.Time
	// Patience is how long an answer may take; 0 means a minute and a half.
	Patience time.Duration
	// FirstSign is when a question without an answer gets a first sign of
	// life, and Signs how often it gets another; 0 means 1.5 s and 5 s. Discord
	// shows for 3 s at most that nothing has happened.
	FirstSign, Signs time.Duration
	// Reads tells whether the bot reads messages that do not mention it.
	Reads func() bool
	// Mention is how the bot is mentioned.
	Mention func() string
	// Summarist makes summaries; nil means one that takes sentences as they stand,
	// or has the model write where Answerer knows one.
	Summarist Summarist
	// Chat is what the desk does in Discord of its own accord.
	Chat feature.Chat
	// Rights know who may do what in channels; without them nobody may do
	// anything in another channel than the one they are in.
	Rights feature.Rights
	// Meaning compares questions beyond their words; nil leaves it at words.
	Meaning retrieval.Embedder
	// Observe is told what became of each question; nil means nobody. It must
	// not block, and is called from many goroutines.
	Observe func(Outcome)
}

// Desk answers people. It is safe for concurrent use.
type Desk struct {
	Config
	*feature.Registry
	resolver *feature.Resolver
	access   feature.Access
	// judge tells which questions ask the same, presets are the limits that
	// guilds may choose, watch knows which articles there were.
	judge   *alike.Judge
	presets map[string]*limit.Limits
	watch   watch
	// looked tells that what was deleted while the bot was away was looked for.
	looked atomic.Bool
	// taking is held while something is taken out of a kept summary.
	taking sync.Mutex
}

// New returns a desk.
func New(c Config) *Desk {
	c.Now = orElse(c.Now, time.Now)
	c.Reads = orElse(c.Reads, func() bool { return false })
	c.Mention = orElse(c.Mention, func() string { return "@Footnote" })
	if c.Rights == nil {
		c.Rights = feature.Alone{}
	}
	c.Patience = cmp.Or(c.Patience, 90*time.Second)
	c.FirstSign = cmp.Or(c.FirstSign, 1500*time.Millisecond)
	c.Signs = cmp.Or(c.Signs, 5*time.Second)
	d := &Desk{Config: c, judge: alike.NewJudge(c.Meaning), presets: map[string]*limit.Limits{}}
	for name, rules := range presets {
		d.presets[name] = limit.New(rules)
	}
	d.resolver = &feature.Resolver{Store: c.Store, Shelves: c.Shelves, Log: c.Log}
	d.access = feature.Access{Rights: c.Rights, Log: c.Log}
	if d.Summarist == nil {
		d.Summarist = d.summarist()
	}
	d.Registry = feature.NewRegistry(d.features()...)
	return d
}

// Request is what a person does in a place, with what holds there.
func (d *Desk) Request(ctx context.Context, id string, who feature.Person, p feature.Place) (feature.Request, error) {
	return d.resolver.Request(ctx, id, who, p)
}

func orElse[F any](f, otherwise func() F) func() F {
	if f == nil {
		return otherwise
	}
	return f
}

// Admit counts a question against the limits. Where one is used up it says so,
// and when to ask again; where the bot is not to answer, it says where it does.
func (d *Desk) Admit(ctx context.Context, q *feature.Question) (refusal *render.Message) {
	if err := d.resolve(ctx, q); err != nil {
		m := d.Problem(q.Locale, "the settings could not be read", err, "guild", q.Guild)
		return &m
	}
	w := words.In(q.Settings.Locale(q.Locale, q.Private))
	if !q.Settings.Here(q.Place) {
		m := render.Notice(render.ColourDeclined, w.Say("elsewhere", "channels", feature.Mentions(feature.Joined(q.Settings.Channels), "#")))
		return &m
	}
	now, limits := d.Now(), d.limits(q.Settings.Limits)
	who, wait := limits.Take(q.Person.ID, q.Channel, q.Guild, now)
	if who == limit.Nobody {
		return nil
	}
	m := limited(w, q, who, limits.Of(who), now.Add(wait))
	return &m
}

// resolve reads what holds where a question was asked, unless the edge has.
func (d *Desk) resolve(ctx context.Context, q *feature.Question) (err error) {
	if !q.Resolved() {
		q.Environment, err = d.resolver.Environment(ctx, q.Place)
	}
	return err
}

// limited says which limit a question has met, in numbers, and from when on it
// may be asked again; the question stands below, to be copied.
func limited(w words.Words, q *feature.Question, who limit.Who, a limit.Allowance, until time.Time) render.Message {
	text := w.Say("limit."+string(who), "count", strconv.Itoa(a.Burst),
		"seconds", strconv.FormatFloat(a.Every.Seconds(), 'f', -1, 64), "when", feature.AtClock(until))
	if asked := render.Clean(q.Text); asked != "" {
		text += "\n> " + render.Escape(render.Cut(asked, 300))
	}
	return render.Notice(render.ColourDeclined, text)
}

// Problem logs what went wrong under a new number and says so in the person's
// language, with the number.
func (d *Desk) Problem(locale, doing string, cause error, attrs ...any) render.Message {
	number := rand.Text()[:8]
	d.Log.Error(doing, append([]any{"reference", number, "error", cause}, attrs...)...)
	key := "error"
	if errors.Is(cause, context.DeadlineExceeded) {
		key = "slow"
	}
	return render.Notice(render.ColourProblem, words.In(locale).Say(key, "number", number))
}
