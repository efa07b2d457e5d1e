package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A program that keeps running takes over what another process syncs: new,
// changed and vanished articles.
func TestFollowsTheLibrary(t *testing.T) {
	m := newModelled(t)
	_, err := m.index("add", m.dir)
	must(t, err)
	p := newProgram(func(name string) string { return m.set[name] }, strings.NewReader(""), io.Discard, io.Discard)
	library, stop, err := p.openFollowing(t.Context(), source{})
	must(t, err)
	defer stop()
	if library.Len() != 40 || library.Pending() != 0 {
		t.Errorf("%d articles, %d pending", library.Len(), library.Pending())
	}
	writeStories(t, m.dir, 2, 39)
	_, err = m.index("sync")
	must(t, err)
	deadline := time.Now().Add(20 * time.Second)
	for library.Len() != 41 {
		if time.Now().After(deadline) {
			t.Fatalf("%d articles, want 41", library.Len())
		}
		time.Sleep(10 * time.Millisecond)
	}
	if _, there := library.Article("line39"); there || library.Pending() != 0 {
		t.Error("a vanished article is still there, or vectors are missing")
	}
}

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
