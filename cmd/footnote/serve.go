package main

import (
	"context"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/service"
)

// serveCommand builds `footnote serve`.
func serveCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var by app.Writing
	var force bool
	cmd := &cobra.Command{
		Use:   "serve [--corpus PATH]... [--shards N]",
		Short: "Run the Discord bot",
		Long: `Connects to Discord as the bot whose token is in DISCORD_TOKEN and answers
questions there: /ask, mentions, replies, direct messages, and the context menu of
messages. It needs no privileged intent; with Message Content turned on
in the developer portal it also follows conversations in its threads.

FOOTNOTE_DISCORD_URL is the address of another Discord on this machine to connect
to. What the bot remembers is kept in bot.db in the data directory.

If FOOTNOTE_HTTP_ADDR is set, that address answers GET /healthz (the process is
alive), /readyz (Discord is connected and the articles are read) and /metrics
(metrics for Prometheus).

On SIGHUP it reads the configuration again. log.level and all of budget change at
once; it names the other settings that have changed, which wait for a new start.

If golden questions are configured (FOOTNOTE_GOLDEN), a new version of the program, or
other models, are asked them before the bot connects. If one that was answered rightly
by the last ones no longer is, it says which and ends; --force serves anyway.

A bot in more than 2,500 servers must connect in shards, each of which serves its part
of them: --shards auto takes as many as Discord recommends, --shards 16 that many. Of 16
in several processes, --shards 0-7/16 serves the first eight and --shards 3/16 the
fourth. They connect at the pace that Discord sets, usually one in 5 seconds.

It stops within 10 seconds of SIGTERM or SIGINT. Questions that are not answered
by then are answered by the next run.`,
		Example: `  DISCORD_TOKEN_FILE=token footnote serve --corpus articles/
  FOOTNOTE_DISCORD_URL=http://127.0.0.1:8090 DISCORD_TOKEN=local.discord.token footnote serve`,
		Args: none,
		RunE: with(p, &from, func(ctx context.Context, a *app.App, _ []string) error { return service.Serve(ctx, a, by, force) }),
	}
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	modeFlag(cmd, &by)
	cmd.Flags().StringVar(&from.Shards, "shards", "", "serve these `SHARDS` of the bot: auto, N, K/N or J-K/N (default FOOTNOTE_SHARDS, or its only one)")
	cmd.Flags().BoolVar(&force, "force", false, "serve although golden questions got worse by a new version or model")
	return cmd
}
