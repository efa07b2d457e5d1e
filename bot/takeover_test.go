package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/retrieval/answer"
)

// A question that another process of the bot had acknowledged when it ended is answered
// once, by one that goes on.
func TestAnotherProcessTakesOver(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	w := newWorld(t)
	join := func() (s *store.DB, end func()) {
		s, err := store.OpenURL(w.ctx, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		release, err := s.Join(w.ctx)
		if err != nil {
			t.Fatal(err)
		}
		return s, func() {
			if err := release(); err != nil {
				t.Error(err)
			}
			s.Close()
		}
	}
	// The process that ends parks the question, as one that is killed leaves it.
	var end func()
	if err := w.config.Store.Close(); err != nil {
		t.Fatal(err)
	}
	w.config.Store, end = join()
	w.hold()
	w.config.Drain = 50 * time.Millisecond
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err == nil {
		err = w.waitUntil(func() bool { return w.bot.core.Waiting() == 1 })
	}
	if err != nil {
		t.Fatal(err)
	}
	ended, other := w.end, end
	w.config.Store, end = join()
	t.Cleanup(end)
	w.config.Answerer, w.config.Drain = answer.New(w.library), 30*time.Second
	if list, err := w.kept().TakeOver(store.Across(w.ctx), time.Time{}); err != nil || len(list) != 0 {
		t.Errorf("taken from one that lives: %v, %v", list, err)
	}
	if err := ended(); err != nil {
		t.Fatal(err)
	}
	w.start(t)
	other()
	if m := w.settled(t, asked); !strings.Contains(text(m), "Emirates") {
		t.Errorf("the command got %s", text(m))
	}
}
