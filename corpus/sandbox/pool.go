package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

// pool is the children of a process. A place in free holds an idle child, or nil
// where one may be started.
type pool struct {
	command func() *exec.Cmd
	limits  Limits
	free    chan *child

	mu     sync.Mutex
	closed bool
	all    map[*child]bool
}

func (p *pool) do(ctx context.Context, kind string, payload []byte) ([]byte, error) {
	var c *child
	select {
	case c = <-p.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { p.free <- c }()
	if c == nil {
		var err error
		if c, err = p.start(); err != nil {
			return nil, err
		}
	}
	if !c.prepared[kind] {
		reply, err := p.run(ctx, &c, request{Kind: kind, Prepare: true, CPU: p.limits.Preparing})
		if err = errors.Join(err, reply.err()); err != nil {
			return nil, err
		}
		c.prepared[kind] = true
	}
	reply, err := p.run(ctx, &c, request{Kind: kind, Payload: payload, CPU: p.limits.Time + p.limits.PerMegabyte*time.Duration(len(payload)>>20)})
	if err = errors.Join(err, reply.err()); err != nil {
		return nil, err
	}
	return reply.Payload, nil
}

// run has a child carry out a request within its processor time, as time that passes
// too. A child that fails is ended, and nil stands in its place.
func (p *pool) run(ctx context.Context, at **child, r request) (*reply, error) {
	c := *at
	timed, cancel := context.WithTimeout(ctx, r.CPU)
	defer cancel()
	got, err := c.run(timed, r, p.limits.Reply)
	if err == nil {
		return got, nil
	}
	cause := c.end()
	p.forget(c)
	*at = nil
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case errors.Is(timed.Err(), context.DeadlineExceeded):
		err = &Refusal{Reason: fmt.Sprintf("takes more than %.0f seconds to read: divide it, or save it in another format", r.CPU.Seconds())}
	default:
		err = p.blame(cause, err)
	}
	return &reply{}, err
}

// blame says why a child ended, by the last that it wrote.
func (p *pool) blame(last string, err error) error {
	switch {
	// Go's collector needs memory itself: where it gets none, it faults in runtime/mgc*.go.
	case isAny(last, "out of memory", "cannot allocate memory", "new OS thread", "mmap", "runtime/mgc"):
		return &Refusal{Reason: fmt.Sprintf("takes more than %d MB of memory to read: divide it, or save it in another format", p.limits.Memory>>20)}
	case isAny(last, "stack exceeds", "stack overflow"):
		return &Refusal{Reason: "is nested too deeply to be read: save it in another format"}
	case errors.Is(err, errTooLong):
		return &Refusal{Reason: "holds more text than is allowed for one document: divide it"}
	}
	return &Refusal{Reason: "cannot be read: it ends the program that reads it; save it in another format"}
}

// isAny reports whether a text holds one of the phrases.
func isAny(text string, phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, p) })
}

func (p *pool) start() (*child, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosed
	}
	c, err := newChild(p.command(), p.limits)
	if err != nil {
		return nil, fmt.Errorf("start a reader of documents: %w", err)
	}
	if p.all == nil {
		p.all = make(map[*child]bool)
	}
	p.all[c] = true
	return c, nil
}

func (p *pool) forget(c *child) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.all, c)
}

// close kills all children; tasks under way end with errors.
func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	all := p.all
	p.all = nil
	p.mu.Unlock()
	for c := range all {
		c.kill()
		c.end()
	}
}
