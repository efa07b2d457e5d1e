package bot

import (
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// While the database does not answer, every question gets a reply; afterwards all goes
// on without a new start.
func TestADatabaseThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	server := postgrestest.Start(t)
	url := server.Database(t)
	name := strings.TrimPrefix(strings.Split(url, "?")[0], "postgres://footnote@/")
	w := newWorld(t, unlimited)
	w.config.Store.Close()
	var err error
	if w.config.Store, err = store.OpenURL(w.ctx, url, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.config.Store.Close() })
	w.start(t)
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Fatalf("before: %s", says)
	}
	do := func(statement string) {
		t.Helper()
		if err := server.Do(statement); err != nil {
			t.Fatal(err)
		}
	}
	do("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false")
	do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'")
	for range 3 {
		if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Ask again") {
			t.Errorf("meanwhile: %s", says)
		}
	}
	do("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true")
	if says := text(w.ask(t, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Errorf("afterwards: %s", says)
	}
}
