package answer

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/answer/followup"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/nearness"
	"footnote/retrieval/answer/once"
	"footnote/retrieval/smalltalk"
)

// Library is what the engine needs to know of the articles.
type Library interface {
	// Search returns the k passages that fit a question best, best first.
	Search(ctx context.Context, question string, k int) ([]retrieval.Hit, error)
	// Vocabulary knows the words of the articles.
	Vocabulary() retrieval.Vocabulary
}

// Question is what somebody asks.
type Question struct {
	// ID names the question in a Trace; it may be empty.
	ID string
	// Text is the question as it was asked.
	Text string
	// History are the turns before it, oldest first, for a follow-up.
	History []Turn
	// Language is the asker's language as a BCP 47 tag, "" where unknown; the
	// language a question is plainly written in goes before it.
	Language string
	// Guild names who pays for a model; "" is one more guild.
	Guild string
	// Within is the library to look in, such as what one guild may see; nil is
	// the engine's own. Answers are shared among those who may see the same: a
	// library that does not tell itself apart by a method Fingerprint() string
	// shares none.
	Within Library
	// Extract answers by extraction though a model is configured.
	Extract bool
	// Progress, where it is not nil, is called with what is proven so far each
	// time that a claim is added, by one goroutine, before Ask returns.
	Progress func(Answer)
}

// Turn is an earlier question of a conversation with the text of its answer.
type Turn = followup.Turn

// Engine answers questions from a library. It is safe for concurrent use.
type Engine struct {
	library Library
	// guest tells that the library came with the question.
	guest bool
	// considered is how many passages are read for sentences.
	considered int
	// writing is how a model writes; its Writer is nil where none does.
	writing llm.Settings
	replies *once.Group[Answer]
	// sentences chooses what an extracted answer says.
	sentences extract.Chooser
	// wordsIn tells what single words mean, nil where the encoder does not.
	wordsIn wordEncoder
	// across compares texts and words of different languages; nil where nothing does.
	across Multilingual
	// talk tells small talk; nil goes by words alone.
	talk *smalltalk.Judge
	log  *slog.Logger
	// trace takes traces; nil where nobody does.
	trace func(Trace)
}

// consideredPassages is how many of the best passages are read for sentences:
// recall at 10 is 0.97 and more on the public sets, and more only cost time.
const consideredPassages = 10

// Option changes how a new Engine works.
type Option func(*Engine)

// WithWriting has a model write the answers.
func WithWriting(s llm.Settings) Option {
	return func(e *Engine) { e.writing = s.WithDefaults() }
}

// WithMeaning has an encoder compare the question with the sentences that the
// words have found: see extract.Chooser.
func WithMeaning(encoder retrieval.Embedder) Option {
	words, _ := encoder.(wordEncoder)
	return func(e *Engine) { e.sentences.Meaning, e.wordsIn = extract.Recall(encoder), words }
}

// WithReader has a reader read the best passages for each question. It takes
// effect beside an encoder.
func WithReader(r retrieval.Reader) Option { return func(e *Engine) { e.sentences.Reader = r } }

// WithAcross has a multilingual encoder answer from articles in other languages
// than the question's, or where neither is in English: see extract.Chooser.
func WithAcross(encoder Multilingual) Option {
	return func(e *Engine) {
		e.across = multilingual{extract.Recall(encoder), encoder}
		e.sentences.Across, e.sentences.Near = e.across, nearness.NewReader(encoder)
		e.talk = smalltalk.NewJudge(encoder)
	}
}

// Multilingual compares texts and words of several languages.
type Multilingual interface {
	retrieval.Embedder
	wordEncoder
}

// WithLogger names where failures of the model and dropped sentences are
// recorded; by default that is slog's default logger.
func WithLogger(log *slog.Logger) Option {
	return func(e *Engine) { e.log = log }
}

// New returns an engine over a library.
func New(library Library, options ...Option) *Engine {
	e := &Engine{library: library, considered: consideredPassages, log: slog.Default(), replies: once.New[Answer]()}
	for _, o := range options {
		o(e)
	}
	e.sentences.Log = e.log
	return e
}

// Ask answers a question with claims that each rest on a verified quote, or
// declines. The error is the context's or the library's; a question that
// cannot be answered, or is none, is an Answer with a Reason, or of small talk.
func (e *Engine) Ask(ctx context.Context, asked Question) (Answer, error) {
	began := time.Now()
	ctx = retrieval.Referring(ctx, asked.ID)
	e = e.within(asked.Within)
	var closeGate func()
	asked.Progress, closeGate = gated(asked.Progress)
	defer closeGate()
	ctx, recorded := e.record(ctx, asked, began)
	a, err := e.ask(ctx, asked, began)
	if err != nil {
		return Answer{}, fmt.Errorf("answer: %w", err)
	}
	a.Question = asked.Text
	a.Outcome = a.outcome()
	a.ElapsedMS = float64(time.Since(began).Microseconds()) / 1000
	e.hand(recorded, a)
	return a, nil
}

// Remembers reports whether a question is answered already, and else whether somebody
// asks the same right now: then to ask it takes no work.
func (e *Engine) Remembers(asked Question) (known, underWay bool) {
	e = e.within(asked.Within)
	by := Generated
	if e.extracts(&asked) {
		by = Extracted
	}
	return e.replies.Has(e.key(by, asked))
}

// SmallTalk returns what kind of small talk a text is, smalltalk.Question where it
// is none.
func (e *Engine) SmallTalk(ctx context.Context, text string) smalltalk.Kind {
	return e.talk.Of(ctx, text)
}

// reserve is the part of the deadline kept for showing passages instead.
const reserve = 300 * time.Millisecond

// session is for a question or task of a guild on its way through the model.
func (e *Engine) session(guild string, hits ...retrieval.Hit) llm.Session {
	return llm.Session{Settings: e.writing, Guild: guild, Hits: hits}
}

// extracts reports whether a question is answered by extraction.
func (e *Engine) extracts(asked *Question) bool { return e.writing.Writer == nil || asked.Extract }

// within is the engine over another library, with all else in common.
func (e *Engine) within(l Library) *Engine {
	if l == nil {
		return e
	}
	other := *e
	other.library, other.guest = l, true
	return &other
}

func (e *Engine) ask(ctx context.Context, asked Question, began time.Time) (Answer, error) {
	// What holds no words, or is no text, is no small talk either.
	if kind := e.talk.Of(ctx, asked.Text); kind != smalltalk.Question && Unaskable(asked.Text) == "" {
		a := refuse("", nil)
		a.Outcome, a.Talk = Talk, kind
		return a, nil
	}
	// "Why?" is no question by itself, and one behind another.
	if why := Unaskable(followup.StandAlone(asked.Text, asked.History)); why != "" {
		return refuse(why, nil), nil
	}
	if e.extracts(&asked) {
		return e.extract(ctx, asked)
	}
	timed, cancel := e.writing.Until(ctx, began, reserve/2)
	defer cancel()
	a, err := e.share(timed, e.key(Generated, asked), func(run context.Context) (Answer, bool, error) {
		run, cancel := e.writing.Until(run, began, reserve/2)
		defer cancel()
		a, err := e.generate(run, asked, began)
		return a, a.Mode == Generated && a.Answered, err
	})
	if err == nil || ctx.Err() != nil {
		return a, err
	}
	e.log.ErrorContext(ctx, "no written answer", "error", err)
	return e.passages(ctx, asked, err)
}

// passages answers by extraction where a written answer was wanted.
func (e *Engine) passages(ctx context.Context, asked Question, unable error) (Answer, error) {
	a, err := e.extract(ctx, asked)
	a.Mode, a.Note = Passages, whyPassages(unable)
	return a, err
}

// extract answers with the articles' own sentences. An answer for which something
// could not be used, such as the encoder, is not remembered.
func (e *Engine) extract(ctx context.Context, asked Question) (Answer, error) {
	return e.share(ctx, e.key(Extracted, asked), func(run context.Context) (a Answer, whole bool, err error) {
		run, fellShort := retrieval.Noticing(run)
		text := followup.StandAlone(asked.Text, asked.History)
		hits, err := e.search(run, text)
		if err != nil {
			return a, false, err
		}
		a = e.fromSentences(run, text, hits)
		a.Rewritten = changed(asked.Text, text)
		short := fellShort()
		if short && !a.Answered {
			a.Note = NoteWords
		}
		return a, !short && run.Err() == nil, nil
	})
}

// fromSentences answers with sentences of the hits, or declines.
func (e *Engine) fromSentences(ctx context.Context, text string, hits []retrieval.Hit) Answer {
	r := recorderOf(ctx)
	over := r.step(stepChoose)
	got := e.sentences.Choose(ctx, text, hits, e.library.Vocabulary())
	over()
	r.judged(got.Judged)
	if len(got.Chosen) == 0 {
		return refusal(&got, hits)
	}
	a := Verified(compose(got.Chosen), articlesOf(hits))
	a.Confidence = got.Confidence
	if got.YesNo {
		a.Decision = decide(text, a.Citations)
	}
	return a
}

// changed is the rewritten question where it differs from the asked one.
func changed(asked, rewritten string) string {
	if asked == rewritten {
		return ""
	}
	return rewritten
}
