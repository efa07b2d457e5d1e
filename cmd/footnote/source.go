package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"footnote/corpus"
	"footnote/corpus/sample"
)

// source is where a command's articles come from.
type source struct {
	// paths are the files and folders of --corpus; none means the articles
	// inside the program.
	paths []string
	// embedder names what searches by meaning beside the words.
	embedder string
}

// The names of --embedder.
const (
	embedderNone    = "none"
	embedderBuiltin = "builtin"
)

// flags adds the flags that choose the articles, and checks them.
func (s *source) flags(cmd *cobra.Command) {
	cmd.PreRunE = s.check
	cmd.Flags().StringArrayVar(&s.paths, "corpus", nil,
		"answer from the file or folder at `PATH` (.txt .md .html .pdf .docx .jsonl); may be repeated")
}

// embedderFlag adds the flag that chooses the embedder.
func (s *source) embedderFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.embedder, "embedder", embedderBuiltin,
		"search by words and the `NAME`d embedder: builtin, or none for words alone")
	_ = cmd.RegisterFlagCompletionFunc("embedder",
		cobra.FixedCompletions([]string{embedderBuiltin, embedderNone}, cobra.ShellCompDirectiveNoFileComp))
}

// check refuses what can be seen to be wrong before anything is read.
func (s *source) check(cmd *cobra.Command, _ []string) error {
	if slices.Contains(s.paths, "") {
		return usage(cmd, errors.New("--corpus is empty: name a file or a folder"))
	}
	if !slices.Contains([]string{"", embedderNone, embedderBuiltin}, s.embedder) {
		return usage(cmd, fmt.Errorf("%q is not an embedder: name %s or %s", s.embedder, embedderBuiltin, embedderNone))
	}
	return nil
}

// articles yields the articles one by one. What cannot be read is said on
// standard error, a sentence each, and left out. The sequence ends with an
// error where nothing at all can be read, or when the context is done.
func (p *program) articles(ctx context.Context, from source) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for article, err := range from.read(ctx) {
			var problem *corpus.Problem
			if errors.As(err, &problem) {
				p.problems.Problem(err.Error())
				continue
			}
			if !yield(article, err) {
				return
			}
		}
	}
}

// read yields what the corpus package makes of the source.
func (s *source) read(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	if len(s.paths) == 0 {
		return corpus.ReadFS(ctx, sample.FS, ".")
	}
	return corpus.Read(ctx, s.paths)
}
