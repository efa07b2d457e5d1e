package guildlibrary

import (
	"cmp"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/bot/articles"
	"footnote/bot/feature"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/shared"
	"footnote/retrieval"
	"footnote/retrieval/sqlite"
)

// guild is what is known of one guild's articles. Its library is read when it
// is first asked for.
type guild struct {
	s       *Libraries
	id, dir string
	// changing is taken by whoever changes the file.
	changing chan struct{}

	// loading admits one reader of the file; mu guards what follows, and both guard whether it
	// is loaded: where nobody uses the library, mu alone.
	loading sync.Mutex
	mu      sync.Mutex
	loaded  bool
	// library is nil as long as the guild has no file.
	library *retrieval.Library
	mirror  *sqlite.Mirror
	// from are the addresses of the articles, by their IDs.
	from  map[string]string
	views map[string]*retrieval.View
	// bytes are what the library takes, pins how many need it to stay, and asked is when it
	// was last asked for, zero for never.
	bytes, pins int
	asked       time.Time
	// broken is why the file could not be read.
	broken error
	// behind is when it could last not be brought up to what other processes made of it,
	// zero where it is.
	behind time.Time
}

// mostViews bounds the filters of a guild whose views are kept.
const mostViews = 64

// view returns what a filter admits of the guild's view. Where the guild's file
// cannot be read, the log says why, and the shared articles answer alone.
func (g *guild) view(ctx context.Context, f retrieval.Filter) (feature.Library, error) {
	unpin := g.asking()
	defer unpin()
	if err := g.load(ctx); err != nil && (ctx.Err() != nil || errors.Is(err, errNotHere)) {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.library == nil && f.Only == nil {
		return g.s.Base, nil
	}
	v := g.views[f.Key]
	if v == nil {
		if g.views == nil || len(g.views) >= mostViews {
			g.views = map[string]*retrieval.View{}
		}
		v = retrieval.NewView(g.s.Base, g.library, f)
		g.views[f.Key] = v
	}
	return v, nil
}

// load reads the guild's file, once. A file that cannot be read is not tried
// again by every question.
func (g *guild) load(ctx context.Context) error {
	g.loading.Lock()
	defer g.loading.Unlock()
	if g.loaded && (g.behind.IsZero() || time.Since(g.behind) < pullAgain) {
		return g.broken
	}
	err := g.read(ctx)
	if err != nil && ctx.Err() == nil && !errors.Is(err, errNotHere) {
		g.s.Log.Error("the articles of a guild cannot be read: it is answered from the shared ones", "guild", g.id, "error", err)
		g.loaded, g.broken = true, err
	}
	return err
}

func (g *guild) read(ctx context.Context) error {
	if err := g.brought(ctx); err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, g.dir)
	if errors.Is(err, sqlite.ErrNone) {
		g.loaded = true
		return nil
	}
	if err != nil {
		return err
	}
	m := &sqlite.Mirror{Store: store, Library: g.s.Library(), Dense: g.s.Dense}
	err = m.Load(ctx)
	from, listErr := addresses(ctx, store)
	if err = errors.Join(err, listErr, store.Close()); err != nil {
		return err
	}
	g.take(m, from)
	g.s.memory.add(Memory{Loads: 1})
	g.loaded = true
	return nil
}

// take makes a library the guild's.
func (g *guild) take(m *sqlite.Mirror, from map[string]string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hold(m, from)
}

// addresses are where the articles of a file came from, by their IDs.
func addresses(ctx context.Context, store *sqlite.Store) (map[string]string, error) {
	list, err := store.List(ctx)
	from := make(map[string]string, len(list))
	for _, l := range list {
		from[l.ID] = l.From
	}
	return from, err
}

// any reports whether the guild has articles.
func (g *guild) any() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.library != nil && g.library.Len() > 0
}

// list are the guild's articles in order of title. The caller holds mu.
func (g *guild) list() []articles.Kept {
	if g.library == nil {
		return nil
	}
	var list []articles.Kept
	for _, a := range g.library.Articles() {
		list = append(list, g.kept(a.ID))
	}
	slices.SortStableFunc(list, func(a, b articles.Kept) int {
		return cmp.Compare(strings.ToLower(cmp.Or(a.Title, a.ID)), strings.ToLower(cmp.Or(b.Title, b.ID)))
	})
	return list
}

// kept is one of the guild's articles. The caller holds mu.
func (g *guild) kept(id string) articles.Kept {
	a, _ := g.library.Article(id)
	k := articles.Kept{Article: a, From: g.from[id], Link: true}
	if name, ok := uploadName(k.From); ok {
		k.From, k.Link = name, false
	}
	return k
}

// turn waits until those before are done with the guild's file, and has the library
// loaded; over lets the next one have it.
func (g *guild) turn(ctx context.Context) (over func(), err error) {
	select {
	case g.changing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	unpin := g.pin()
	over = func() { <-g.changing; unpin() }
	err = g.load(ctx)
	if err == nil {
		err = g.catchUp(ctx)
	}
	if err != nil {
		over()
		return nil, err
	}
	return over, nil
}

// change runs do with the guild's file open to change it, when those before
// are done, and has the library follow, and those of other processes.
func (g *guild) change(ctx context.Context, do func(ctx context.Context, w *sqlite.Writer) error) error {
	over, err := g.turn(ctx)
	if err != nil {
		return err
	}
	defer over()
	w, err := sqlite.OpenWriter(ctx, g.dir, "footnote serve")
	if err != nil {
		return err
	}
	err = do(ctx, w)
	// What was committed before an error is followed too.
	return errors.Join(err, g.follow(context.WithoutCancel(ctx), w.Store), w.Close(), g.push(context.WithoutCancel(ctx)))
}

// follow brings the library up to what was committed.
func (g *guild) follow(ctx context.Context, store *sqlite.Store) error {
	m := g.mirror
	var err error
	if m == nil {
		m = &sqlite.Mirror{Store: store, Library: g.s.Library(), Dense: g.s.Dense}
		err = m.Load(ctx)
	} else {
		m.Store = store
		_, err = m.Refresh(ctx)
	}
	from, listErr := addresses(ctx, store)
	if err = errors.Join(err, listErr); err == nil {
		g.take(m, from)
	}
	return err
}

// remove drops articles.
func (g *guild) remove(ctx context.Context, ids []string) error {
	unknown := &articles.Refusal{Key: articles.RefusedUnknown}
	unpin, err := g.ask(ctx)
	if err != nil {
		return err
	}
	defer unpin()
	g.mu.Lock()
	for _, id := range ids {
		if _, ok := g.from[id]; !ok {
			g.mu.Unlock()
			return unknown
		}
	}
	g.mu.Unlock()
	if len(ids) == 0 {
		return nil
	}
	return g.change(ctx, func(ctx context.Context, w *sqlite.Writer) error {
		// What is held back may hold the article too.
		if err := backup.Discard(g.dir); err != nil {
			return err
		}
		_, err := w.Remove(ctx, ids...)
		if errors.Is(err, sqlite.ErrUnknown) {
			return unknown
		}
		return err
	})
}

// forget deletes the guild's folder.
func (g *guild) forget(ctx context.Context) error {
	select {
	case g.changing <- struct{}{}:
		defer func() { <-g.changing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	g.loading.Lock()
	defer g.loading.Unlock()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drop()
	err := os.RemoveAll(g.dir)
	if g.s.Shared != nil {
		err = errors.Join(err, g.s.Shared.Remove(ctx, shared.Guild(g.id)))
	}
	return err
}
