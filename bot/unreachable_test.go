package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// away is a database that can be cut off.
type away struct {
	t      *testing.T
	server *postgrestest.Server
	name   string
}

// onServer gives a world a database of its own on a server.
func (w *world) onServer(t *testing.T) away {
	t.Helper()
	server := postgrestest.Start(t)
	url := server.Database(t)
	w.config.Store.Close()
	var err error
	if w.config.Store, err = store.OpenURL(w.ctx, url, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.config.Store.Close() })
	return away{t, server, strings.TrimPrefix(strings.Split(url, "?")[0], "postgres://footnote@/")}
}

func (a away) do(statement string) {
	a.t.Helper()
	if err := a.server.Do(statement); err != nil {
		a.t.Fatal(err)
	}
}

// cut ends all connections and refuses new ones until joined.
func (a away) cut() {
	a.t.Helper()
	a.do("ALTER DATABASE " + a.name + " ALLOW_CONNECTIONS false")
	a.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + a.name + "'")
}

func (a away) joined() {
	a.t.Helper()
	a.do("ALTER DATABASE " + a.name + " ALLOW_CONNECTIONS true")
}

// While the database does not answer, every question gets a reply; afterwards all goes
// on without a new start.
func TestADatabaseThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, unlimited)
	database := w.onServer(t)
	w.start(t)
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Fatalf("before: %s", says)
	}
	database.cut()
	for range 3 {
		if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Ask again") {
			t.Errorf("meanwhile: %s", says)
		}
	}
	database.joined()
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Errorf("afterwards: %s", says)
	}
}

// A question that the database cannot keep any more is refused and not acknowledged: it
// would be lost with this process.
func TestAQuestionThatCannotBeKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, unlimited)
	w.onServer(t)
	w.tune = func(b *Bot) { b.jobKeeper.time = 300 * time.Millisecond }
	w.start(t)
	if err := w.config.Store.Beside(w.ctx, func(ctx context.Context) error {
		if err := w.config.Store.Exec(ctx, "LOCK TABLE pending IN SHARE MODE"); err != nil {
			return err
		}
		if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Ask again") {
			t.Errorf("meanwhile: %s", says)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Errorf("afterwards: %s", says)
	}
}

// What is deleted or edited while the database does not answer is followed afterwards.
func TestChangesWhileTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	if err := w.end(); err != nil {
		t.Fatal(err)
	}
	database := w.onServer(t)
	w.start(t)
	said := w.converse(t, w.general.ID)
	shown := w.drafts(t, localdiscord.Values{"discussion": w.general, "channel": w.extra, "length": "long"}).publishes(w.extra.ID)[0]
	if err := w.bot.core.Tick(w.ctx, time.Now()); err != nil {
		t.Fatal(err)
	}
	database.cut()
	err := errors.Join(w.anna.Delete(w.general.ID, said[2].ID), w.ben.Edit(w.general.ID, said[1].ID, "I did not say that"))
	if err == nil {
		err = w.waitUntil(func() bool { return strings.Count(w.logs.String(), "was not followed") == 2 })
	}
	if err != nil {
		t.Fatal(err)
	}
	database.joined()
	// A tick on a connection that was closed fails; the next one comes a minute later.
	if err := w.waitUntil(func() bool { return w.bot.core.Tick(w.ctx, time.Now()) == nil }); err != nil {
		t.Fatal(err)
	}
	w.waitGone(t, shown, "Mill Street")
	w.waitGone(t, shown, "library closes")
}
