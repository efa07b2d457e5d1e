// Package reading has documents parsed in a child of the same program, which a hostile one
// may bring down.
package reading

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"

	"footnote/corpus"
	"footnote/corpus/pdf"
	"footnote/corpus/sandbox"
	"footnote/corpus/web"
)

// Argument makes the program a child that parses documents for another
// process of it. It is no command of anybody's.
const Argument = "read-documents"

// Documents parses documents until the parent has no more.
func Documents() error {
	if dir, err := os.UserCacheDir(); err == nil {
		pdf.UseCache(filepath.Join(dir, "footnote", "pdf"))
	}
	return sandbox.Serve(os.Stdin, os.Stdout, map[string]sandbox.Tasks{
		corpus.ForeignDocument: {Handle: corpus.ParseForeign},
		corpus.ForeignPDF:      {Handle: corpus.ParseForeign, Prepare: pdf.Prepare},
		web.ForeignFeed:        {Handle: web.ParseForeign},
	})
}

// Isolate has documents parsed in processes of their own, until ctx is
// done or the function that is returned is called.
func Isolate(ctx context.Context) (stop func()) {
	self, err := os.Executable()
	if err != nil {
		return func() {} // documents are read in this process
	}
	end := sandbox.Start(func() *exec.Cmd {
		cmd := exec.Command(self, Argument)
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
