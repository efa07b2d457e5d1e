package feature

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/bot/words"
)

// ErrUnknown: nothing is registered under the name of a command.
var ErrUnknown = errors.New("no such command")

// Registry finds what features declared. It does not change once it is made.
type Registry struct {
	features []Feature
	commands map[string]*Command
	controls map[string]*Control
}

// NewRegistry joins features. Two that declare the same are a mistake of the
// program: it panics.
func NewRegistry(features ...Feature) *Registry {
	r := &Registry{features: features, commands: map[string]*Command{}, controls: map[string]*Control{}}
	for _, f := range features {
		for i := range f.Commands {
			put(r.commands, f.Commands[i].Name(), &f.Commands[i])
		}
		for i := range f.Controls {
			put(r.controls, f.Controls[i].Verb, &f.Controls[i])
		}
	}
	return r
}

func put[T any](all map[string]*T, name string, value *T) {
	if all[name] != nil {
		panic(fmt.Sprintf("feature: %q is declared twice", name))
	}
	all[name] = value
}

// Name is what Discord calls the command, whatever the language.
func (c *Command) Name() string { return words.In(words.Default).Say("command." + c.Key) }

// Commands are those of all features, in order.
func (r *Registry) Commands() []Command {
	var list []Command
	for _, f := range r.features {
		list = append(list, f.Commands...)
	}
	return list
}

// Invoke carries out a command. An unknown one is ErrUnknown.
func (r *Registry) Invoke(ctx context.Context, in Invocation) (Reply, error) {
	c := r.commands[in.Command]
	if c == nil {
		return Reply{}, ErrUnknown
	}
	if c.Moderators && !in.Moderates() {
		return Refuse(in.Locale), nil
	}
	run := c.Run
	for i := range c.Subs {
		if c.Subs[i].Name() == in.Sub {
			run = c.Subs[i].Run
		}
	}
	if run == nil {
		return Reply{}, ErrUnknown
	}
	reply, err := run(ctx, in)
	return sayMistake(in.Locale, reply, err)
}

// Complete completes the option of a command that is being typed.
func (r *Registry) Complete(ctx context.Context, in Invocation, option, typed string) ([]Choice, error) {
	c := r.commands[in.Command]
	if c == nil || c.Complete == nil {
		return nil, nil
	}
	return c.Complete(ctx, in, option, typed)
}

// Press answers a button or a choice in a menu. One of another make, or of an
// older version that nothing is left of, does nothing.
func (r *Registry) Press(ctx context.Context, p Press) (Reply, error) {
	verb, on, number := ReadID(p.Button)
	c := r.controls[verb]
	switch {
	case c == nil || c.Press == nil:
		return Reply{}, nil
	case c.Moderators && !p.Moderates():
		return Refuse(p.Locale), nil
	}
	reply, err := c.Press(ctx, p, on, number)
	return sayMistake(p.Locale, reply, err)
}

// Submit answers a form that was sent.
func (r *Registry) Submit(ctx context.Context, f Form) (Reply, error) {
	verb, on, number := ReadID(f.Button)
	c := r.controls[verb]
	switch {
	case c == nil || c.Submit == nil:
		return Reply{}, nil
	case c.Moderators && !f.Moderates():
		return Refuse(f.Locale), nil
	}
	reply, err := c.Submit(ctx, f, on, number)
	return sayMistake(f.Locale, reply, err)
}

// Tick does what hangs on time. One failure does not keep the others from being
// done.
func (r *Registry) Tick(ctx context.Context, now time.Time) error {
	var failed []error
	for _, f := range r.features {
		for _, do := range f.Ticks {
			failed = append(failed, do(ctx, now))
		}
	}
	return errors.Join(failed...)
}
