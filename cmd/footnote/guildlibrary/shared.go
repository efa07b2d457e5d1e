package guildlibrary

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/cmd/footnote/shared"
	"footnote/retrieval/sqlite"
)

// pull brings the guild's file up to what other processes made of it, and reports whether
// it has changed.
func (g *guild) pull(ctx context.Context) (changed bool, err error) {
	if g.s.Shared == nil {
		return false, nil
	}
	return g.s.Shared.Pull(ctx, shared.Guild(g.id), g.dir)
}

// errNotHere: this process has no copy of the articles of a guild, and cannot get one.
var errNotHere = errors.New("the articles of a guild are not here yet")

// pullAgain is how long articles that could not be brought up to date answer before it is
// tried again.
const pullAgain = 5 * time.Second

// brought has the file there that is to be read: as other processes made it, or where the
// server does not answer as it was last. The caller holds loading.
func (g *guild) brought(ctx context.Context) error {
	_, err := g.pull(ctx)
	g.behind = time.Time{}
	if err == nil {
		return nil
	}
	g.behind = time.Now()
	if shared.Version(g.dir) == 0 {
		return fmt.Errorf("%w: %w", errNotHere, err)
	}
	g.s.Log.Warn("the articles of a guild are those that this process had last", "guild", g.id, "error", err)
	return nil
}

// catchUp is pull for articles that are loaded, which follow. The caller has its turn.
func (g *guild) catchUp(ctx context.Context) error {
	changed, err := g.pull(ctx)
	if err != nil || !changed {
		return err
	}
	store, err := sqlite.Open(ctx, g.dir)
	if errors.Is(err, sqlite.ErrNone) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.hold(nil, nil)
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(g.follow(ctx, store), store.Close())
}

// push has other processes follow what was changed. Where that fails, nothing was: the
// change is taken back. The caller has its turn.
func (g *guild) push(ctx context.Context) error {
	if g.s.Shared == nil {
		return nil
	}
	err := g.s.Shared.Push(ctx, shared.Guild(g.id), g.dir)
	if err == nil {
		return nil
	}
	// Without the server, it is taken back by the next one that has a turn.
	return errors.Join(err, g.catchUp(ctx))
}

// errBusy: a guild's file is being changed.
var errBusy = errors.New("a guild's articles are being changed")

// Follow brings the articles of a shared library of that name up to what another process
// made of them, where they are loaded.
func (s *Libraries) Follow(ctx context.Context, name string) error {
	id := strings.TrimPrefix(name, shared.Guild(""))
	s.mu.Lock()
	g := s.guilds[id]
	s.mu.Unlock()
	if g == nil {
		return nil
	}
	select {
	case g.changing <- struct{}{}:
		defer func() { <-g.changing }()
	default:
		return errBusy
	}
	unpin := g.pin()
	defer unpin()
	g.loading.Lock()
	loaded := g.loaded && g.broken == nil
	g.loading.Unlock()
	if !loaded {
		return nil
	}
	return g.catchUp(ctx)
}
