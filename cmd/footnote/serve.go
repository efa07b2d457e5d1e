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
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/embedder"
	"footnote/config"
)

// serveCommand builds `footnote serve`.
func (p *program) serveCommand() *cobra.Command {
	var from source
	var choice writerChoice
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
		RunE: func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), from, choice) },
	}
	from.flags(cmd)
	from.embedderFlag(cmd)
	choice.flags(cmd)
	cmd.Flags().BoolVar(&choice.force, "force", false, "serve although golden questions got worse by a new version or model")
	return cmd
}

// serve is the bot until the context ends.
func (p *program) serve(ctx context.Context, from source, choice writerChoice) (err error) {
	c, err := p.settings(from.overrides())
	if err != nil {
		return err
	}
	// Said before the articles are read, which may take a while.
	if c.Discord.Token == "" {
		return errors.New("there is no bot token: set DISCORD_TOKEN to the token from the Bot page of Discord's developer portal")
	}
	figures, quiet, err := p.openOps(ctx, c)
	if err != nil {
		return err
	}
	defer quiet()
	library, stop, err := p.openFollowing(ctx, from)
	if err != nil {
		return err
	}
	defer stop()
	memory, dir, release, err := p.openMemory(ctx, c, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, memory.Close(), release()) }()
	choice.budget = budget(&c.Budget, ledger{guildstore.New(memory), p.logger(c)})
	choice.tokens = tellTokens(figures, choice.budget)
	defer p.reloading(ctx, c, from, choice.budget)()
	traced, sent := openTraces(figures, c, p.logger(c))
	defer sent()
	engine, done, err := p.engine(library, c, from, choice, traced)
	if err != nil {
		return err
	}
	defer done()
	meaning, err := embedder.Meaning(c)
	if err != nil {
		return err
	}
	if err := p.proven(ctx, c, library, engine, dir, choice); err != nil {
		return err
	}
	guilds, end, err := p.openGuildLibraries(ctx, library, filepath.Join(dir, backup.Guilds), c, from, gateOf(memory, engine))
	if err != nil {
		return err
	}
	defer end()
	b, err := bot.New(bot.Config{
		Token: c.Discord.Token.Reveal(), URL: c.Discord.URL, Answerer: engine, Library: library, Libraries: guilds, Articles: guilds,
		Meaning: meaning, Store: memory, Log: p.logger(c),
		OnQuestion: tellOutcome(figures), OnRequest: figures.Request, OnLost: figures.Lost,
	})
	if err != nil {
		return err
	}
	watch(ctx, figures, library, b)
	fmt.Fprintf(p.stderr, "footnote serves %d articles\n", library.Len())
	return b.Run(ctx)
}

// openMemory opens what the bot remembers, in the data directory dir, which it
// holds until release is called.
func (p *program) openMemory(ctx context.Context, c *config.Config, from source) (memory *store.DB, dir string, release func() error, err error) {
	if dir, err = datadir.Find(c.Data, p.getenv); err != nil {
		return nil, "", nil, err
	}
	if err := p.sayLeftBehind(from, dir); err != nil {
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
func (p *program) sayLeftBehind(from source, dir string) error {
	if from.data == "" || datadir.IsFile(filepath.Join(dir, backup.Memory)) {
		return nil
	}
	c, err := p.settings(nil)
	if err != nil {
		return err
	}
	old, err := datadir.Place(c.Data, p.getenv)
	if err == nil && datadir.IsFile(filepath.Join(old, backup.Memory)) {
		p.problems.Problem(fmt.Sprintf("the bot begins with nothing remembered in %s: if what lies in %s is this bot's, stop it and move %s and the folder %s from there",
			dir, old, backup.Memory, backup.Guilds))
	}
	return nil // without a configured directory, nothing lies there
}
