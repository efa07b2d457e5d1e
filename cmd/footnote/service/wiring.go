package service

import (
	"context"
	"path/filepath"
	"sync"

	"footnote/bot"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/guildlibrary"
	"footnote/cmd/footnote/shared"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// wiring is what a bot answers from.
type wiring struct {
	*app.App
	library *retrieval.Library
	engine  *answer.Engine
	guilds  *guildlibrary.Libraries
}

// wire opens the articles of a and the engine that answers from them; the model that
// writer's settings name writes. The function returned ends both.
func wire(ctx context.Context, a, writer *app.App, by app.Writing, options ...answer.Option) (*wiring, func(), error) {
	library, stop, err := a.OpenFollowing(ctx)
	if err != nil {
		return nil, nil, err
	}
	engine, release, err := writer.Engine(library, by, options...)
	if err != nil {
		stop()
		return nil, nil, err
	}
	return &wiring{App: a, library: library, engine: engine}, func() { release(); stop() }, nil
}

// bot makes a bot that remembers in memory and keeps guilds' own articles in dir. The
// function returned ends what is done for these.
func (w *wiring) bot(ctx context.Context, dir string, memory *store.DB, c bot.Config) (*bot.Bot, func(), error) {
	meaning, err := embedder.Meaning(w.Config)
	if err != nil {
		return nil, nil, err
	}
	end, err := w.openGuilds(ctx, dir, memory)
	if err != nil {
		return nil, nil, err
	}
	c.Answerer, c.Library, c.Libraries, c.Articles = w.engine, w.library, w.guilds, w.guilds
	c.Meaning, c.Store, c.Log = meaning, memory, w.Log
	b, err := bot.New(c)
	if err != nil {
		end()
		return nil, nil, err
	}
	return b, end, nil
}

// openGuilds keeps the articles of guilds in dir, over the library that all may see, and
// holds changes back that the golden questions in memory speak against. The function
// returned ends that.
func (w *wiring) openGuilds(ctx context.Context, dir string, memory *store.DB) (func(), error) {
	rules, err := app.Revision(ctx)
	if err != nil {
		return nil, err
	}
	// Hosts that the operator may fetch from are not the moderators' to read.
	fetcher := web.New(web.Options{AllowHosts: w.Config.Guilds.AllowHosts})
	like := func() (retrieval.Embedder, error) { return embedder.Like(w.library.Embedder(), w.Config) }
	batch := 0
	if e, err := like(); err == nil {
		batch = embedder.BatchTexts(e)
	}
	w.guilds = guildlibrary.New(guildlibrary.Config{
		Base: w.library, Dir: filepath.Join(dir, backup.Guilds), Pages: fetcher, Embedder: like, BatchTexts: batch, Revision: rules,
		Library:     func() *retrieval.Library { return w.EmptyLibrary() },
		Dense:       w.Dense,
		MaxArticles: w.Config.Guilds.Articles, MaxBytes: w.Config.Guilds.Megabytes << 20, MaxMemory: w.Config.Guilds.Memory << 20,
		Shared: sharedIn(memory),
		Gate:   guildlibrary.Gate{Golden: gapstore.New(memory).Golden, Asker: w.engine}, Log: w.Log,
	})
	ctx, cancel := context.WithCancel(ctx)
	var keeper sync.WaitGroup
	keeper.Go(func() { w.guilds.Keep(ctx) })
	if w.guilds.Shared != nil {
		keeper.Go(func() { w.followOthers(ctx, dir) })
	}
	return func() { cancel(); keeper.Wait(); fetcher.Close() }, nil
}

// sharedIn are the libraries that the processes of a bot share; nil where there is one.
func sharedIn(memory *store.DB) *shared.Libraries {
	if !memory.Joined() {
		return nil
	}
	return shared.New(memory)
}

// followOthers takes over what other processes change in libraries, until ctx ends.
func (w *wiring) followOthers(ctx context.Context, dir string) {
	libraries := w.guilds.Shared
	libraries.Watch(ctx, w.Log, func(ctx context.Context, name string) error {
		if name != shared.Base {
			return w.guilds.Follow(ctx, name)
		}
		_, err := libraries.Pull(ctx, name, dir) // whose file is followed
		return err
	})
}
