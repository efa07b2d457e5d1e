package ask

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/terms"
)

// mostSentences bounds what is checked of a message.
const mostSentences = 8

// nearShare is the share of a sentence's words that a passage must hold to be
// called near.
const nearShare = 0.34

// The engine that programs hand in is one.
var _ Checker = (*answer.Engine)(nil)

// judgedAtOnce is how many sentences of a message are judged at the same time.
const judgedAtOnce = 3

// check holds each sentence of a message against the articles: by a judgement
// where the answerer can make one, else with the nearest passages.
func (h *Handler) check(ctx context.Context, q feature.Question) ([]render.Message, error) {
	library, err := q.Library(ctx)
	if err != nil {
		return nil, err
	}
	statements, more := statementsOf(q, library)
	if len(statements) == 0 {
		return []render.Message{feature.Notice(q.Locale, "question.empty")}, nil
	}
	judging, cancel := mostOf(ctx)
	defer cancel()
	list := make([]render.Checked, len(statements))
	wanted := make([]bool, len(statements))
	group, searching := errgroup.WithContext(ctx)
	group.SetLimit(judgedAtOnce)
	for i, s := range statements {
		group.Go(func() (err error) {
			defer retrieval.Recover(&err)
			list[i], wanted[i] = h.judged(judging, s)
			if len(list[i].Citations) == 0 {
				list[i].Nearest, err = nearest(searching, library, s.Text)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	number(list)
	return render.Check(words.In(q.Locale), library, list, slices.Contains(wanted, true), more), nil
}

// number counts the quotes of all sentences through.
func number(list []render.Checked) {
	n := 0
	for _, c := range list {
		for i := range c.Citations {
			n++
			c.Citations[i].Number = n
		}
	}
}

// mostOf leaves a part of the time for showing passages instead of verdicts.
func mostOf(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	left := time.Until(deadline)
	return context.WithDeadline(ctx, deadline.Add(-min(left/5, 3*time.Second)))
}

// judged is a statement with its verdict, none where nobody could judge it.
// wanted tells that somebody was to.
func (h *Handler) judged(ctx context.Context, s answer.Statement) (c render.Checked, wanted bool) {
	c = render.Checked{Sentence: s.Text}
	checker, ok := h.Answerer.(Checker)
	if !ok || strings.HasSuffix(strings.TrimRight(s.Text, "\"”’») "), "?") {
		return c, false // a question claims nothing
	}
	f, err := checker.Check(ctx, s)
	if err != nil {
		wanted = !errors.Is(err, answer.ErrNoJudge)
		if wanted {
			h.Log.WarnContext(ctx, "a statement was not judged", "error", err, "guild", s.Guild)
		}
		return c, wanted
	}
	c.Verdict, c.Citations = string(f.Ruling), f.Citations
	if f.Statement != strings.TrimSpace(s.Text) {
		c.Understood = f.Statement
	}
	return c, true
}

// statementsOf are the sentences of a message that say something, each with
// what was said before it.
func statementsOf(q feature.Question, library feature.Library) (statements []answer.Statement, more bool) {
	for _, span := range corpus.Sentences(q.Text) {
		s := q.Text[span.Start:span.End]
		if len(terms.Content(s)) < fewWords {
			continue
		}
		if len(statements) == mostSentences {
			return statements, true
		}
		statements = append(statements, answer.Statement{
			Text: s, Before: strings.TrimSpace(q.Text[:span.Start]), Language: q.Locale, Guild: q.Guild, Within: library,
		})
	}
	return statements, false
}

// nearest is the sentence of the articles that shares most with a text, none
// where nothing comes near.
func nearest(ctx context.Context, in feature.Searcher, text string) ([]answer.Quote, error) {
	hits, err := in.Search(ctx, text, 5)
	if err != nil {
		return nil, err
	}
	asked := terms.Content(text)
	best, quote := nearShare, answer.Quote{}
	for _, h := range hits {
		a := h.Passage.Article
		for _, span := range h.Passage.Sentences {
			if share := shared(asked, a.Slice(span)); share > best {
				best, quote = share, answer.Quote{Article: a.ID, Quote: a.Slice(span), Start: span.Start, End: span.End}
			}
		}
	}
	if quote.Quote == "" {
		return nil, nil
	}
	return []answer.Quote{quote}, nil
}

// shared is the share of the terms asked for that a sentence holds.
func shared(asked []string, sentence string) float64 {
	if len(asked) == 0 {
		return 0
	}
	held := map[string]bool{}
	for _, t := range terms.Content(sentence) {
		held[t] = true
	}
	n := 0
	for _, t := range asked {
		if held[t] {
			n++
		}
	}
	return float64(n) / float64(len(asked))
}
