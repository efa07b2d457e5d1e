package stores

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/digeststore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/postgrestest"
	"footnote/bot/store/statstore"
	"footnote/bot/store/summarystore"
)

// everyTable puts a row of a guild into every table that has rows of guilds.
func everyTable(t *testing.T, s *opened, guild string) {
	t.Helper()
	ctx := store.In(t.Context(), guild)
	full(t, s, anna, guild, guild)
	must(t, s.SetMessages(ctx, guild, []feature.Posted{{ID: "m" + guild, Channel: "c"}}))
	must(t, s.Set(ctx, guild, "length", "short"))
	must(t, s.AddGolden(ctx, guild, gapstore.Golden{Asked: store.Asked{Question: "who?"}}))
	must(t, s.AddAsk(ctx, guild, statstore.OutcomeAnswered, time.Second, nil))
	must(t, s.PutSummary(ctx, summarystore.Summary{ID: "s" + guild, Guild: guild, State: summarystore.Draft, Body: []byte("{}"), Sources: []summarystore.Source{{Message: "m"}}}))
	must(t, s.SetSummaryMessages(ctx, "s"+guild, []feature.Posted{{ID: "m"}}))
	_, err := s.AddDigest(ctx, digeststore.Digest{Guild: guild, Rule: []byte("{}")}, []string{"a"})
	must(t, err)
	must(t, s.SetOptedOut(ctx, guild, anna, true))
	must(t, s.Exec(ctx, "INSERT INTO uses (guild, day, article, times) VALUES (?, '', '', 1)", guild))
	must(t, s.Exec(ctx, "INSERT INTO libraries (name) VALUES (?)", "guilds/"+guild))
	for _, values := range []string{
		"sources SELECT id, 1, '', 1, ''", "documents SELECT id, 1, 1, '', '', '', '', 0", "articles SELECT id, 1, 1, '', '', '', '', '', '', '', '', '', '', '', 1",
		"passages SELECT id, 1, 1, 1, 1, '', '', ''", "embedders SELECT id, 1, '', 1, 1", "vectors SELECT id, 1, '', ''", "excluded SELECT id, '', ''", "state SELECT id, 1, 1, '', 0",
	} {
		must(t, s.Exec(ctx, "INSERT INTO library_"+values+" FROM libraries WHERE name = ?", "guilds/"+guild))
	}
}

// guildless are the tables that have no rows of guilds.
var guildless = []string{"footnote", "processes", "jobs", "leases"}

// Of each table, whoever does not say a guild sees nothing, who says one sees its rows
// alone, and a forged name opens nothing. The user owns the tables.
func TestGuildsAreKeptApart(t *testing.T) {
	s := serverOpen(t, postgrestest.Start(t).URL(t))
	must(t, s.KeepApart(t.Context(), true))
	for _, guild := range []string{"g", "h"} {
		everyTable(t, s, guild)
	}
	tables, err := store.Column[string](t.Context(), s.DB, "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
	must(t, err)
	for _, table := range tables {
		if slices.Contains(guildless, table) {
			continue
		}
		seen := func(ctx context.Context) (n int) {
			must(t, s.QueryRow(ctx, `SELECT count(*) FROM "`+table+`"`).Scan(&n))
			return n
		}
		all := seen(store.Across(t.Context()))
		if all == 0 {
			t.Errorf("%s has no row to look for", table)
		}
		is(t, table+" to g", seen(store.In(t.Context(), "g")), all/2)
		for who, ctx := range map[string]context.Context{
			"nobody": t.Context(), "direct messages": store.In(t.Context(), ""), "one who says all": store.In(t.Context(), "*"),
			"one who says more": store.In(t.Context(), "g' OR '1' = '1"), "one who says it twice": store.In(t.Context(), "=g"),
		} {
			is(t, table+" to "+who, seen(ctx), 0)
			done, err := s.ExecResult(ctx, `DELETE FROM "`+table+`"`)
			must(t, err)
			n, err := done.RowsAffected()
			must(t, err)
			is(t, "rows of "+table+" that go for "+who, n, 0)
		}
	}
}

// A statement in one guild cannot write into another, nor reach it by the ID of a row.
func TestANeighbourCannotBeReached(t *testing.T) {
	s := serverOpen(t, postgrestest.Start(t).URL(t))
	must(t, s.KeepApart(t.Context(), true))
	everyTable(t, s, "g")
	h := store.In(t.Context(), "h")
	for what, err := range map[string]error{
		"a setting": s.Set(h, "g", "length", "long"), "a post": s.AddPost(h, post("9", ben)),
		"without a guild": s.AddAudit(t.Context(), "g", anna, "x", "y"),
	} {
		if !errors.Is(err, store.ErrOtherGuild) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.Post(h, "g"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("its post: %v", err)
	}
	if _, _, err := s.Vote(h, "g", ben, 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a vote: %v", err)
	}
	must(t, s.RemovePost(h, "g"))
	must(t, s.ForgetGuild(h, "g"))
	_, err := s.Post(store.In(t.Context(), "g"), "g")
	must(t, err)
	// What a context says anew within a transaction holds for what comes then.
	must(t, s.All.Together(h, func(ctx context.Context) error {
		_, first := s.Post(ctx, "g")
		_, then := s.Post(store.In(ctx, "g"), "g")
		_, last := s.Post(ctx, "g")
		if !errors.Is(first, store.ErrNotFound) || then != nil || !errors.Is(last, store.ErrNotFound) {
			t.Errorf("in one transaction: %v, %v, %v", first, then, last)
		}
		return nil
	}))
}

// It is turned on and off while other processes read and write, which miss nothing.
func TestGuildsApartInUse(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	user, operator := serverOpen(t, url), serverOpen(t, url)
	for _, s := range []*opened{user, operator} {
		leave, err := s.Join(t.Context())
		must(t, err)
		defer leave() //nolint:errcheck // the test is over
	}
	g := store.In(t.Context(), "g")
	must(t, user.AddPost(g, post("1", anna)))
	var over atomic.Bool
	var using sync.WaitGroup
	using.Go(func() {
		for !over.Load() {
			_, err := user.Post(g, "1")
			if err := errors.Join(err, user.Set(g, "g", "length", "short")); err != nil {
				t.Errorf("meanwhile: %v", err)
				return
			}
		}
	})
	for _, step := range []struct {
		apart bool
		is    string
	}{{true, store.Apart}, {true, store.Apart}, {false, store.NotApart}, {true, store.Apart}} {
		must(t, operator.KeepApart(t.Context(), step.apart))
		st, err := store.URLStatus(t.Context(), url)
		must(t, err)
		is(t, "the state", st.Guilds, step.is)
	}
	over.Store(true)
	using.Wait()
	// Who opens it then follows without being told.
	if _, err := serverOpen(t, url).Post(t.Context(), "1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("one that says no guild: %v", err)
	}
}

// For a user that no policy holds for, it is refused, and told where it is on.
func TestApartFromASuperuser(t *testing.T) {
	server := postgrestest.Start(t)
	url := server.URL(t)
	must(t, serverOpen(t, url).KeepApart(t.Context(), true))
	above := serverOpen(t, postgrestest.AsOwner(url))
	if err := above.KeepApart(t.Context(), true); err == nil {
		t.Error("a superuser is taken to be kept out")
	}
	st, err := store.URLStatus(t.Context(), postgrestest.AsOwner(url))
	must(t, err)
	is(t, "the state", st.Guilds, store.Exempt)
	lite, _, _ := open(t)
	must(t, lite.KeepApart(t.Context(), false))
	if err := lite.KeepApart(t.Context(), true); err == nil {
		t.Error("a file keeps guilds apart")
	}
}
