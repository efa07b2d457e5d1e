package service

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot"
	"footnote/bot/ask"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/guildlibrary"
	"footnote/cmd/footnote/ops"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/budget"
)

// openFigures begins to tell how the bot is, and to serve profiles, where the
// configuration wants that. The function returned ends it.
func openFigures(ctx context.Context, a *app.App) (*ops.Server, func(), error) {
	s := ops.New(a.Version)
	unprofiled, err := openProfiles(ctx, a)
	if err != nil || a.Config.HTTP.Addr == "" {
		return s, unprofiled, err
	}
	at, stop, err := s.Listen(ctx, a.Config.HTTP.Addr, a.Log)
	if err != nil {
		unprofiled()
		return nil, nil, err
	}
	fmt.Fprintf(a.Stderr, "health and figures at http://%s\n", at)
	return s, func() { stop(); unprofiled() }, nil
}

// openProfiles serves Go's profiles where the configuration wants that. The function
// returned ends it.
func openProfiles(ctx context.Context, a *app.App) (func(), error) {
	if a.Config.HTTP.Pprof == "" {
		return func() {}, nil
	}
	at, stop, err := ops.Profile(ctx, a.Config.HTTP.Pprof, a.Log)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(a.Stderr, "profiles at http://%s/debug/pprof/\n", at)
	return stop, nil
}

// tellOutcome counts a question.
func tellOutcome(s *ops.Server) func(ask.Outcome) {
	return func(o ask.Outcome) {
		s.Question(string(o.Kind), string(o.Result), string(o.Mode), o.Took)
		if o.Result != ask.Limited {
			s.Stage("queue", o.Waited)
		}
	}
}

// tellTokens counts what a reply of the chat model took.
func tellTokens(s *ops.Server, spending *budget.Budget) func(prompt, completion int) {
	return func(prompt, completion int) { s.Tokens(prompt, completion, spending.Cost(prompt, completion)) }
}

// openTraces has answers told to a server, and to an OpenTelemetry collector where the
// configuration names one. The function returned sends what waits and ends that.
func openTraces(s *ops.Server, a *app.App) (answer.Option, func()) {
	count := tellTrace(s)
	if a.Config.HTTP.Traces == "" {
		return answer.WithTrace(count), func() {}
	}
	traces := ops.NewTraces(a.Config.HTTP.Traces, a.Version, a.Log)
	return answer.WithTrace(func(t answer.Trace) { count(t); traces.Take(t) }), traces.Close
}

// tellTrace counts the steps of an answer, and what the proof made of the sentences
// that a model wrote.
func tellTrace(s *ops.Server) func(answer.Trace) {
	return func(t answer.Trace) {
		if t.Remembered {
			s.Remembered()
		}
		if len(t.Searches) == 0 {
			return // another question's answer, which is counted already
		}
		for _, step := range t.Steps {
			s.Stage(step.Name, step.Took)
		}
		a := &t.Answer
		if a.Mode == answer.Generated {
			s.Claims("shown", "", len(a.Claims)-len(a.Repaired))
		}
		for _, d := range a.Dropped {
			s.Claims("dropped", d.Kind(), 1)
		}
		for _, r := range a.Repaired {
			s.Claims("repaired", r.Kind(), 1)
		}
	}
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
		}
		return b.Ready()
	})
}

// watchGuilds adds the figures of the guilds' own libraries.
func watchGuilds(s *ops.Server, l *guildlibrary.Libraries) {
	s.Gauge("footnote_guild_libraries", "Libraries of guilds that are in memory.", func() int { return l.Memory().Libraries })
	s.Gauge("footnote_guild_libraries_bytes", "About how much memory these take.", func() int { return l.Memory().Bytes })
	s.Counter("footnote_guild_library_loads_total", "How often the library of a guild was read into memory.", func() int { return l.Memory().Loads })
	s.Counter("footnote_guild_library_evictions_total", "How often the library of a guild went out of memory to make room for others.",
		func() int { return l.Memory().Evictions })
}
