package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"footnote/cmd/footnote/terminal"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// rememberedTurns is how many questions back a follow-up may reach.
const rememberedTurns = 4

// conversation answers questions one after the other, each in the light of
// those before it.
type conversation struct {
	screen  *terminal.Screen
	library *retrieval.Library
	engine  *answer.Engine
	lines   lineReader

	turns []answer.Turn
	// last is the newest answer, cited the articles cited so far, in order.
	last  answer.Answer
	cited []string

	mu sync.Mutex
	// stop ends the answer that is being made; nil where none is.
	stop context.CancelFunc
}

// converse talks to the person at the terminal until they leave.
func (p *program) converse(ctx context.Context, library *retrieval.Library, engine *answer.Engine) error {
	c, err := p.settings(nil)
	if err != nil {
		return err
	}
	history := ""
	if dir, err := dataDir(c, p.getenv); err == nil {
		history = filepath.Join(dir, "history")
	}
	talk := &conversation{screen: p.screen, library: library, engine: engine, lines: newEditor(history, commandNames())}
	err = talk.run(ctx)
	if closing := talk.lines.Close(); err == nil && closing != nil {
		p.problems.Problem(closing.Error())
	}
	return err
}

// run reads and answers until the person leaves or ctx is done for another
// reason than Ctrl-C, which only ends the answer that is being made.
func (c *conversation) run(ctx context.Context) error {
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	var watch sync.WaitGroup
	defer watch.Wait()
	defer end()
	watch.Go(func() { c.heed(ctx, life, end, signals) })
	if err := c.greet(); err != nil {
		return err
	}
	for {
		if err := c.screen.Gap(); err != nil {
			return err
		}
		line, err := c.read(life)
		switch {
		case errors.Is(err, errLineDropped):
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

// heed ends the answer under way on Ctrl-C, and the conversation where the
// program is to end.
func (c *conversation) heed(ctx, life context.Context, end func(), signals <-chan os.Signal) {
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

func (c *conversation) interrupt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		c.stop()
	}
}

// read waits for a line, or for the end. A person who types nothing holds the
// reading goroutine until the process ends.
func (c *conversation) read(life context.Context) (string, error) {
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

func (c *conversation) greet() error {
	return c.screen.Remark("%s, %s. Ask about them; /help tells what else there is.",
		counted(c.library.Len(), "article"), counted(c.library.LenPassages(), "passage"))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// take carries out a command or answers a question; leave tells that the
// person wants to go.
func (c *conversation) take(life context.Context, line string) (leave bool, err error) {
	switch {
	case line == "":
		return false, nil
	case strings.HasPrefix(line, "/"):
		return c.command(line)
	}
	return false, c.answer(life, line)
}

// answer answers a question while it may be stopped.
func (c *conversation) answer(life context.Context, question string) error {
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

func (c *conversation) setStop(stop context.CancelFunc) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop = stop
}

// remember keeps an answer for follow-ups and commands. The question is kept as
// it stands alone, so that a chain of follow-ups does not lose its subject.
func (c *conversation) remember(question string, a *answer.Answer) {
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
