package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/doctor"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval/sqlite"
)

// visit runs `footnote doctor --json` and returns its findings by check.
func visit(t *testing.T, env map[string]string) (map[string]doctor.Finding, error) {
	t.Helper()
	var out, errs bytes.Buffer
	getenv := func(name string) string { return env[name] }
	err := run(t.Context(), []string{"doctor", "--json"}, getenv, strings.NewReader(""), &out, &errs)
	var list []doctor.Finding
	if e := json.Unmarshal(out.Bytes(), &list); e != nil {
		t.Fatalf("%v: %s%s", e, out.String(), errs.String())
	}
	found := map[string]doctor.Finding{}
	for _, f := range list {
		if f.Text == "" {
			t.Errorf("%s says nothing", f.Check)
		}
		found[f.Check] = f
	}
	return found, err
}

func TestDoctorFindsNothingOnANewMachine(t *testing.T) {
	found, err := visit(t, map[string]string{"FOOTNOTE_DATA": filepath.Join(t.TempDir(), "none")})
	if err != nil || found["configuration"].State != doctor.OK || found["embedder"].State != doctor.OK || found["Discord"].State != doctor.Note {
		t.Errorf("got %v, %+v", err, found)
	}
}

func TestDoctorTriesWhatIsConfigured(t *testing.T) {
	mock, err := mockserver.New(mockserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	models := httptest.NewServer(mock)
	defer models.Close()
	discord, err := localdiscord.Start(localdiscord.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = discord.Stop(t.Context()) }()
	env := map[string]string{
		"FOOTNOTE_DATA": t.TempDir(), "OPENAI_BASE_URL": models.URL + "/v1", "FOOTNOTE_CHAT_MODEL": "mock",
		"FOOTNOTE_EMBEDDING_MODEL": "mock", "FOOTNOTE_EMBEDDER": "openai",
		"FOOTNOTE_DISCORD_URL": discord.URL(), "DISCORD_TOKEN": discord.Token(),
	}
	found, err := visit(t, env)
	for _, check := range []string{"data directory", "embedder", "chat model", "prompt size", "sample answer", "Discord"} {
		if found[check].State != doctor.OK {
			t.Errorf("%s: %+v", check, found[check])
		}
	}
	if err != nil {
		t.Error(err)
	}
	env["DISCORD_TOKEN"] = "wrong.token.here"
	env["FOOTNOTE_CHAT_MODEL"] = "missing-model"
	found, err = visit(t, env)
	if err == nil || found["Discord"].State != doctor.Fail || found["chat model"].State != doctor.Fail {
		t.Errorf("got %v, %+v", err, found)
	}
}

// A server that reads less than is set is named with what fits; the answer is
// shown as far as it is proven.
func TestDoctorSaysWhatFits(t *testing.T) {
	for fault, want := range map[string]string{"context:3500": "3000 fit", "empty-stream:3500": "FOOTNOTE_CONTEXT_TOKENS to 3000", "think:1000": "6000 tokens fits"} {
		parsed, err := mockserver.ParseFaults([]string{fault})
		must(t, err)
		mock, err := mockserver.New(mockserver.Options{Faults: parsed})
		must(t, err)
		models := httptest.NewServer(mock)
		found, err := visit(t, map[string]string{"FOOTNOTE_DATA": t.TempDir(), "OPENAI_BASE_URL": models.URL + "/v1", "FOOTNOTE_CHAT_MODEL": "mock"})
		models.Close()
		if err != nil || !strings.Contains(found["prompt size"].Text, want) {
			t.Errorf("%s: %v, %+v", fault, err, found["prompt size"])
		}
		if a := found["sample answer"]; a.State != doctor.OK || !strings.Contains(a.Text, "[1]") || strings.Contains(a.Text, "hmm") {
			t.Errorf("%s: %+v", fault, a)
		}
	}
}

func TestDoctorSaysWhatToDo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		env         map[string]string
		check, want string
	}{
		"no folder":       {map[string]string{"FOOTNOTE_DATA": file}, "data directory", "FOOTNOTE_DATA"},
		"bad setting":     {map[string]string{"FOOTNOTE_DEADLINE": "soon"}, "configuration", "models.deadline"},
		"bad token":       {map[string]string{"DISCORD_TOKEN": "hunter2"}, "Discord", "developer portal"},
		"nobody at home":  {map[string]string{"DISCORD_TOKEN": "aaaa.bbbb.cccc", "FOOTNOTE_DISCORD_URL": "http://127.0.0.1:1"}, "Discord", "cannot be reached"},
		"no model server": {map[string]string{"FOOTNOTE_CHAT_MODEL": "m", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, "chat model", "base URL"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.env["FOOTNOTE_DATA"] == "" {
				c.env["FOOTNOTE_DATA"] = t.TempDir()
			}
			found, err := visit(t, c.env)
			f := found[c.check]
			if err == nil || f.State != doctor.Fail || !strings.Contains(f.Text, c.want) {
				t.Errorf("got %v, %+v", err, f)
			}
			for _, f := range found {
				if strings.Contains(f.Text, "hunter2") {
					t.Errorf("the token shows: %s", f.Text)
				}
			}
		})
	}
}

// A file of the data directory that was emptied or damaged is named with what
// mends it, by the doctor, by the bot, and by who asks: nobody is answered from
// the articles inside the program instead.
func TestDamagedDataIsSaid(t *testing.T) {
	races.Skip(t, "it indexes articles")
	articles := filepath.Join(t.TempDir(), "articles")
	writeStories(t, articles, 3, 3)
	for _, c := range []struct{ file, check, mends string }{
		{backup.Memory, "bot's memory", "footnote repair"},
		{sqlite.FileName, "library", "footnote index add PATH"},
	} {
		data := t.TempDir()
		env := map[string]string{"FOOTNOTE_DATA": data, "FOOTNOTE_EMBEDDER": embedder.None, "DISCORD_TOKEN": "aaaa.bbbb.cccc", "FOOTNOTE_DISCORD_URL": "http://127.0.0.1:1"}
		runs := func(args ...string) error {
			return run(t.Context(), args, func(name string) string { return env[name] }, strings.NewReader(""), t.Output(), t.Output())
		}
		must(t, runs("index", "add", articles))
		must(t, os.WriteFile(filepath.Join(data, c.file), nil, 0o600))
		if c.file == sqlite.FileName {
			must(t, errors.Join(os.RemoveAll(filepath.Join(data, c.file+"-wal")), os.RemoveAll(filepath.Join(data, c.file+"-shm"))))
			if err := runs("ask", "Who proposed the UAE?"); err == nil || !strings.Contains(err.Error(), c.mends) {
				t.Errorf("ask says %v", err)
			}
		}
		if err := runs("serve"); err == nil || !strings.Contains(err.Error(), c.mends) {
			t.Errorf("%s: serve says %v", c.file, err)
		}
		found, err := visit(t, env)
		if f := found[c.check]; err == nil || f.State != doctor.Fail || !strings.Contains(f.Text, c.mends) {
			t.Errorf("%s: the doctor says %v, %+v", c.file, err, f)
		}
	}
}
