package service

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"footnote/bot"
	"footnote/bot/localdiscord"
	localwire "footnote/bot/localdiscord/wire"
	"footnote/bot/playground"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/guildlibrary"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/config"
	"footnote/retrieval/answer"
)

// PlayOptions are the choices of `footnote playground`.
type PlayOptions struct {
	By app.Writing
	// Addr is where the page is served.
	Addr string
	// Open opens the page in the browser, Mock has the mock model write the answers.
	Open, Mock bool
}

// Play serves the page first, so that it is there while articles are
// still being read, and then the bot, until ctx ends.
func Play(ctx context.Context, a *app.App, o PlayOptions) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	writer := a
	if o.Mock {
		var stop func()
		writer, stop, err = startMock(ctx, a)
		if err != nil {
			return err
		}
		defer stop()
	}
	discord, err := localdiscord.Start(localdiscord.Config{PrivilegedIntents: localwire.IntentMessageContent})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopDiscord(ctx, discord)) }()
	traces := &playground.Traces{}
	page := playground.Config{Discord: discord, People: playground.Furnish(discord), Traces: traces, About: o.who(writer.Config), Examples: examples(a)}
	discord.HoldForBot() // the page is there before it
	server, stop, err := servePage(ctx, a, o, page)
	if err != nil {
		return err
	}
	defer stop()
	err = playgroundBot(ctx, a, writer, o.By, discord, server, answer.WithTrace(traces.Take))
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return nil // ended while the articles were still being read
	}
	return err
}

// who says in half a sentence who writes the answers.
func (o *PlayOptions) who(c *config.Config) string {
	if c.Models.Chat == "" || o.By.Mode == app.Extracted {
		return "sentences of the articles, no model"
	}
	return "written by " + c.Models.Chat + ", held to quotes"
}

// examples are questions that the articles inside the program answer.
func examples(a *app.App) []string {
	if len(a.From.Paths) > 0 {
		return nil
	}
	return []string{"who proposed the UAE as a venue?", "When is Xi due in Moscow?", "How many times has Witkoff met Putin?"}
}

// playgroundBot is the same bot as Serve's, with a memory that goes with it.
func playgroundBot(ctx context.Context, a, writer *app.App, by app.Writing, discord *localdiscord.Server, page *playground.Server,
	options ...answer.Option) (err error) {
	w, end, err := wire(ctx, a, writer, by, options...)
	if err != nil {
		return err
	}
	defer end()
	dir, err := os.MkdirTemp("", "footnote-playground-")
	if err != nil {
		return fmt.Errorf("there is no room for the bot's memory, name a folder in TMPDIR: %w", err)
	}
	defer os.RemoveAll(dir)
	memory, err := store.Open(ctx, filepath.Join(dir, backup.Memory), nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, memory.Close()) }()
	b, stop, err := w.bot(ctx, dir, memory, bot.Config{Token: discord.Token(), URL: discord.URL()})
	if err != nil {
		return err
	}
	defer stop()
	page.Attach(guildlibrary.Whole{Libraries: w.guilds}, poststore.New(memory))
	var warming sync.WaitGroup
	warming.Go(func() {
		warmUp(ctx, w.engine)
		if len(page.Examples) == 0 {
			page.Suggest(suggestions(ctx, w.engine, w.library.Articles()))
		}
	})
	defer warming.Wait()
	return b.Run(ctx)
}

// warmUp has the engine touch what its first question would have to wait for:
// the encoder's weights and the lists of words.
func warmUp(ctx context.Context, engine *answer.Engine) {
	_, _ = engine.Ask(ctx, answer.Question{Text: "Who said what about the meeting?", Extract: true}) // nobody wants to know
}

// startMock starts a model server on loopback and returns the program with settings that
// name it.
func startMock(ctx context.Context, a *app.App) (*app.App, func(), error) {
	server, err := mockserver.New(mockserver.Options{})
	if err != nil {
		return nil, nil, err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, fmt.Errorf("the mock model cannot listen on loopback: %w", err)
	}
	written, c := *a, *a.Config
	c.Models.BaseURL, c.Models.Chat, c.Models.APIKey = "http://"+l.Addr().String()+"/v1", "mock", "mock"
	written.Config = &c
	serve, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(serve, l, time.Second) })
	return &written, func() { cancel(); serving.Wait() }, nil
}

// stopDiscord ends the local Discord after the bot.
func stopDiscord(ctx context.Context, d *localdiscord.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return d.Stop(ctx)
}
