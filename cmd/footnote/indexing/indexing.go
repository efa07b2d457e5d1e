// Package indexing changes the library in the data directory: what `footnote index` does.
package indexing

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/golden"
	"footnote/cmd/footnote/shared"
	"footnote/corpus"
	"footnote/corpus/web"
	"footnote/retrieval/sqlite"
)

// Outcome is what became of the articles, and of golden questions where there are any.
type Outcome struct {
	sqlite.Counts
	Golden *golden.Report `json:"golden,omitempty"`
}

// change is what is done to a library.
type change func(*sqlite.Writer, sqlite.Options) (sqlite.Counts, error)

// Add remembers files, folders and web addresses as sources, and reads them. Golden
// questions hold back what answers them worse, unless force is set. With an error, the
// outcome is what was done before it, or nil where there is nothing to tell.
func Add(ctx context.Context, a *app.App, force bool, sources []string) (*Outcome, error) {
	return apply(ctx, a, "footnote index add", force, func(w *sqlite.Writer, o sqlite.Options) (sqlite.Counts, error) {
		addresses := make([]string, len(sources))
		for i, s := range sources {
			var err error
			if addresses[i], err = address(s); err != nil {
				return sqlite.Counts{}, err
			}
		}
		counts, err := w.Add(ctx, o, addresses...)
		if errors.Is(err, corpus.ErrNothing) {
			err = nothingIn(addresses)
		}
		return counts, err
	})
}

// Sync brings every source up to date; see Add. It is an error where there is no library
// yet, which it would make empty.
func Sync(ctx context.Context, a *app.App, force bool) (*Outcome, error) {
	dir, err := a.DataDir()
	if err != nil {
		return nil, err
	}
	// Another process may have made one.
	if err := together(ctx, a, func() error { return nil }); err != nil {
		return nil, err
	}
	// What cannot be looked at is said when it is opened.
	if _, err := os.Stat(filepath.Join(dir, sqlite.FileName)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no library in %s yet: name its sources with footnote index add", dir)
	}
	return apply(ctx, a, "footnote index sync", force, func(w *sqlite.Writer, o sqlite.Options) (sqlite.Counts, error) {
		return w.Sync(ctx, o)
	})
}

// Remove removes articles by their IDs, and sources by their paths or addresses.
func Remove(ctx context.Context, a *app.App, names []string) (counts sqlite.Counts, err error) {
	kept := make([]string, len(names))
	for i, name := range names {
		kept[i] = name
		if address, err := web.Address(name); err == nil {
			kept[i] = address // in the form that is kept
		}
	}
	err = together(ctx, a, func() error {
		return writing(ctx, a, "footnote index remove", func(w *sqlite.Writer) error {
			counts, err = w.Remove(ctx, kept...)
			return err
		})
	})
	return counts, err
}

// Rollback goes back to the state before the last change.
func Rollback(ctx context.Context, a *app.App) error {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	return together(ctx, a, func() error {
		release, err := datadir.HoldLibrary(dir, "footnote index rollback")
		if err != nil {
			return err
		}
		return errors.Join(backup.Rollback(ctx, dir), release())
	})
}

// Open opens the library to read it.
func Open(ctx context.Context, a *app.App) (*sqlite.Store, error) {
	dir, err := a.DataDir()
	if err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, dir)
}

// apply changes the library, by way of the golden questions where there are any.
func apply(ctx context.Context, a *app.App, purpose string, force bool, do change) (o *Outcome, err error) {
	err = together(ctx, a, func() error {
		if a.Config.Golden == "" {
			o, err = made(changed(ctx, a, purpose, do))
		} else {
			o, err = gated(ctx, a, purpose, force, do)
		}
		return err
	})
	return o, err
}

// together runs do between taking over what other processes made of the library, where
// they share it, and handing on what do makes of it.
func together(ctx context.Context, a *app.App, do func() error) (err error) {
	libraries, done, err := shared.Open(ctx, a.Config)
	if err != nil {
		return err
	}
	if libraries == nil {
		return do()
	}
	defer func() { err = errors.Join(err, done()) }()
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	name := shared.NameOf(dir)
	if _, err := libraries.Pull(ctx, name, dir); err != nil {
		return err
	}
	// What was committed before an error is handed on too.
	return errors.Join(do(), libraries.Push(context.WithoutCancel(ctx), name, dir))
}

// made is the outcome of a change that counts say all of.
func made(counts sqlite.Counts, err error) (*Outcome, error) {
	return told(&Outcome{Counts: counts}, err)
}

// told leaves out an outcome that is not worth telling. That of a change that was cut off
// or is not embedded yet is.
func told(o *Outcome, err error) (*Outcome, error) {
	if err != nil && !errors.Is(err, sqlite.ErrEmbedding) && !errors.Is(err, context.Canceled) {
		return nil, err
	}
	return o, err
}

// changed changes the library of the data directory.
func changed(ctx context.Context, a *app.App, purpose string, do change) (counts sqlite.Counts, err error) {
	err = writing(ctx, a, purpose, func(w *sqlite.Writer) error {
		progress := newProgress(a.Process)
		fetcher := web.New(web.Options{AllowHosts: a.Config.Web.AllowHosts})
		defer fetcher.Close()
		options, err := options(ctx, a, w, fetcher, progress)
		if err != nil {
			return err
		}
		counts, err = do(w, options)
		progress.end()
		return err
	})
	return counts, err
}

// writing runs do with the library open to change it.
func writing(ctx context.Context, a *app.App, purpose string, do func(*sqlite.Writer) error) (err error) {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	w, err := sqlite.OpenWriter(ctx, dir, purpose)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return do(w)
}
