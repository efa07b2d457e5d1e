package datadir

import (
	"path/filepath"
	"strings"
	"testing"
)

// Where the platform keeps data, the environment decides.
func TestPlatformData(t *testing.T) {
	for _, c := range []struct{ system, set, want string }{
		{"linux", "HOME=/home/me", "/home/me/.local/share/footnote"},
		{"linux", "HOME=/home/me XDG_DATA_HOME=/data", "/data/footnote"},
		{"linux", "HOME=/home/me XDG_DATA_HOME=data", "/home/me/.local/share/footnote"},
		{"darwin", "HOME=/Users/me", "/Users/me/Library/Application Support/footnote"},
		{"windows", "HOME=/home/me LOCALAPPDATA=/local", "/local/footnote"},
		{"linux", "", ""},
	} {
		set := map[string]string{}
		for _, pair := range strings.Fields(c.set) {
			name, value, _ := strings.Cut(pair, "=")
			set[name] = value
		}
		got, err := platformData(c.system, func(name string) string { return set[name] })
		if filepath.ToSlash(got) != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s, %s: %q, %v, want %q", c.system, c.set, got, err, c.want)
		}
	}
}
