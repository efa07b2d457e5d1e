package stores

import (
	"strconv"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// BenchmarkPost keeps a post and reads it and a setting, as a question does: with guilds
// kept apart by the server too.
func BenchmarkPost(b *testing.B) {
	for engine, open := range map[string]func() (*store.DB, error){
		"sqlite":   func() (*store.DB, error) { return store.Open(b.Context(), b.TempDir()+"/bot.db", nil) },
		"postgres": func() (*store.DB, error) { return store.OpenURL(b.Context(), postgrestest.Start(b).URL(b), nil) },
		"apart": func() (*store.DB, error) {
			db, err := store.OpenURL(b.Context(), postgrestest.Start(b).URL(b), nil)
			if err != nil {
				return nil, err
			}
			return db, db.KeepApart(b.Context(), true)
		},
	} {
		b.Run(engine, func(b *testing.B) {
			db, err := open()
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			s, n, ctx := New(db), 0, store.In(b.Context(), "g")
			for b.Loop() {
				n++
				if err := s.AddPost(ctx, post(strconv.Itoa(n), anna)); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Post(ctx, strconv.Itoa(n)); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Settings(ctx, "g"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
