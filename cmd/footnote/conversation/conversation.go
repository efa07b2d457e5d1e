// Package conversation answers the questions that a person types at a terminal, one
// after the other, each in the light of those before it.
package conversation

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"footnote/cmd/footnote/terminal"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// rememberedTurns is how many questions back a follow-up may reach.
const rememberedTurns = 4

// Conversation answers questions one after the other, each in the light of
// those before it.
type Conversation struct {
	screen, problems *terminal.Screen
	library          *retrieval.Library
	engine           *answer.Engine
	lines            Lines

	turns []answer.Turn
	// last is the newest answer, cited the articles cited so far, in order.
	last  answer.Answer
	cited []string

	mu sync.Mutex
	// stop ends the answer that is being made; nil where none is.
	stop context.CancelFunc
}

// New returns a conversation on a screen; what goes wrong beside it is
// told on problems.
func New(screen, problems *terminal.Screen, library *retrieval.Library, engine *answer.Engine, lines Lines) *Conversation {
	return &Conversation{screen: screen, problems: problems, library: library, engine: engine, lines: lines}
}

// Run reads and answers until the person leaves or ctx is done for another
// reason than Ctrl-C, which only ends the answer that is being made.
func (c *Conversation) Run(ctx context.Context) error {
	err := c.run(ctx)
	if closing := c.lines.Close(); err == nil && closing != nil {
		c.problems.Problem(closing.Error())
	}
	return err
}

// run reads and answers until the person leaves or ctx is done for another
// reason than Ctrl-C, which only ends the answer that is being made.
func (c *Conversation) run(ctx context.Context) error {
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	var watching sync.WaitGroup
	defer watching.Wait()
	defer end()
	watching.Go(func() { c.watch(ctx, life, end, signals) })
	if err := c.greet(); err != nil {
		return err
	}
	for {
		if err := c.screen.Gap(); err != nil {
			return err
		}
		line, err := c.read(life)
		switch {
		case errors.Is(err, ErrLineDropped):
			err = c.screen.Remark("Ctrl-D or /quit leaves, /help tells what else there is.")
		case errors.Is(err, io.EOF):
			return nil
		case err == nil:
			var leave bool
			if leave, err = c.take(life, strings.TrimSpace(line)); leave {
				return err
			}
		}
		if err != nil {
			return err
		}
	}
}

// watch ends the answer under way on Ctrl-C, and the conversation where the
// program is to end.
func (c *Conversation) watch(ctx, life context.Context, end func(), signals <-chan os.Signal) {
	done := ctx.Done()
	for {
		select {
		case s := <-signals:
			if s != os.Interrupt {
				end()
			}
			c.interrupt()
		case <-done:
			if done = nil; !interrupted(ctx) {
				end()
			}
		case <-life.Done():
			return
		}
	}
}

// interrupted tells whether a context ended because of Ctrl-C; its cause then
// names the signal (see signal.NotifyContext).
func interrupted(ctx context.Context) bool {
	return strings.HasPrefix(context.Cause(ctx).Error(), os.Interrupt.String())
}

func (c *Conversation) interrupt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		c.stop()
	}
}

// read waits for a line, or for the end. A person who types nothing holds the
// reading goroutine until the process ends.
func (c *Conversation) read(life context.Context) (string, error) {
	type typed struct {
		line string
		err  error
	}
	lines := make(chan typed, 1)
	go func() {
		line, err := c.lines.Read("› ")
		lines <- typed{line, err}
	}()
	select {
	case t := <-lines:
		return t.line, t.err
	case <-life.Done():
		return "", life.Err()
	}
}

func (c *Conversation) greet() error {
	return c.screen.Remark("%s, %s. Ask about them; /help tells what else there is.",
		terminal.Count(c.library.Len(), "article"), terminal.Count(c.library.LenPassages(), "passage"))
}

// take carries out a command or answers a question; leave tells that the
// person wants to go.
func (c *Conversation) take(life context.Context, line string) (leave bool, err error) {
	switch {
	case line == "":
		return false, nil
	case strings.HasPrefix(line, "/"):
		return c.command(line)
	}
	return false, c.answer(life, line)
}

// answer answers a question while it may be stopped.
func (c *Conversation) answer(life context.Context, question string) error {
	ctx, stop := context.WithCancel(life)
	defer stop()
	c.setStop(stop)
	defer c.setStop(nil)
	live := c.screen.Live()
	a, err := c.engine.Ask(ctx, answer.Question{Text: question, History: c.turns, Progress: live.Progress})
	switch {
	case err != nil && life.Err() == nil && ctx.Err() != nil:
		live.Stop()
		return c.screen.Remark("stopped.")
	case err != nil:
		live.Stop()
		return err
	}
	c.remember(question, &a)
	return live.Done(&a)
}

func (c *Conversation) setStop(stop context.CancelFunc) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop = stop
}

// remember keeps an answer for follow-ups and commands. The question is kept as
// it stands alone, so that a chain of follow-ups does not lose its subject.
func (c *Conversation) remember(question string, a *answer.Answer) {
	if a.Outcome == answer.Talk {
		return // nothing to follow up
	}
	if a.Rewritten != "" {
		question = a.Rewritten
	}
	text := ""
	for _, claim := range a.Claims {
		text += claim.Text + " "
	}
	c.turns = append(c.turns, answer.Turn{Question: question, Answer: strings.TrimSpace(text)})
	c.turns = c.turns[max(0, len(c.turns)-rememberedTurns):]
	c.last = *a
	for _, q := range a.Citations {
		c.cited = appendNew(c.cited, q.Article)
	}
}

func appendNew(list []string, item string) []string {
	for _, have := range list {
		if have == item {
			return list
		}
	}
	return append(list, item)
}
