package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/embedder"
	"footnote/corpus"
	"footnote/corpus/sample"
)

// source is where a command's articles come from.
type source struct {
	// paths are the files and folders of --corpus; none means the library in
	// the data directory, or else the articles inside the program.
	paths []string
	// data is the data directory of --data, "" for the configured one.
	data string
	// embedder names what searches by meaning beside the words; "" leaves it
	// to the library and the configuration.
	embedder string
	// many tells that many questions come, so that it pays to embed articles
	// that are read afresh before the first.
	many bool
}

// flags adds the flags that choose the articles, and checks them.
func (s *source) flags(cmd *cobra.Command) {
	checkFirst(cmd, s.check)
	cmd.Flags().StringVar(&s.data, "data", "", "the data directory with the library, `DIR` (default FOOTNOTE_DATA, or the platform's)")
	cmd.Flags().StringArrayVar(&s.paths, "corpus", nil,
		"answer from the file or folder at `PATH` ("+corpus.AllEndings+"); may be repeated")
}

// embedderFlag adds the flag that chooses the embedder.
func (s *source) embedderFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.embedder, "embedder", "",
		"search by words and the `NAME`d embedder: builtin (a trained encoder), openai (FOOTNOTE_EMBEDDING_MODEL), or none for words alone (default that of the library, else builtin)")
	_ = cmd.RegisterFlagCompletionFunc("embedder",
		cobra.FixedCompletions(embedder.Names, cobra.ShellCompDirectiveNoFileComp))
}

// check refuses what can be seen to be wrong before anything is read.
func (s *source) check(cmd *cobra.Command, _ []string) error {
	if slices.Contains(s.paths, "") {
		return usage(cmd, errors.New("--corpus is empty: name a file or a folder"))
	}
	return checkEmbedder(cmd, s.embedder)
}

// checkEmbedder refuses a name that is none of an embedder.
func checkEmbedder(cmd *cobra.Command, name string) error {
	if name != "" && !slices.Contains(embedder.Names, name) {
		return usage(cmd, fmt.Errorf("%q is not an embedder: name %s", name, strings.Join(embedder.Names, ", ")))
	}
	return nil
}

// articles yields the articles one by one. What cannot be read is said on
// standard error, a sentence each, and left out. The sequence ends with an
// error where nothing at all can be read, or when the context is done.
func (p *program) articles(ctx context.Context, from source) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		articles, release, err := p.read(ctx, from)
		if err != nil {
			yield(nil, err)
			return
		}
		defer release()
		for article, err := range articles {
			var problem *corpus.Problem
			if errors.As(err, &problem) {
				p.problems.Problem(err.Error())
				continue
			}
			if article != nil && article.Lost != "" {
				p.problems.Problem(article.Path + ": " + article.Lost)
			}
			if !yield(article, err) {
				return
			}
		}
	}
}

// read yields the articles of the source with what cannot be read in between,
// and returns what releases it.
func (p *program) read(ctx context.Context, from source) (iter.Seq2[*corpus.Article, error], func(), error) {
	if len(from.paths) > 0 {
		return corpus.Read(ctx, from.paths), func() {}, nil
	}
	store, err := p.store(ctx, from)
	if err != nil {
		return nil, nil, err
	}
	if store == nil {
		return corpus.ReadFS(ctx, sample.FS, "."), func() {}, nil
	}
	return store.Articles(ctx), func() { _ = store.Close() }, nil
}
