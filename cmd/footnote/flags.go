package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/corpus"
)

// articlesFlags adds the flags that choose the articles, and checks them.
func articlesFlags(cmd *cobra.Command, from *app.Source) {
	libraryFlag(cmd, &from.Data)
	cmd.Flags().StringArrayVar(&from.Paths, "corpus", nil,
		"read the articles from the file or folder at `PATH` ("+corpus.AllEndings+"); may be repeated")
	checkFirst(cmd, func(cmd *cobra.Command, _ []string) error {
		if slices.Contains(from.Paths, "") {
			return usage(cmd, errors.New("--corpus is empty: name a file or a folder"))
		}
		return nil
	})
}

// libraryFlag adds the choice of the data directory, for its library.
func libraryFlag(cmd *cobra.Command, data *string) {
	cmd.Flags().StringVar(data, "data", "", "the data directory with the library, `DIR` (default FOOTNOTE_DATA, or the platform's)")
}

// dataFlag adds the choice of the data directory.
func dataFlag(cmd *cobra.Command, data *string) {
	cmd.Flags().StringVar(data, "data", "", "the data directory, `DIR` (default FOOTNOTE_DATA, or the platform's)")
}

// searchEmbedder says what --embedder does for questions.
const searchEmbedder = "search by words, and by meaning with the embedder `NAME`: builtin (a trained encoder), openai (FOOTNOTE_EMBEDDING_MODEL), or none (default that of the library, else builtin)"

// makeEmbedder says what --embedder does for a library.
const makeEmbedder = "make the vectors with the embedder `NAME`: builtin, openai (FOOTNOTE_EMBEDDING_MODEL), or none to leave them as they are"

// embedderFlag adds the flag that chooses the embedder, and checks it.
func embedderFlag(cmd *cobra.Command, from *app.Source, help string) {
	oneOf(cmd, &from.Embedder, "embedder", help, "an embedder", embedder.Names, ", ")
}

// modeFlag adds the flag that chooses who writes the answers, and checks it.
func modeFlag(cmd *cobra.Command, w *app.Writing) {
	oneOf(cmd, &w.Mode, "mode", "answer with the articles' sentences or in a model's words: `MODE` is extracted or generated (default generated where a chat model is configured)",
		"a mode", []string{app.Extracted, app.Generated}, " or ")
}

// oneOf adds a flag that takes one of some names, or "" by default.
func oneOf(cmd *cobra.Command, value *string, flag, help, what string, names []string, between string) {
	cmd.Flags().StringVar(value, flag, "", help)
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	checkFirst(cmd, func(cmd *cobra.Command, _ []string) error {
		if *value != "" && !slices.Contains(names, *value) {
			return usage(cmd, fmt.Errorf("%q is not %s: name %s", *value, what, strings.Join(names, between)))
		}
		return nil
	})
}
