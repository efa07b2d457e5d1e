package service

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/guildstore"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/botdata"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/shared"
	"footnote/retrieval/answer/budget"
)

// openMemory opens what the bot remembers, which it holds with the data directory dir
// until release is called.
func openMemory(ctx context.Context, a *app.App) (memory *store.DB, dir string, release func() error, err error) {
	if dir, err = a.DataDir(); err != nil {
		return nil, "", nil, err
	}
	if err := sayLeftBehind(a, dir); err != nil {
		return nil, "", nil, err
	}
	if memory, release, err = botdata.Serve(ctx, a, dir, "footnote serve"); err != nil {
		return nil, "", nil, err
	}
	if l := sharedIn(memory); l != nil {
		if _, err := l.Pull(ctx, shared.Base, dir); err != nil {
			a.Log.Warn("the library is the one that this process had last", "error", err)
		}
	}
	return memory, dir, release, nil
}

// sayLeftBehind says where the bot's data lie that a version up to 0.1.0 kept in the
// configured directory although --data named dir, which has none yet.
func sayLeftBehind(a *app.App, dir string) error {
	if a.From.Data == "" || a.Config.Database.URL != "" || datadir.IsFile(filepath.Join(dir, backup.Memory)) {
		return nil
	}
	c, err := a.Settings(nil)
	if err != nil {
		return err
	}
	old, err := datadir.Place(c.Data, a.Getenv)
	if err == nil && datadir.IsFile(filepath.Join(old, backup.Memory)) {
		a.Problems.Problem(fmt.Sprintf("the bot begins with nothing remembered in %s: if what lies in %s is this bot's, stop it and move %s and the folder %s from there",
			dir, old, backup.Memory, backup.Guilds))
	}
	return nil // without a configured directory, nothing lies there
}

// keySpent is the setting, of no guild, that holds what models took today.
const keySpent = "spent"

// ledgerPatience is how long keeping a sum may take.
const ledgerPatience = 2 * time.Second

// ledger keeps what models took with the bot's data, for all processes that share it.
type ledger struct {
	memory *store.DB
	log    *slog.Logger
}

// Read returns what is kept; see answer.Ledger.
func (l ledger) Read() (sum budget.Spent, ok bool) {
	ctx, cancel := context.WithTimeout(store.In(context.Background(), ""), ledgerPatience)
	defer cancel()
	err := guildstore.New(l.memory).Setting(ctx, "", keySpent, &sum)
	return sum, l.done(err)
}

// Add adds to what is kept; see answer.Ledger.
func (l ledger) Add(more budget.Spent) (sum budget.Spent, ok bool) {
	ctx, cancel := context.WithTimeout(store.In(context.Background(), ""), ledgerPatience)
	defer cancel()
	kept := guildstore.New(l.memory)
	err := l.memory.Together(ctx, func(ctx context.Context) error {
		if err := kept.Setting(ctx, "", keySpent, &sum); err != nil {
			return err
		}
		sum = sum.Plus(more)
		return kept.Set(ctx, "", keySpent, sum)
	})
	return sum, l.done(err)
}

// done reports whether there is no error, and logs one.
func (l ledger) done(err error) bool {
	if err != nil {
		l.log.Error("what models took today cannot be read or kept, and is counted in memory until it can", "error", err)
	}
	return err == nil
}
