package main

import (
	"context"
	"log/slog"
	"time"

	"footnote/bot/store/guildstore"
	"footnote/retrieval/answer"
)

// keySpent is the setting, of no guild, that holds what models took today.
const keySpent = "spent"

// ledgerPatience is how long keeping a sum may take.
const ledgerPatience = 2 * time.Second

// ledger keeps what models took in the bot's data file.
type ledger struct {
	store *guildstore.GuildStore
	log   *slog.Logger
}

// Read returns what was kept; see answer.Ledger.
func (l ledger) Read() (spent answer.Spent) {
	ctx, cancel := context.WithTimeout(context.Background(), ledgerPatience)
	defer cancel()
	if err := l.store.Setting(ctx, "", keySpent, &spent); err != nil {
		l.log.Error("what models took today cannot be read, the budget begins anew", "error", err)
	}
	return spent
}

// Keep writes a sum down; see answer.Ledger.
func (l ledger) Keep(spent answer.Spent) {
	ctx, cancel := context.WithTimeout(context.Background(), ledgerPatience)
	defer cancel()
	if err := l.store.Set(ctx, "", keySpent, spent); err != nil {
		l.log.Error("what models took today cannot be kept over a restart", "error", err)
	}
}
