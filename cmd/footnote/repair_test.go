package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/guildstore"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/doctor"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/cmd/footnote/repair"
	"footnote/retrieval/sqlite"
)

// damage writes nonsense over a part of a file, by shares of its length.
func damage(t *testing.T, path string, from, to float64) {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	for i := int(from * float64(len(content))); i < int(to*float64(len(content))); i++ {
		content[i] ^= 0x5a
	}
	must(t, os.WriteFile(path, content, 0o600))
}

// repairs runs `footnote repair --json` and returns what became of each file.
func repairs(t *testing.T, env map[string]string) (map[string]repair.Repaired, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(t.Context(), []string{"repair", "--json"}, func(name string) string { return env[name] }, strings.NewReader(""), &out, t.Output())
	var list []repair.Repaired
	if out.Len() > 0 {
		must(t, json.Unmarshal(out.Bytes(), &list))
	}
	all := map[string]repair.Repaired{}
	for _, r := range list {
		all[r.File] = r
	}
	return all, err
}

// A damaged library is named by the doctor, repaired, and equal to what it was after
// the next sync; wherever the damage is, no altered text is left.
func TestRepairOfALibrary(t *testing.T) {
	races.Skip(t, "it indexes articles")
	articles := filepath.Join(t.TempDir(), "articles")
	writeStories(t, articles, 40, 200)
	for i, share := range []float64{0.1, 0.35, 0.6, 0.85} {
		data := t.TempDir()
		guild := filepath.Join(data, backup.Guilds, "17")
		env := map[string]string{"FOOTNOTE_DATA": data, "FOOTNOTE_EMBEDDER": embedder.None}
		runs := func(args ...string) {
			must(t, run(t.Context(), args, func(name string) string { return env[name] }, strings.NewReader(""), t.Output(), t.Output()))
		}
		runs("index", "add", "--data", guild, articles)
		runs("index", "add", articles)
		want := dumpLibrary(t, data)
		for _, dir := range []string{data, guild} {
			damage(t, filepath.Join(dir, sqlite.FileName), share, share+0.06)
		}
		found, err := visit(t, env)
		for _, check := range []string{"library", "articles of server 17"} {
			if f := found[check]; err == nil || f.State != doctor.Fail || !strings.Contains(f.Text, "footnote repair") {
				t.Fatalf("the doctor says %v, %+v", err, f)
			}
		}
		all, err := repairs(t, env)
		must(t, err)
		for name, dir := range map[string]string{sqlite.FileName: data, backup.Guilds + "/17/" + sqlite.FileName: guild} {
			r := all[name]
			if r.State != repair.Mended || !datadir.IsFile(r.Kept) || len(r.Tables) < 5 {
				t.Fatalf("%s: %+v", name, r)
			}
			for _, line := range dumpLibrary(t, dir) {
				if strings.HasPrefix(line, "article ") && !strings.Contains("\n"+strings.Join(want, "\n")+"\n", "\n"+line+"\n") {
					t.Errorf("trial %d: an article that never was: %.200s", i, line)
				}
			}
		}
		runs("index", "add", articles)
		sameLibrary(t, fmt.Sprintf("trial %d", i), dumpLibrary(t, data), want)
		if _, err := visit(t, env); err != nil {
			t.Errorf("trial %d: the doctor says %v", i, err)
		}
	}
}

func TestRepairOfTheBotsMemory(t *testing.T) {
	data := t.TempDir()
	env := map[string]string{"FOOTNOTE_DATA": data, "FOOTNOTE_EMBEDDER": embedder.None}
	path := filepath.Join(data, backup.Memory)
	memory, err := store.Open(t.Context(), path, nil)
	must(t, err)
	for i := range 3000 {
		must(t, guildstore.New(memory).AddAudit(t.Context(), "1", "p", "articles.add", fmt.Sprint(i, strings.Repeat(" detail", 20))))
	}
	must(t, memory.Close())
	all, err := repairs(t, env)
	if err != nil || all[backup.Memory].State != repair.Sound {
		t.Fatalf("%+v, %v", all, err)
	}
	damage(t, path, 0.5, 0.55)
	if _, err := store.Open(t.Context(), path, nil); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "footnote repair") {
		t.Fatalf("it opens with %v", err)
	}
	all, err = repairs(t, env)
	must(t, err)
	memory, err = store.Open(t.Context(), path, nil)
	must(t, err)
	n, err := guildstore.New(memory).AuditLen(t.Context(), "1")
	must(t, errors.Join(err, memory.Close()))
	if n < 2500 || n >= 3000 || all[backup.Memory].State != repair.Mended {
		t.Errorf("%d changes of 3000 are left, and it says %+v", n, all[backup.Memory])
	}
	must(t, os.WriteFile(path, nil, 0o600))
	if all, err = repairs(t, env); !errors.Is(err, errLost) || all[backup.Memory].State != repair.Lost {
		t.Errorf("an emptied file: %+v, %v", all, err)
	}
}
