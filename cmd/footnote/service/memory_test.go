package service

import (
	"log/slog"
	"path/filepath"
	"testing"

	"footnote/bot/store"
	"footnote/retrieval/answer/budget"
)

func TestTheLedgerIsInTheBotsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bot.db")
	for n := range 2 {
		s, err := store.Open(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		l := ledger{s, slog.New(slog.DiscardHandler)}
		if got, _ := l.Read(); n == 1 && (got.Tokens != 7 || got.Guilds["g"] != 7 || got.Day != "2025-08-07") || n == 0 && got.Tokens != 0 {
			t.Errorf("at opening %d: %+v", n, got)
		}
		l.Add(budget.Spent{Day: "2025-08-07", Tokens: 7, Guilds: map[string]int{"g": 7}})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
