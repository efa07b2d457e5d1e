package stores

import (
	"strconv"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// BenchmarkPost keeps a post and reads it and a setting, as a question does.
func BenchmarkPost(b *testing.B) {
	for engine, open := range map[string]func() (*store.DB, error){
		"sqlite":   func() (*store.DB, error) { return store.Open(b.Context(), b.TempDir()+"/bot.db", nil) },
		"postgres": func() (*store.DB, error) { return store.OpenURL(b.Context(), postgrestest.Start(b).URL(b), nil) },
	} {
		b.Run(engine, func(b *testing.B) {
			db, err := open()
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			s, n := New(db), 0
			for b.Loop() {
				n++
				if err := s.AddPost(b.Context(), post(strconv.Itoa(n), anna)); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Post(b.Context(), strconv.Itoa(n)); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Settings(b.Context(), "g"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
