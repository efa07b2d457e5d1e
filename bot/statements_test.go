package bot

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/storetest"
)

// Bounds of what one /ask in a guild costs, from the command to the answer.
const (
	mostStatements   = 8
	mostTransactions = 1
	mostSettings     = 1 // reads of the settings
)

func TestAnAskTakesFewStatements(t *testing.T) {
	storetest.OnlyInAFile(t)
	w := newWorld(t)
	w.config.Store.Close()
	path := filepath.Join(t.TempDir(), "bot.db")
	var err error
	if w.config.Store, err = store.OpenBy(w.ctx, storetest.Driver, path, nil); err != nil {
		t.Fatal(err)
	}
	beside, err := store.Open(w.ctx, path, nil) // its statements do not count
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { beside.Close() })
	w.start(t)
	for name, question := range map[string]string{
		"answered": "Which country did Putin name as a possible venue?",
		"declined": "How do I tune the carburettor of a moped?",
	} {
		w.ask(t, w.general.ID, "Who is Putin?") // what happens once at the start is over
		settle(t, w, beside)
		run := storetest.Count(t, func() {
			asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": question})
			if err != nil {
				t.Fatal(err)
			}
			if m := w.settled(t, asked); strings.Contains(text(m), "The articles don't say") != (name == "declined") {
				t.Fatalf("%s: got %s", name, text(m))
			}
			settle(t, w, beside)
		})
		transactions := countOf(run, "BEGIN")
		settings := countOf(run, " FROM settings")
		t.Logf("%s: %d statements, %d transactions, settings read %d times:\n%s", name, len(run)-transactions, transactions, settings, strings.Join(run, "\n"))
		if len(run)-transactions > mostStatements || transactions > mostTransactions || settings > mostSettings {
			t.Errorf("%s: %d statements in %d transactions, settings read %d times", name, len(run)-transactions, transactions, settings)
		}
	}
}

// countOf counts the statements that hold a text.
func countOf(statements []string, part string) int {
	return len(slices.DeleteFunc(slices.Clone(statements), func(s string) bool { return !strings.Contains(s, part) }))
}

// settle waits until no question is under way.
func settle(t *testing.T, w *world, beside *store.DB) {
	t.Helper()
	if err := w.waitUntil(func() bool {
		left, err := conversationstore.New(beside).TakePending(w.ctx, time.UnixMilli(0))
		return err == nil && len(left) == 0
	}); err != nil {
		t.Fatal(err)
	}
}
