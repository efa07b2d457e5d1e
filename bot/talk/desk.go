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
	Shelves Shelves
	// Articles keep guilds' own and Files fetches attachments; without Articles
	// nobody can add any.
	Articles Articles
	Files    Files

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
	Chat Chat
	// Rights know who may do what in channels; without them nobody may do
	// anything in another channel than the one they are in.
	Rights Rights
	// Meaning compares questions beyond their words; nil leaves it at words.
	Meaning retrieval.Embedder
	// Observe is told what became of each question; nil means nobody. It must
	// not block, and is called from many goroutines.
	Observe func(Outcome)
}

// Desk answers people. It is safe for concurrent use.
type Desk struct {
	Config
	// What the desk does beyond answering questions, by name: commands, the
	// verbs of buttons and forms, autocomplete of commands' options, and what
	// happens with time. It is filled by New and not changed afterwards.
	commands map[string]handler
	presses  map[string]presser
	suggests map[string]suggester
	ticks    []ticker
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
		c.Rights = alone{}
	}
	c.Patience = cmp.Or(c.Patience, 90*time.Second)
	c.FirstSign = cmp.Or(c.FirstSign, 1500*time.Millisecond)
	c.Signs = cmp.Or(c.Signs, 5*time.Second)
	d := &Desk{Config: c, commands: map[string]handler{}, presses: map[string]presser{}, suggests: map[string]suggester{}}
	d.addPeople()
	d.addArticles()
	d.addSummaries()
	d.addDigests()
	return d
}

// addPeople registers what moderators do about gaps, corrections and settings,
// and what people decide about what is kept of them.
func (d *Desk) addPeople() {
	d.judge, d.presets = alike.NewJudge(d.Meaning), map[string]*limit.Limits{}
	for name, rules := range presets {
		d.presets[name] = limit.New(rules)
	}
	d.addSettings()
	d.addAudit()
	d.addGaps()
	d.addCurated()
	d.addCorrect()
	d.addStats()
	d.addPrivacy()
	d.ticks = append(d.ticks, d.checkSources)
}

func orElse[F any](f, otherwise func() F) func() F {
	if f == nil {
		return otherwise
	}
	return f
}

// Admit counts a question against the limits. Where one is used up it says so,
// and when to ask again; where the bot is not to answer, it says where it does.
func (d *Desk) Admit(ctx context.Context, q Question) (refusal *render.Message) {
	r, err := d.rules(ctx, q.Guild)
	if err != nil {
		m := d.Problem(q.Locale, "the settings could not be read", err, "guild", q.Guild)
		return &m
	}
	q.Locale = r.locale(&q)
	if !r.here(q.Place) {
		m := render.Notice(render.ColourDeclined, words.In(q.Locale).Say("elsewhere", "channels", mentions(joined(r.Channels), "#")))
		return &m
	}
	now := d.Now()
	who, wait := d.limits(&r).Take(q.Person.ID, q.Channel, q.Guild, now)
	if who == limit.Nobody {
		return nil
	}
	m := limited(&q, who, d.limits(&r).Of(who), now.Add(wait))
	return &m
}

// limited says which limit a question has met, in numbers, and from when on it
// may be asked again; the question stands below, to be copied.
func limited(q *Question, who limit.Who, a limit.Allowance, until time.Time) render.Message {
	text := words.In(q.Locale).Say("limit."+string(who), "count", strconv.Itoa(a.Burst),
		"seconds", strconv.FormatFloat(a.Every.Seconds(), 'f', -1, 64), "when", atClock(until))
	if asked := render.Clean(q.Text); asked != "" {
		text += "\n> " + render.Escape(render.Cut(asked, 300))
	}
	return render.Notice(render.ColourDeclined, text)
}

// atClock is a time of the day that Discord shows in each reader's zone. It does
// not age, as "in 10 seconds" does, and is rounded up to the minute it shows.
func atClock(t time.Time) string {
	return "<t:" + strconv.FormatInt(t.Add(time.Minute-1).Truncate(time.Minute).Unix(), 10) + ":t>"
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

// notice is a message of one sentence of the bot's own.
func notice(locale, key string) render.Message {
	return render.Notice(render.ColourPlain, words.In(locale).Say(key))
}
