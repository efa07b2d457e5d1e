package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/bot/localdiscord"
	"footnote/bot/playground"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/guildlibrary"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/config"
	"footnote/retrieval/answer"
)

// playgroundOptions are the flags of `footnote playground`.
type playgroundOptions struct {
	from app.Source
	by   app.Writing
	addr string
	open bool
	mock bool
}

// playgroundCommand builds `footnote playground`.
func playgroundCommand(p *app.Process) *cobra.Command {
	var o playgroundOptions
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
		RunE: with(p, &o.from, func(ctx context.Context, a *app.App, _ []string) error { return play(ctx, a, o) }),
	}
	articlesFlags(cmd, &o.from)
	embedderFlag(cmd, &o.from, searchEmbedder)
	modeFlag(cmd, &o.by)
	cmd.Flags().StringVar(&o.addr, "addr", "127.0.0.1:8080", "serve the page on this `ADDRESS`; port 0 picks a free one")
	cmd.Flags().BoolVar(&o.open, "open", false, "open the page in the browser")
	cmd.Flags().BoolVar(&o.mock, "mock", false, "have the built-in mock model write the answers")
	return cmd
}

// play serves the page first, so that it is there while articles are
// still being read, and then the bot, until ctx ends.
func play(ctx context.Context, a *app.App, o playgroundOptions) (err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	writer := a
	if o.mock {
		var stop func()
		writer, stop, err = startMock(ctx, a)
		if err != nil {
			return err
		}
		defer stop()
	}
	discord, err := localdiscord.Start(localdiscord.Config{PrivilegedIntents: localdiscord.IntentMessageContent})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopDiscord(ctx, discord)) }()
	traces := &playground.Traces{}
	page := playground.Config{Discord: discord, People: playground.Furnish(discord), Traces: traces, About: o.who(writer.Config), Examples: o.examples()}
	server, stop, err := servePage(ctx, a, o, page)
	if err != nil {
		return err
	}
	defer stop()
	err = playgroundBot(ctx, a, writer, o, discord, server, answer.WithTrace(traces.Take))
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return nil // ended while the articles were still being read
	}
	return err
}

// who says in half a sentence who writes the answers.
func (o *playgroundOptions) who(c *config.Config) string {
	if c.Models.Chat == "" || o.by.Mode == app.Extracted {
		return "sentences of the articles, no model"
	}
	return "written by " + c.Models.Chat + ", held to quotes"
}

// examples are questions that the articles inside the program answer.
func (o *playgroundOptions) examples() []string {
	if len(o.from.Paths) > 0 {
		return nil
	}
	return []string{"who proposed the UAE as a venue?", "When is Xi due in Moscow?", "How many times has Witkoff met Putin?"}
}

// playgroundBot is the same bot as serve's, with a memory that goes with it.
func playgroundBot(ctx context.Context, a, writer *app.App, o playgroundOptions, discord *localdiscord.Server,
	page *playground.Server, more ...answer.Option) (err error) {
	library, release, err := a.OpenFollowing(ctx)
	if err != nil {
		return err
	}
	defer release()
	engine, free, err := writer.Engine(library, o.by, more...)
	if err != nil {
		return err
	}
	defer free()
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
	guilds, end, err := openGuildLibraries(ctx, a, library, filepath.Join(dir, backup.Guilds), gateOf(memory, engine))
	if err != nil {
		return err
	}
	defer end()
	page.Attach(guildlibrary.Whole{Libraries: guilds}, poststore.New(memory))
	var warming sync.WaitGroup
	warming.Go(func() {
		warmUp(ctx, engine)
		if len(page.Examples) == 0 {
			page.Suggest(suggestions(ctx, engine, library.Articles()))
		}
	})
	defer warming.Wait()
	meaning, err := embedder.Meaning(a.Config)
	if err != nil {
		return err
	}
	b, err := bot.New(bot.Config{
		Token: discord.Token(), URL: discord.URL(), Answerer: engine, Library: library, Libraries: guilds, Articles: guilds,
		Meaning: meaning, Store: memory, Log: a.Log,
	})
	if err != nil {
		return err
	}
	return b.Run(ctx)
}

// warmUp has the engine touch what its first question would have to wait for:
// the encoder's weights and the lists of words.
func warmUp(ctx context.Context, engine *answer.Engine) {
	_, _ = engine.Ask(ctx, answer.Question{Text: "Who said what about the meeting?", Extract: true}) // nobody wants to know
}

// servePage serves the page and says where. The function returned ends that.
func servePage(ctx context.Context, a *app.App, o playgroundOptions, c playground.Config) (*playground.Server, func(), error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return nil, nil, fmt.Errorf("the page cannot be served on %s, choose another --addr: %w", o.addr, err)
	}
	address := "http://" + l.Addr().String()
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		c.Token = rand.Text()
		address += "/?token=" + c.Token
		if host, _, err := net.SplitHostPort(o.addr); err == nil {
			c.Hosts = append(c.Hosts, strings.ToLower(host))
		}
		if name, err := os.Hostname(); err == nil {
			c.Hosts = append(c.Hosts, strings.ToLower(name))
		}
	}
	page := playground.New(c)
	server := &http.Server{Handler: page, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(l) }) // ErrServerClosed, by stop
	fmt.Fprintln(a.Stdout, "open "+address)
	if o.open {
		if err := openBrowser(address); err != nil {
			a.Problems.Problem("no browser could be opened, open the address yourself: " + err.Error())
		}
	}
	return page, func() {
		page.Close()
		_ = server.Close()
		serving.Wait()
	}, nil
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
