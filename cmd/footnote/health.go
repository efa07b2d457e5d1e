package main

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot"
	"footnote/bot/ask"
	"footnote/cmd/footnote/ops"
	"footnote/config"
	"footnote/retrieval"
)

// openOps begins to tell how the bot is, where the configuration wants that. The
// function returned ends it.
func (p *program) openOps(ctx context.Context, c *config.Config) (*ops.Server, func(), error) {
	s := ops.New(version())
	if c.HTTP.Addr == "" {
		return s, func() {}, nil
	}
	at, stop, err := s.Listen(ctx, c.HTTP.Addr, p.logger(c))
	if err != nil {
		return nil, nil, err
	}
	fmt.Fprintf(p.stderr, "health and figures at http://%s\n", at)
	return s, stop, nil
}

// tellOutcome counts a question.
func tellOutcome(s *ops.Server) func(ask.Outcome) {
	return func(o ask.Outcome) { s.Question(string(o.Kind), string(o.Result), string(o.Mode), o.Took) }
}

// watch adds the figures of a library and of the bot that answers from it, and
// tells from now on whether both are ready. ctx is done when the end has come.
func watch(ctx context.Context, s *ops.Server, library *retrieval.Library, b *bot.Bot) {
	s.Gauge("footnote_articles", "Articles that all guilds share.", library.Len)
	s.Gauge("footnote_passages", "Passages of these articles.", library.LenPassages)
	s.Gauge("footnote_passages_pending", "Passages that have no vector yet and are found by their words only.", library.Pending)
	s.Gauge("footnote_questions_waiting", "Questions under way, those in line too.", b.Waiting)
	s.Ready(func() error {
		switch {
		case ctx.Err() != nil:
			return errors.New("the bot is shutting down")
		case library.Len() == 0:
			return errors.New("there are no articles")
		case !b.Ready():
			return errors.New("the bot is not connected to Discord")
		}
		return nil
	})
}
