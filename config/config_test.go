package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// env makes a getenv of pairs.
func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(env("DISCORD_TOKEN_FILE", file, "FOOTNOTE_DISCORD_URL", "http://127.0.0.1:9/"))
	if err != nil || c.Discord.Token.Reveal() != "from-file" || c.Discord.URL != "http://127.0.0.1:9" {
		t.Errorf("got %+v, %v", c, err)
	}
	if c, err := Load(env()); err != nil || c != (Config{}) {
		t.Errorf("nothing set: got %+v, %v", c, err)
	}
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		pairs []string
		want  string
	}{
		{[]string{"DISCORD_TOKEN", "a", "DISCORD_TOKEN_FILE", empty}, "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set"},
		{[]string{"DISCORD_TOKEN_FILE", empty}, "is empty"},
		{[]string{"DISCORD_TOKEN_FILE", empty + "x"}, "DISCORD_TOKEN_FILE: "},
		{[]string{"FOOTNOTE_DISCORD_URL", "127.0.0.1:80"}, "must look like"},
		{[]string{"FOOTNOTE_DISCORD_URL", "ftp://127.0.0.1"}, "must look like"},
		{[]string{"FOOTNOTE_DISCORD_URL", "http://192.168.0.1"}, "only this machine"},
		{[]string{"FOOTNOTE_DISCORD_URL", "http://127.0.0.1.example.org"}, "only this machine"},
		{[]string{"FOOTNOTE_DISCORD_URL", "http://127.0.0.1@example.org"}, "only this machine"},
	} {
		if _, err := Load(env(c.pairs...)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %q", c.pairs, err, c.want)
		}
	}
	_, err := Load(env("DISCORD_TOKEN_FILE", empty, "FOOTNOTE_DISCORD_URL", "x"))
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("two things are wrong, both must be said: %v", err)
	}
}

func TestSecretsNeverShow(t *testing.T) {
	const hidden = "s3cret-t0ken"
	c := Config{Discord: Discord{Token: hidden}}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %+v %#v %s %q", c, c, c, c.Discord.Token, c.Discord.Token)
	if err := json.NewEncoder(&out).Encode(c); err != nil {
		t.Fatal(err)
	}
	slog.New(slog.NewJSONHandler(&out, nil)).Info("config", "config", c, "token", c.Discord.Token)
	if strings.Contains(out.String(), hidden) {
		t.Errorf("the secret shows: %s", &out)
	}
	if !strings.Contains(out.String(), masked) {
		t.Errorf("that a secret is set must show: %s", &out)
	}
}
