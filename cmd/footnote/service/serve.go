// Package service runs the bot: on Discord, and on a Discord on this machine.
package service

import (
	"context"
	"errors"
	"fmt"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/cmd/footnote/app"
	"footnote/config"
)

// Serve is the bot on Discord until the context ends. force serves although golden
// questions got worse.
func Serve(ctx context.Context, a *app.App, by app.Writing, force bool) (err error) {
	c := a.Config
	// Said before the articles are read, which may take a while.
	if c.Discord.Token == "" {
		return errors.New("there is no bot token: set DISCORD_TOKEN to the token from the Bot page of Discord's developer portal")
	}
	figures, quiet, err := openFigures(ctx, a)
	if err != nil {
		return err
	}
	defer quiet()
	memory, dir, release, err := openMemory(ctx, a)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	by.Budget = app.NewBudget(&c.Budget, ledger{memory, a.Log})
	by.Tokens = tellTokens(figures, by.Budget)
	defer reloading(ctx, a, by.Budget)()
	traced, sent := openTraces(figures, a)
	defer sent()
	w, end, err := wire(ctx, a, a, by, traced)
	if err != nil {
		return err
	}
	defer end()
	if err := w.proven(ctx, dir, by.Mode, force); err != nil {
		return err
	}
	b, stop, err := w.bot(ctx, dir, memory, bot.Config{
		Token: c.Discord.Token.Reveal(), URL: c.Discord.URL, Shards: shards(c.Discord.Shards),
		OnQuestion: tellOutcome(figures), OnRequest: figures.Request, OnLost: figures.Lost, OnConnected: figures.Connected,
	})
	if err != nil {
		return err
	}
	defer stop()
	watch(ctx, figures, w.library, b)
	watchGuilds(figures, w.guilds)
	fmt.Fprintf(a.Stderr, "footnote serves %d articles\n", w.library.Len())
	return b.Run(ctx)
}

// shards are those that the configuration wants. A bot's only one needs no others' pace.
func shards(c config.Shards) discord.Shards {
	if c.Of == 1 {
		return discord.Shards{}
	}
	return discord.Shards(c)
}
