package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/retrieval"
	"footnote/retrieval/terms"
)

// mostHits bounds -k: more passages than this are an export, not a search.
const mostHits = 1000

// searchCommand builds `footnote search`.
func searchCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var asJSON bool
	k := 10
	cmd := &cobra.Command{
		Use:   "search [--json] [--corpus PATH]... [-k 10] [--embedder NAME] QUERY",
		Short: "Find the passages that fit a query best",
		Long: `Prints the passages that match a query best, best first: the score, where the
passage is, and its text. Scores can be compared within one query only.

With - as QUERY, it reads one query per line from standard input and writes one
JSON object per line, in order. A blank line gets an object without hits.`,
		Example: `  footnote search "ceasefire conditions"
  footnote search -k 3 --json --corpus articles/ "prisoner exchange"`,
		Args: oneText("the query"),
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error {
			return search(ctx, a, args[0], k, asJSON)
		}),
	}
	checkFirst(cmd, func(cmd *cobra.Command, _ []string) error {
		if k < 1 || k > mostHits {
			return usage(cmd, fmt.Errorf("-k %d: name a number from 1 to %d", k, mostHits))
		}
		return nil
	})
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	cmd.Flags().IntVarP(&k, "number", "k", k, "how many passages to print")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the passages as a JSON object on one line")
	return cmd
}

// search finds the passages for one query, or for each line of standard input.
func search(ctx context.Context, a *app.App, query string, k int, asJSON bool) error {
	a.From.Many = query == app.FromStdin
	library, err := a.Open(ctx)
	if err != nil {
		return err
	}
	if query == app.FromStdin {
		return a.EachLine(ctx, func(line string) error { return searchJSON(ctx, a, library, line, k) })
	}
	if asJSON {
		return searchJSON(ctx, a, library, query, k)
	}
	list, err := hits(ctx, library, query, k)
	if err != nil {
		return err
	}
	return a.Screen.Hits(list)
}

// found is the JSON form of a search.
type found struct {
	Query     string     `json:"query"`
	Hits      []foundHit `json:"hits"`
	ElapsedMS float64    `json:"elapsed_ms"`
}

// foundHit is the JSON form of a passage found.
type foundHit struct {
	Article string  `json:"article"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Score   float64 `json:"score"`
	Text    string  `json:"text"`
	Page    int     `json:"page,omitempty"`
}

// searcher finds passages for a text.
type searcher interface {
	Search(ctx context.Context, query string, k int) ([]retrieval.Hit, error)
}

// hits finds the passages for a query. A query without a word is near nothing,
// whatever an embedder makes of it.
func hits(ctx context.Context, in searcher, query string, k int) ([]retrieval.Hit, error) {
	if len(terms.Tokens(query)) == 0 {
		return nil, ctx.Err()
	}
	return in.Search(ctx, query, k)
}

// searchJSON writes the passages found for a query as one JSON object.
func searchJSON(ctx context.Context, a *app.App, in searcher, query string, k int) error {
	began := time.Now()
	list, err := hits(ctx, in, query, k)
	if err != nil {
		return err
	}
	result := found{Query: query, Hits: make([]foundHit, 0, len(list)), ElapsedMS: milliseconds(time.Since(began))}
	for _, h := range list {
		result.Hits = append(result.Hits, foundHit{
			Article: h.Passage.Article.ID, Start: h.Passage.Start, End: h.Passage.End,
			Score: h.Score, Text: h.Passage.Text(), Page: h.Passage.Article.Page(h.Passage.Start),
		})
	}
	return a.WriteJSON(result)
}

// milliseconds gives a duration the way the JSON forms state it.
func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
