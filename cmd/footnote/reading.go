package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"footnote/corpus"
	"footnote/corpus/pdf"
	"footnote/corpus/sandbox"
	"footnote/corpus/web"
)

// readingArgument makes the program a child that parses documents for another
// process of it. It is no command of anybody's.
const readingArgument = "read-documents"

// readDocuments parses documents until the parent has no more.
func readDocuments() int {
	if dir, err := os.UserCacheDir(); err == nil {
		pdf.UseCache(filepath.Join(dir, "footnote", "pdf"))
	}
	err := sandbox.Serve(os.Stdin, os.Stdout, map[string]sandbox.Handler{
		corpus.ForeignDocument: corpus.ParseForeign,
		web.ForeignFeed:        web.ParseForeign,
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err) //nolint:errcheck // there is nobody else to tell
		return exitFailure
	}
	return exitOK
}

// isolateParsers has documents parsed in processes of their own, until ctx is
// done or the function that is returned is called.
func isolateParsers(ctx context.Context) (stop func()) {
	self, err := os.Executable()
	if err != nil {
		return func() {} // documents are read in this process
	}
	end := sandbox.Start(func() *exec.Cmd {
		cmd := exec.Command(self, readingArgument)
		cmd.Args[0] = "footnote"
		return cmd
	}, sandbox.DefaultLimits)
	undo := context.AfterFunc(ctx, end)
	return func() {
		if undo() {
			end()
		}
	}
}
