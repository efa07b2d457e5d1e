// Package botdata opens what the bot remembers where the configuration says: in the data
// directory, or on a database server.
package botdata

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"footnote/bot/store"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
)

// Path is the file of what the bot remembers in a data directory.
func Path(dir string) string { return filepath.Join(dir, backup.Memory) }

// Serve opens what the bot remembers for a bot that keeps its other data in dir. No
// other bot has it until release is called, but for processes of the same where they share
// a database; and nobody else has the directory.
func Serve(ctx context.Context, a *app.App, dir, who string) (memory *store.DB, release func() error, err error) {
	hold := (*store.DB).Hold
	if a.Config.Database.Shared {
		hold = (*store.DB).Join
	}
	return held(ctx, a, dir, who, hold)
}

// held is Serve with how the database is held.
func held(ctx context.Context, a *app.App, dir, who string, hold func(*store.DB, context.Context) (func() error, error)) (memory *store.DB, release func() error, err error) {
	leave, err := datadir.HoldBot(dir, who)
	if err != nil {
		return nil, nil, err
	}
	memory, err = open(ctx, a, dir)
	if err != nil {
		return nil, nil, errors.Join(err, leave())
	}
	free, err := hold(memory, ctx)
	if err != nil {
		return nil, nil, errors.Join(err, memory.Close(), leave())
	}
	release = func() error { return errors.Join(free(), memory.Close(), leave()) }
	if apart := a.Config.Database.RowSecurity; apart != "" {
		if err := memory.KeepApart(ctx, apart == "yes"); err != nil {
			return nil, nil, errors.Join(err, release())
		}
	}
	return memory, release, nil
}

// Read opens what a bot remembers that may be running.
func Read(ctx context.Context, a *app.App) (*store.DB, error) {
	dir, err := a.DataDir()
	if err != nil {
		return nil, err
	}
	if path := Path(dir); a.Config.Database.URL == "" && !datadir.IsFile(path) {
		return nil, fmt.Errorf("%s does not exist: name the data directory that `footnote serve` uses in --data or FOOTNOTE_DATA", path)
	}
	return open(ctx, a, dir)
}

func open(ctx context.Context, a *app.App, dir string) (*store.DB, error) {
	if url := a.Config.Database.URL; url != "" {
		return store.OpenURL(ctx, url.Reveal(), nil)
	}
	return store.Open(ctx, Path(dir), nil)
}

// Status tells how it stands, and changes nothing. The error is fs.ErrNotExist where
// there is no file.
func Status(ctx context.Context, a *app.App) (store.Status, error) {
	if url := a.Config.Database.URL; url != "" {
		return store.URLStatus(ctx, url.Reveal())
	}
	dir, err := a.DataDir()
	if err != nil {
		return store.Status{}, err
	}
	return store.FileStatus(ctx, Path(dir))
}
