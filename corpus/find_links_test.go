package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// A link in a folder that leads to a file outside of it is refused with a
// sentence and not read; one that stays inside is, and so is one that was named.
func TestLinksOutOfAFolderAreRefused(t *testing.T) {
	inside := linked(t)
	read, refused := 0, 0
	for a, err := range corpus.Read(t.Context(), []string{inside}) {
		switch {
		case err != nil && strings.Contains(err.Error(), "leads out of the folder"):
			refused++
		case err != nil:
			t.Error(err)
		case strings.Contains(a.Text, "xylophone"):
			t.Errorf("%s was read", a.ID)
		default:
			read++
		}
	}
	if read != 2 || refused != 3 {
		t.Errorf("%d were read and %d refused", read, refused)
	}
	for a, err := range corpus.Read(t.Context(), []string{filepath.Join(inside, "absolute.txt")}) {
		if err != nil || !strings.Contains(a.Text, "xylophone") {
			t.Errorf("a link that was named itself: %v", err)
		}
	}
}

// linked is a folder with a file, links to it, and links to files outside.
func linked(t *testing.T) (inside string) {
	t.Helper()
	top := t.TempDir()
	outside := filepath.Join(top, "private")
	inside = filepath.Join(top, "articles")
	for path, text := range map[string]string{
		filepath.Join(inside, "real", "ferry.txt"): "The ferry to Norholm leaves at noon.",
		filepath.Join(outside, "secret.txt"):       "The password is xylophone.",
		filepath.Join(outside, "secret.json"):      `{"title": "Secret", "text": "The password is xylophone."}`,
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"absolute.txt": filepath.Join(outside, "secret.txt"),
		"relative.txt": filepath.Join("..", "private", "secret.txt"),
		"sniffed.json": filepath.Join(outside, "secret.json"),
		"again.txt":    filepath.Join("real", "ferry.txt"),
	} {
		if err := os.Symlink(target, filepath.Join(inside, link)); err != nil {
			t.Skipf("this system makes no links: %v", err)
		}
	}
	return inside
}
