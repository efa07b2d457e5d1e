package stores

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
)

// older makes a file one of the version before: what the last migration added is
// taken away.
func older(t *testing.T, s *opened) {
	t.Helper()
	for _, undo := range []string{
		"DROP TABLE golden", "PRAGMA user_version = 7",
	} {
		must(t, s.Exec(t.Context(), undo))
	}
}

// A file of an older version is brought up to date, and a copy of it stays for a
// week or until somebody is to be forgotten.
func TestAnOlderFileIsCopiedBeforeItChanges(t *testing.T) {
	for name, gone := range map[string]func(s *opened, c *clock) error{
		"a week": func(s *opened, c *clock) error {
			c.now = time.Now().Add(store.CopiesLast + time.Hour)
			return s.Sweep(t.Context())
		},
		"forget": func(s *opened, c *clock) error { return s.Forget(t.Context(), "anna") },
	} {
		t.Run(name, func(t *testing.T) {
			s, c, path := open(t)
			must(t, s.AddPost(t.Context(), post("1", "anna")))
			older(t, s)
			must(t, s.Close())
			s, err := reopen(t, path, c.Now)
			must(t, err)
			defer s.Close()
			_, err = s.Post(t.Context(), "1")
			must(t, err)
			kept := path + ".before-8"
			info, err := os.Stat(kept)
			must(t, err)
			if info.Mode().Perm() != 0o600 {
				t.Errorf("the copy has the mode %v", info.Mode())
			}
			must(t, s.Sweep(t.Context()))
			if _, err := os.Stat(kept); err != nil {
				t.Error("the copy is gone at once")
			}
			must(t, gone(s, c))
			if _, err := os.Stat(kept); !errors.Is(err, os.ErrNotExist) {
				t.Error("the copy stays for ever")
			}
		})
	}
}

// A newer file is refused with both versions, also by who only looks.
func TestANewerFileIsRefusedWithTheVersions(t *testing.T) {
	s, _, path := open(t)
	must(t, s.Exec(t.Context(), "PRAGMA user_version = 99"))
	must(t, s.Close())
	_, err := store.Open(t.Context(), path, nil)
	for _, err := range []error{err, store.Check(t.Context(), path)} {
		if !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), "version 99") || strings.Contains(err.Error(), "\n") {
			t.Errorf("it says %v", err)
		}
	}
}

// What was removed gives its room back to the disk, once that is much.
func TestSweepGivesRoomBack(t *testing.T) {
	s, c, path := open(t)
	for i := range 300 {
		must(t, s.AddTurn(t.Context(), "c", "anna", conversationstore.Turn{Question: strconv.Itoa(i), Answer: strings.Repeat("answer ", 4000)}))
	}
	size := func() int64 {
		info, err := os.Stat(path)
		must(t, err)
		return info.Size()
	}
	must(t, s.Sweep(t.Context()))
	must(t, s.Exec(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"))
	before := size()
	c.now = c.now.Add(25 * time.Hour)
	must(t, s.Sweep(t.Context()))
	if after := size(); after > before/4 {
		t.Errorf("the file has %d bytes, and had %d", after, before)
	}
}
