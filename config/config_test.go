package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/config"
)

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

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSourcesInRisingOrder(t *testing.T) {
	file := write(t, "models:\n  chat: from-file\n  deadline: 20s\n  embedding: e\nweb:\n  allow_hosts: [a.example, b.example]\n")
	c, err := config.Load(config.Sources{File: file,
		Getenv: env("FOOTNOTE_CHAT_MODEL", "from-env", "FOOTNOTE_EMBEDDER", "none"),
		Flags:  map[string]string{"models.embedder": "openai"}})
	if err != nil {
		t.Fatal(err)
	}
	if c.Models.Chat != "from-env" || c.Models.Deadline != 20*time.Second || c.Models.Embedder != config.OpenAI || len(c.Web.AllowHosts) != 2 {
		t.Errorf("got %+v", c)
	}
	origins := map[string]string{}
	for _, e := range c.Effective() {
		origins[e.Key] = e.Origin
	}
	for key, want := range map[string]string{"models.chat": "FOOTNOTE_CHAT_MODEL", "models.deadline": file + ", line 3",
		"models.embedder": "the command line", "log.level": "default"} {
		if origins[key] != want {
			t.Errorf("%s comes from %q, want %q", key, origins[key], want)
		}
	}
}

func TestShards(t *testing.T) {
	for value, want := range map[string]config.Shards{
		"": {Of: 1}, "1": {Of: 1}, "auto": {Auto: true}, "16": {Last: 15, Of: 16}, "3/16": {First: 3, Last: 3, Of: 16}, "0/16": {Of: 16},
		"0-7/16": {Last: 7, Of: 16}, "8-15/16": {First: 8, Last: 15, Of: 16},
	} {
		c, err := config.Load(config.Sources{Getenv: env("FOOTNOTE_SHARDS", value)})
		if err != nil || c.Discord.Shards != want {
			t.Errorf("%q is %+v, %v", value, c.Discord.Shards, err)
		}
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		env  []string
		want []string
	}{
		"unknown key":       {file: "models:\n  chta: x\n", want: []string{"line 2", `"models.chta"`, "did you mean models.chat?"}},
		"unknown section":   {file: "moddels:\n  chat: x\n", want: []string{"line 1", `"moddels"`}},
		"bad value":         {file: "\nmodels:\n  deadline: soon\n", want: []string{"line 3", "models.deadline", `"soon"`, "1s to 10m"}},
		"value for section": {file: "models: gpt\n", want: []string{"line 1", `"models" is a section`}},
		"no mapping":        {file: "just a text\n", want: []string{"line 1", "key: value"}},
		"no YAML":           {file: "models: [\n", want: []string{"config.yaml"}},
		"both at once":      {file: "log:\n  level: loud\nx: 1\n", want: []string{"line 3", "line 2", "debug, info, warn or error"}},
		"bad number":        {env: []string{"FOOTNOTE_TOKENS_PER_DAY", "-4"}, want: []string{"FOOTNOTE_TOKENS_PER_DAY", `"-4"`}},
		"not this machine":  {env: []string{"FOOTNOTE_DISCORD_URL", "http://example.com"}, want: []string{"discord.url", "127.0.0.1"}},
		"bad deadline":      {env: []string{"FOOTNOTE_EMBEDDING_DEADLINE", "2h"}, want: []string{"models.embedding_deadline", "1s to 1h"}},
		"no shards":         {env: []string{"FOOTNOTE_SHARDS", "0"}, want: []string{"discord.shards (FOOTNOTE_SHARDS)", "auto, N, K/N or J-K/N"}},
		"no such shard":     {env: []string{"FOOTNOTE_SHARDS", "16/16"}, want: []string{"16 shards are counted from 0 to 15"}},
		"shards backwards":  {env: []string{"FOOTNOTE_SHARDS", "7-3/16"}, want: []string{"the lower number comes first"}},
		"shards in words":   {env: []string{"FOOTNOTE_SHARDS", "all"}, want: []string{`"all"`, "auto, N, K/N"}},
		"no port":           {env: []string{"FOOTNOTE_HTTP_ADDR", "localhost"}, want: []string{"http.addr", "127.0.0.1:9090"}},
		"bad port":          {env: []string{"FOOTNOTE_HTTP_ADDR", ":70000"}, want: []string{"http.addr", "127.0.0.1:9090"}},
		"no model":          {env: []string{"FOOTNOTE_EMBEDDER", "openai"}, want: []string{"FOOTNOTE_EMBEDDING_MODEL"}},
		"both secrets":      {env: []string{"DISCORD_TOKEN", "a", "DISCORD_TOKEN_FILE", "b"}, want: []string{"keep one"}},
		"no secret's file":  {env: []string{"OPENAI_API_KEY_FILE", "/nowhere/key"}, want: []string{"OPENAI_API_KEY_FILE", "/nowhere/key"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := config.Sources{Getenv: env(c.env...)}
			if c.file != "" {
				s.File = write(t, c.file)
			}
			_, err := config.Load(s)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error does not say %q: %v", want, err)
				}
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	if _, err := config.Load(config.Sources{Getenv: env(), File: filepath.Join(t.TempDir(), "none.yaml")}); err == nil {
		t.Error("a file that was asked for and is missing gave no error")
	}
	if _, err := config.Load(config.Sources{Getenv: env("XDG_CONFIG_HOME", t.TempDir())}); err != nil {
		t.Errorf("no file at all is no error: %v", err)
	}
}

func TestSecretsNeverShow(t *testing.T) {
	path := write(t, "s3cret-from-file\n")
	c, err := config.Load(config.Sources{Getenv: env("DISCORD_TOKEN", "s3cret-token", "OPENAI_API_KEY_FILE", path)})
	if err != nil {
		t.Fatal(err)
	}
	if c.Discord.Token.Reveal() != "s3cret-token" || c.Models.APIKey.Reveal() != "s3cret-from-file" {
		t.Error("the secrets were not read")
	}
	for _, shown := range []string{fmt.Sprint(c), fmt.Sprintf("%+v", c), fmt.Sprintf("%#v", c), fmt.Sprint(c.Effective())} {
		if strings.Contains(shown, "s3cret") {
			t.Errorf("a secret shows: %s", shown)
		}
	}
}
