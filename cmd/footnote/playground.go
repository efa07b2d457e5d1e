package main

import (
	"context"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/service"
)

// playgroundCommand builds `footnote playground`.
func playgroundCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var o service.PlayOptions
	cmd := &cobra.Command{
		Use:   "playground [--addr 127.0.0.1:8080] [--corpus PATH]...",
		Short: "Try the whole bot in a browser, with no Discord account",
		Long: `Serves a chat page for the same bot that serve connects to Discord, running
against a Discord on this machine. It needs nothing else, and keeps nothing when
it ends.

If a chat model is configured, the bot uses it to write answers. --mock starts a
mock model server instead, which needs no account.

On an address other than loopback, the page opens only with the token in the
printed address.`,
		Example: `  footnote playground
  footnote playground --corpus articles/ --open
  footnote playground --mock --addr 127.0.0.1:0`,
		Args: none,
		RunE: with(p, &from, func(ctx context.Context, a *app.App, _ []string) error { return service.Play(ctx, a, o) }),
	}
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	modeFlag(cmd, &o.By)
	cmd.Flags().StringVar(&o.Addr, "addr", "127.0.0.1:8080", "serve the page on this `ADDRESS`; port 0 picks a free one")
	cmd.Flags().BoolVar(&o.Open, "open", false, "open the page in the browser")
	cmd.Flags().BoolVar(&o.Mock, "mock", false, "have the built-in mock model write the answers")
	return cmd
}
