// Command mockopenai is an OpenAI-compatible server for testing on this
// machine: embeddings that put near texts near, chat personas from truthful to
// mischievous, and the faults of real servers on demand. It needs no account
// and no network.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	var usage usageError
	switch {
	case err == nil:
	case errors.As(err, &usage):
		fmt.Fprintln(os.Stderr, "mockopenai:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "mockopenai:", err)
		os.Exit(1)
	}
}
