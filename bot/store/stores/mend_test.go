package stores

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/store"
)

// A file that was emptied, overwritten or damaged anywhere is refused with what
// mends it, and left as it is; a missing one is made.
func TestOpenSaysWhatMendsAFile(t *testing.T) {
	s, _, path := open(t)
	full(t, s, anna, "g", "1")
	for range 300 {
		must(t, s.AddAudit(t.Context(), "g", anna, "settings.limits", "strict"))
	}
	must(t, s.Forget(t.Context(), ben)) // writes all into the one file
	must(t, s.Close())
	good, err := os.ReadFile(path)
	must(t, err)
	cases := map[string][]byte{"emptied": nil, "text": []byte("nothing to see here"), "zeroes": make([]byte, len(good)), "cut": good[:len(good)/2]}
	broken := bytes.Clone(good)
	for i := range 4096 {
		broken[len(broken)/2/4096*4096+i] ^= 0x5a
	}
	cases["a broken page"] = broken
	for name, content := range cases {
		at := filepath.Join(t.TempDir(), "bot.db")
		must(t, os.WriteFile(at, content, 0o600))
		_, err := store.Open(t.Context(), at, nil)
		for what, err := range map[string]error{"open": err, "check": store.Check(t.Context(), at)} {
			if !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "save what can be saved of "+at) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		now, err := os.ReadFile(at)
		must(t, err)
		if !bytes.Equal(now, content) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	must(t, store.Check(t.Context(), path))
	if err := store.Check(t.Context(), path+"-none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
