package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/sqlite"
)

// followEvery is how often a running bot looks for a finished sync, or for the
// first one. A look takes microseconds.
const followEvery = time.Second

// OpenFollowing is Open for a program that keeps running: what a sync brings is
// taken over from the file, also from one that is made only later. The function
// returned ends that.
func (a *App) OpenFollowing(ctx context.Context) (*retrieval.Library, func(), error) {
	if len(a.From.Paths) > 0 {
		return a.openEmbedding(ctx)
	}
	f := &follower{App: a}
	library, instead, err := f.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var following sync.WaitGroup
	following.Go(func() { f.follow(ctx, library, instead) })
	return library, func() { cancel(); following.Wait() }, nil
}

// follower keeps a library in memory equal to the file in the data directory.
type follower struct {
	*App
	// store and mirror are nil while there is no file.
	store  *sqlite.Store
	mirror *sqlite.Mirror
	// trouble is the last failure told, which is not told every second.
	trouble string
}

// open reads the file, or where there is none the articles instead; the function
// ends what is done for these.
func (f *follower) open(ctx context.Context) (*retrieval.Library, func(), error) {
	store, err := f.Store(ctx)
	if err != nil {
		return nil, nil, err
	}
	if store == nil {
		return f.openEmbedding(ctx)
	}
	library := f.EmptyLibrary()
	if err := f.load(ctx, store, library); err != nil {
		return nil, nil, err
	}
	return library, func() {}, nil
}

// load fills a library from a store, which is closed where that fails.
func (f *follower) load(ctx context.Context, store *sqlite.Store, library *retrieval.Library) error {
	mirror, err := f.App.mirror(ctx, store, library)
	if err != nil {
		return errors.Join(err, store.Close())
	}
	f.store, f.mirror = store, mirror
	return nil
}

// follow goes on until ctx is done. instead ends what is done for articles that
// stand in for a file.
func (f *follower) follow(ctx context.Context, library *retrieval.Library, instead func()) {
	defer func() { instead() }()
	for ctx.Err() == nil {
		if f.mirror == nil {
			f.await(ctx, library, func() { instead(); instead = func() {} })
			continue
		}
		f.mirror.Follow(ctx, followEvery, f.tell)
		_ = f.store.Close() // it was only read
		f.store, f.mirror = nil, nil
	}
}

// await waits for a file whose first sync has come to its end, and reads it;
// ready is called before.
func (f *follower) await(ctx context.Context, library *retrieval.Library, ready func()) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(followEvery):
	}
	store, err := f.finished(ctx)
	if store != nil {
		ready()
		if err = f.load(ctx, store, library); err == nil {
			f.tell(sqlite.Changes{Put: library.Len()}, nil)
		}
	}
	if err != nil && ctx.Err() == nil {
		f.tell(sqlite.Changes{}, err)
	}
}

// finished opens the file; nil where no sync has come to its end there.
func (f *follower) finished(ctx context.Context) (*sqlite.Store, error) {
	store, err := f.Store(ctx)
	if store == nil || err != nil {
		return nil, err
	}
	if done, err := store.Finished(ctx); err != nil || !done {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// tell logs what a sync brought, and each new failure once.
func (f *follower) tell(c sqlite.Changes, err error) {
	if err == nil {
		f.trouble = ""
		f.Log.Info("took over the library's changes", "put", c.Put, "removed", c.Removed, "embedder", c.Embedder)
		return
	}
	if f.trouble != err.Error() {
		f.trouble = err.Error()
		f.Log.Error("the library's changes could not be taken over, trying again", "error", err)
	}
}
