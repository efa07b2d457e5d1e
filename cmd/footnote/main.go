package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/reading"
	"footnote/cmd/footnote/terminal"
)

// Exit statuses, as CONTRACT.md fixes them. A refusal to answer is a success.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == reading.Argument {
		if err := reading.Documents(); err != nil {
			fmt.Fprintln(os.Stderr, err) //nolint:errcheck // there is nobody else to tell
			os.Exit(exitFailure)
		}
		os.Exit(exitOK)
	}
	os.Exit(start())
}

// start runs the program in the real world and returns its exit status.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer reading.Isolate(ctx)()
	// A second signal ends the process at once.
	defer context.AfterFunc(ctx, stop)()
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	return report(err, terminal.New(os.Stderr, os.Getenv))
}

// run carries out one command line. Everything it does to the world goes
// through its arguments, the file system and the network.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) error {
	p := app.New(version(), getenv, stdin, stdout, stderr)
	defer p.Close()
	command := root(p)
	command.SetArgs(args)
	err := command.ExecuteContext(ctx)
	if errors.Is(err, syscall.EPIPE) {
		// Whoever read our output has seen enough ("| head").
		return nil
	}
	return err
}

// report says what went wrong in one sentence and returns the exit status.
func report(err error, screen *terminal.Screen) int {
	var usage *usageError
	var path *fs.PathError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		screen.Problem(fmt.Sprintf("%v. See `%s --help`.", usage.err, usage.command))
		return exitUsage
	case errors.Is(err, context.Canceled):
		screen.Problem("stopped before it was finished.")
		return exitFailure
	case errors.As(err, &path) && errors.Is(path, fs.ErrNotExist):
		screen.Problem(path.Path + " does not exist: check the path")
		return exitFailure
	}
	screen.Problem(err.Error())
	return exitFailure
}
