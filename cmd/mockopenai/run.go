package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
)

// grace is how long requests under way may take after the signal to stop.
const grace = 2 * time.Second

// usageError is a mistake in the arguments; the exit status is 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// list is a flag that may be repeated.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

// Set adds a value.
func (l *list) Set(v string) error {
	*l = append(*l, v)
	return nil
}

// run serves until ctx is done. The first line on stdout says where.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	addr, opts, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return usageError{err}
	}
	server, err := mockserver.New(opts)
	if err != nil {
		return usageError{err}
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: choose another --addr: %w", addr, err)
	}
	if _, err := fmt.Fprintf(stdout, "listening on http://%s/v1\n", l.Addr()); err != nil {
		_ = l.Close()
		return err
	}
	return server.Serve(ctx, l, grace)
}

func parse(args []string, stderr io.Writer) (string, mockserver.Options, error) {
	var opts mockserver.Options
	var faults, refuse list
	fs := flag.NewFlagSet("mockopenai", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	addr := fs.String("addr", "127.0.0.1:8081", "`address` to listen on; port 0 picks one")
	name := fs.String("persona", string(persona.Grounded), "who `writes` the chat replies: "+personas())
	fs.Var(&faults, "fault", "`fault` to commit, repeatable: "+strings.Join(mockserver.FaultNames(), ", "))
	fs.Var(&refuse, "refuse", "`feature` to answer with status 400, repeatable: "+strings.Join(mockserver.Refusals(), ", "))
	fs.Int64Var(&opts.Seed, "seed", 0, "`number` that varies vectors and inventions")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fs.SetOutput(stderr)
			fs.Usage()
			fmt.Fprint(stderr, "\n"+mockserver.FaultHelp)
		}
		return "", opts, err
	}
	if fs.NArg() > 0 {
		return "", opts, fmt.Errorf("unexpected argument %q: give options only", fs.Arg(0))
	}
	parsed, err := mockserver.ParseFaults(faults)
	opts.Persona, opts.Faults, opts.Refuse = persona.Name(*name), parsed, refuse
	return *addr, opts, err
}

func personas() string {
	var names []string
	for _, n := range persona.Names() {
		names = append(names, string(n))
	}
	return strings.Join(names, ", ")
}
