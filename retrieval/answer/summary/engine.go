package summary

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// Writer has a model write a summary of passages, each claim proven.
// *answer.Engine is one.
type Writer interface {
	// Summarise returns proven claims, or an error where there are none.
	Summarise(ctx context.Context, t answer.Topic, hits []retrieval.Hit) (answer.Answer, error)
}

// Engine makes summaries. It is safe for concurrent use.
type Engine struct {
	// writer is nil where no model writes, meaning where words alone decide.
	writer  Writer
	meaning retrieval.Embedder
	log     *slog.Logger
}

// Option changes how a new Engine works.
type Option func(*Engine)

// WithWriter has a model write the summaries.
func WithWriter(w Writer) Option { return func(e *Engine) { e.writer = w } }

// WithMeaning has an encoder tell how like two sentences are.
func WithMeaning(m retrieval.Embedder) Option { return func(e *Engine) { e.meaning = m } }

// WithLogger names where failures of model and encoder are recorded; by default
// that is slog's default logger.
func WithLogger(log *slog.Logger) Option { return func(e *Engine) { e.log = log } }

// New returns an engine.
func New(options ...Option) *Engine {
	e := &Engine{log: slog.Default()}
	for _, o := range options {
		o(e)
	}
	return e
}

// MaxTopic is the longest topic taken, in bytes.
const MaxTopic = 500

// Make summarises what a library's articles say on a topic. Where they say
// nothing, the summary has no lines and a Reason. The error is the context's
// or the library's.
func (e *Engine) Make(ctx context.Context, lib Library, r Request) (Summary, error) {
	r = r.withDefaults()
	hits, err := gather(ctx, lib, r)
	if err != nil {
		return Summary{}, fmt.Errorf("summary: %w", err)
	}
	t := newTopic(r.Topic, lib.Vocabulary())
	all := read(hits, t, lib.Vocabulary())
	if len(all) == 0 || strange(all) {
		return refused(r, hits), nil
	}
	all = e.compare(ctx, r.Topic, all)
	rank(all)
	if err := ctx.Err(); err != nil {
		return Summary{}, fmt.Errorf("summary: %w", err)
	}
	s := e.written(ctx, r, all)
	s.Topic, s.Style, s.Considered = r.Topic, r.Style, articlesIn(hits)
	return s.verified(articlesOf(all)), nil
}

func (r Request) withDefaults() Request {
	if r.Lines <= 0 {
		r.Lines = Medium
	}
	r.Lines = min(r.Lines, MaxLine)
	if r.Style == "" {
		r.Style = Bullets
	}
	r.Topic = strings.Join(strings.Fields(r.Topic), " ")
	if len(r.Topic) > MaxTopic {
		r.Topic = strings.ToValidUTF8(r.Topic[:MaxTopic], "")
	}
	return r
}

// strange tells whether no sentence holds a fair share of the topic.
func strange(all []*sentence) bool {
	return !slices.ContainsFunc(all, func(s *sentence) bool { return s.share >= fairShare })
}

// fairShare is what some sentence must hold of a topic's words.
const fairShare = 0.45

// refused says why there is no summary.
func refused(r Request, hits []retrieval.Hit) Summary {
	why := NothingSaid
	switch {
	case len(hits) == 0 && (!r.Since.IsZero() || !r.Until.IsZero()):
		why = NotThen
	case len(hits) == 0 && len(r.Articles) > 0:
		why = NoArticles
	}
	return Summary{Topic: r.Topic, Style: r.Style, Mode: answer.Extracted, Reason: why, Considered: articlesIn(hits),
		Lines: []Line{}, Citations: []answer.Citation{}}
}

// written has the model write, and chooses sentences where there is none.
func (e *Engine) written(ctx context.Context, r Request, all []*sentence) Summary {
	if e.writer == nil || r.Extract {
		return extract(all, r)
	}
	s, err := e.ask(ctx, r, all)
	if err == nil {
		return s
	}
	if errors.Is(err, answer.ErrNoModel) {
		return extract(all, r)
	}
	s = extract(all, r) // why it failed is the writer's to log
	s.Mode = answer.Passages
	return s
}

// extract makes a summary of sentences as they stand.
func extract(all []*sentence, r Request) Summary {
	chosen := choose(all, r.Lines, r.Style)
	paragraphs := arrange(chosen, r.Style)
	s := Summary{Mode: answer.Extracted, Lines: []Line{}, Citations: []answer.Citation{}}
	for i, c := range chosen {
		l := Line{Text: c.text, Paragraph: paragraphs[i], When: c.when()}
		for _, q := range append([]*sentence{c}, support(c, all)...) {
			n := len(s.Citations) + 1
			s.Citations = append(s.Citations, answer.Cite(n, q.article, q.span))
			l.Citations = append(l.Citations, n)
		}
		s.Lines = append(s.Lines, l)
	}
	return s
}

// compareFor bounds how long the encoder may take; words decide where it fails.
const compareFor = 4 * time.Second

// aboutTopic is the least cosine with the topic of a sentence that holds no word of it.
const aboutTopic = 0.2

// compare gives the first sentences, those most about the topic, their vectors, and leaves
// away those about something else: that their article or passage is about it says little.
func (e *Engine) compare(ctx context.Context, topic string, all []*sentence) []*sentence {
	if e.meaning == nil {
		return all
	}
	some := all[:min(len(all), vectored)]
	texts := []string{topic}
	for _, s := range some {
		texts = append(texts, s.text)
	}
	ctx, cancel := context.WithTimeout(ctx, compareFor)
	defer cancel()
	vectors, err := e.meaning.Embed(ctx, retrieval.Passage, texts)
	if err != nil {
		e.log.WarnContext(ctx, "sentences were compared by their words alone", "error", err)
		return all
	}
	for i, s := range some {
		s.vector = vectors[i+1]
	}
	if topic == "" {
		return all
	}
	return slices.DeleteFunc(all, func(s *sentence) bool {
		return s.share == 0 && (s.vector == nil || retrieval.Cosine(vectors[0], s.vector) < aboutTopic)
	})
}

// articlesIn counts the articles of hits.
func articlesIn(hits []retrieval.Hit) int {
	seen := map[string]bool{}
	for _, h := range hits {
		seen[h.Passage.Article.ID] = true
	}
	return len(seen)
}

// articlesOf finds the articles the sentences were read from.
func articlesOf(all []*sentence) Finder {
	articles := map[string]*corpus.Article{}
	for _, s := range all {
		articles[s.article.ID] = s.article
	}
	return func(id string) (*corpus.Article, bool) {
		a, ok := articles[id]
		return a, ok
	}
}
