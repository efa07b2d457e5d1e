package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/terminal"
	"footnote/corpus"
)

// articleCommand builds `footnote article`.
func articleCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "article [--json] [--corpus PATH]... ID",
		Short: "Print the text of an article, to check a quote against",
		Long: `Prints the text of an article exactly, byte for byte, so that the ranges in
footnotes can be checked against it. For .html, .pdf and .docx files it is the
text extracted from them.

On a terminal, control characters are left out; in a pipe, nothing is. Without an
ID, it lists the articles: ID, date, source and title.`,
		Example: `  footnote article 17-putin-names-the-emirates
  footnote article 17-putin-names-the-emirates | tail -c +171 | head -c 110
  footnote article --corpus articles/ --json minutes`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return one("the article's ID")(cmd, args)
		},
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error {
			if len(args) == 0 {
				return listArticles(ctx, a, asJSON)
			}
			return showArticle(ctx, a, args[0], asJSON)
		}),
	}
	articlesFlags(cmd, &from)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print what is known of the article as a JSON object on one line")
	return cmd
}

// articleJSON is the JSON form of an article.
type articleJSON struct {
	Article   string `json:"article"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Source    string `json:"source"`
	Author    string `json:"author"`
	Published string `json:"published"`
	Path      string `json:"path"`
	Bytes     int    `json:"bytes"`
	Text      string `json:"text,omitempty"`
}

// describe gives the JSON form of an article, without its text.
func describe(a *corpus.Article) articleJSON {
	return articleJSON{
		Article: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Author: a.Author,
		Published: a.Date(), Path: a.Path, Bytes: len(a.Text),
	}
}

// showArticle prints one article.
func showArticle(ctx context.Context, a *app.App, id string, asJSON bool) error {
	var ids []string
	for article, err := range a.Articles(ctx) {
		if err != nil {
			return err
		}
		if article.ID != id {
			ids = append(ids, article.ID)
			continue
		}
		if asJSON {
			described := describe(article)
			described.Text = article.Text
			return a.WriteJSON(described)
		}
		return writeText(a.Stdout, article.Text)
	}
	return unknownArticle(id, ids)
}

// writeText writes an article's text: exactly, but harmless on a terminal.
func writeText(out io.Writer, text string) error {
	if terminal.IsTerminal(out) {
		text = terminal.Clean(text) + "\n"
	}
	_, err := io.WriteString(out, text)
	return err
}

// unknownArticle says which articles the ID may have meant.
func unknownArticle(id string, ids []string) error {
	const most = 5
	near := slices.DeleteFunc(slices.Clone(ids), func(other string) bool {
		return !strings.Contains(strings.ToLower(other), strings.ToLower(id))
	})
	if id == "" || len(near) == 0 || len(near) > most {
		return fmt.Errorf("no article has the ID %q: `footnote article` without an ID lists all %d", id, len(ids))
	}
	return fmt.Errorf("no article has the ID %q: there is %s", id, strings.Join(near, ", "))
}

// listArticles prints a line for every article.
func listArticles(ctx context.Context, a *app.App, asJSON bool) error {
	for article, err := range a.Articles(ctx) {
		if err != nil {
			return err
		}
		if asJSON {
			err = a.WriteJSON(describe(article))
		} else {
			err = a.Screen.Listed(article)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
