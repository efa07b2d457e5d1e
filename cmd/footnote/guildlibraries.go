package main

import (
	"context"
	"sync"

	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/guildlibrary"
	"footnote/cmd/footnote/indexing"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// openGuildLibraries keeps the articles of guilds below a folder, over a library that
// all may see, and holds changes back that golden questions speak against. The function
// returned ends that.
func openGuildLibraries(ctx context.Context, a *app.App, base *retrieval.Library, dir string, gate guildlibrary.Gate) (*guildlibrary.Libraries, func(), error) {
	rules, err := indexing.Revision(ctx)
	if err != nil {
		return nil, nil, err
	}
	// Hosts that the operator may fetch from are not the moderators' to read.
	fetcher := web.New(web.Options{AllowHosts: a.Config.Guilds.AllowHosts})
	like := func() (retrieval.Embedder, error) { return embedder.Like(base.Embedder(), a.Config) }
	batch := 0
	if e, err := like(); err == nil {
		batch = embedder.BatchTexts(e)
	}
	s := guildlibrary.New(guildlibrary.Config{
		Base: base, Dir: dir, Pages: fetcher, Embedder: like, BatchTexts: batch, Revision: rules,
		Library:     func() *retrieval.Library { return a.EmptyLibrary() },
		Dense:       a.Dense,
		MaxArticles: a.Config.Guilds.Articles, MaxBytes: a.Config.Guilds.Megabytes << 20, Gate: gate, Log: a.Log,
	})
	ctx, cancel := context.WithCancel(ctx)
	var keeper sync.WaitGroup
	keeper.Go(func() { s.Keep(ctx) })
	return s, func() { cancel(); keeper.Wait(); fetcher.Close() }, nil
}

// gateOf asks the golden questions that a bot remembers of an engine.
func gateOf(memory *store.DB, engine *answer.Engine) guildlibrary.Gate {
	return guildlibrary.Gate{Golden: gapstore.New(memory).Golden, Asker: engine}
}
