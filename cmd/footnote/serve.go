package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/bot/store"
	"footnote/bot/store/guildstore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/embedder"
)

// serveCommand builds `footnote serve`.
func serveCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var by app.Writing
	var force bool
	cmd := &cobra.Command{
		Use:   "serve [--corpus PATH]...",
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

It stops within 10 seconds of SIGTERM or SIGINT. Questions that are not answered
by then are answered by the next run.`,
		Example: `  DISCORD_TOKEN_FILE=token footnote serve --corpus articles/
  FOOTNOTE_DISCORD_URL=http://127.0.0.1:8090 DISCORD_TOKEN=local.discord.token footnote serve`,
		Args: none,
		RunE: with(p, &from, func(ctx context.Context, a *app.App, _ []string) error { return serve(ctx, a, by, force) }),
	}
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	modeFlag(cmd, &by)
	cmd.Flags().BoolVar(&force, "force", false, "serve although golden questions got worse by a new version or model")
	return cmd
}

// serve is the bot until the context ends.
func serve(ctx context.Context, a *app.App, by app.Writing, force bool) (err error) {
	c := a.Config
	// Said before the articles are read, which may take a while.
	if c.Discord.Token == "" {
		return errors.New("there is no bot token: set DISCORD_TOKEN to the token from the Bot page of Discord's developer portal")
	}
	figures, quiet, err := openOps(ctx, a)
	if err != nil {
		return err
	}
	defer quiet()
	library, stop, err := a.OpenFollowing(ctx)
	if err != nil {
		return err
	}
	defer stop()
	memory, dir, release, err := openMemory(ctx, a)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, memory.Close(), release()) }()
	by.Budget = app.NewBudget(&c.Budget, ledger{guildstore.New(memory), a.Log})
	by.Tokens = tellTokens(figures, by.Budget)
	defer reloading(ctx, a, by.Budget)()
	traced, sent := openTraces(figures, a)
	defer sent()
	engine, done, err := a.Engine(library, by, traced)
	if err != nil {
		return err
	}
	defer done()
	meaning, err := embedder.Meaning(c)
	if err != nil {
		return err
	}
	if err := proven(ctx, a, library, engine, dir, by.Mode, force); err != nil {
		return err
	}
	guilds, end, err := openGuildLibraries(ctx, a, library, filepath.Join(dir, backup.Guilds), gateOf(memory, engine))
	if err != nil {
		return err
	}
	defer end()
	b, err := bot.New(bot.Config{
		Token: c.Discord.Token.Reveal(), URL: c.Discord.URL, Answerer: engine, Library: library, Libraries: guilds, Articles: guilds,
		Meaning: meaning, Store: memory, Log: a.Log,
		OnQuestion: tellOutcome(figures), OnRequest: figures.Request, OnLost: figures.Lost,
	})
	if err != nil {
		return err
	}
	watch(ctx, figures, library, b)
	fmt.Fprintf(a.Stderr, "footnote serves %d articles\n", library.Len())
	return b.Run(ctx)
}

// openMemory opens what the bot remembers, in the data directory dir, which it
// holds until release is called.
func openMemory(ctx context.Context, a *app.App) (memory *store.DB, dir string, release func() error, err error) {
	if dir, err = a.DataDir(); err != nil {
		return nil, "", nil, err
	}
	if err := sayLeftBehind(a, dir); err != nil {
		return nil, "", nil, err
	}
	if release, err = datadir.HoldBot(dir, "footnote serve"); err != nil {
		return nil, "", nil, err
	}
	if memory, err = store.Open(ctx, filepath.Join(dir, backup.Memory), nil); err != nil {
		return nil, "", nil, errors.Join(err, release())
	}
	return memory, dir, release, nil
}

// sayLeftBehind says where the bot's data lie that a version up to 0.1.0 kept in the
// configured directory although --data named dir, which has none yet.
func sayLeftBehind(a *app.App, dir string) error {
	if a.From.Data == "" || datadir.IsFile(filepath.Join(dir, backup.Memory)) {
		return nil
	}
	c, err := a.Settings(nil)
	if err != nil {
		return err
	}
	old, err := datadir.Place(c.Data, a.Getenv)
	if err == nil && datadir.IsFile(filepath.Join(old, backup.Memory)) {
		a.Problems.Problem(fmt.Sprintf("the bot begins with nothing remembered in %s: if what lies in %s is this bot's, stop it and move %s and the folder %s from there",
			dir, old, backup.Memory, backup.Guilds))
	}
	return nil // without a configured directory, nothing lies there
}
