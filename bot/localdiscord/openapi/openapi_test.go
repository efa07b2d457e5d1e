package openapi_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/localdiscord/openapi"
)

func load(t *testing.T) *openapi.Spec {
	t.Helper()
	path, err := openapi.Find()
	if errors.Is(err, openapi.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := openapi.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRequest(t *testing.T) {
	s := load(t)
	const messages = "/channels/{channel_id}/messages"
	for _, c := range []struct {
		name, method, template, body, wrong string
	}{
		{"fine", "POST", messages, `{"content":"hello","allowed_mentions":{"parse":[]}}`, ""},
		{"content of a wrong type", "POST", messages, `{"content":7}`, "/content"},
		{"parse of a wrong word", "POST", messages, `{"allowed_mentions":{"parse":["all"]}}`, "/allowed_mentions"},
		{"a path nobody knows", "POST", "/nowhere", `{"content":7}`, ""},
		{"permissions as a string", "POST", "/applications/{application_id}/commands",
			`{"name":"ask","description":"x","default_member_permissions":"8"}`, ""},
		{"a name too long", "POST", "/applications/{application_id}/commands",
			`{"name":"` + strings.Repeat("a", 33) + `","description":"x"}`, "/name"},
		{"no JSON", "POST", messages, `{`, "JSON"},
	} {
		err := s.Request(c.method, c.template, []byte(c.body))
		if c.wrong == "" && err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%s: got %v, want an error about %s", c.name, err, c.wrong)
		}
	}
}

func TestAnswer(t *testing.T) {
	s := load(t)
	for _, c := range []struct {
		name   string
		status int
		body   string
		good   bool
	}{
		{"an answer", 200, `{"url":"ws://localhost:1"}`, true},
		{"without its field", 200, `{}`, false},
		{"an error", 404, `{"code":10003,"message":"Unknown Channel"}`, true},
		{"an error with fields", 400, `{"code":50035,"message":"Invalid Form Body","errors":{"a":{"_errors":[{"code":"X","message":"y"}]}}}`, true},
		{"an error without a code", 404, `{"message":"Unknown Channel"}`, false},
		{"a status nobody knows", 302, `{}`, false},
	} {
		if err := s.Answer("GET", "/gateway", c.status, []byte(c.body)); (err == nil) != c.good {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestEvent(t *testing.T) {
	s := load(t)
	if err := s.Event("THREAD_MEMBER_UPDATE", []byte(`{"id":"1","user_id":"2","join_timestamp":"2026-01-02T03:04:05+00:00","flags":0}`)); err != nil {
		t.Error(err)
	}
	if err := s.Event("MESSAGE_CREATE", []byte(`{"id":"1"}`)); err == nil {
		t.Error("a message of an ID alone passed")
	}
	if err := s.Event("INTERACTION_CREATE", []byte(`{"data":{"resolved":{"users":{"1":{"id":"1"}}}}}`)); err == nil {
		t.Error("a user of an ID alone passed")
	}
	if err := s.Event("SOMETHING_ELSE", []byte(`{}`)); err != nil {
		t.Error(err)
	}
}

func TestFind(t *testing.T) {
	t.Setenv(openapi.EnvVar, "somewhere.json")
	if path, err := openapi.Find(); path != "somewhere.json" || err != nil {
		t.Errorf("got %q, %v", path, err)
	}
	t.Setenv(openapi.EnvVar, "")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	if _, err := openapi.Find(); !errors.Is(err, openapi.ErrAbsent) {
		t.Errorf("without a description: %v", err)
	}
	if _, err := openapi.Load(filepath.Join(dir, "go.mod")); err == nil {
		t.Error("an empty file was loaded")
	}
}

func BenchmarkRequest(b *testing.B) {
	path, err := openapi.Find()
	if err != nil {
		b.Skip(err)
	}
	s, err := openapi.Load(path)
	if err != nil {
		b.Fatal(err)
	}
	body := []byte(`{"content":"hello","allowed_mentions":{"parse":[]}}`)
	for b.Loop() {
		if err := s.Request("POST", "/channels/{channel_id}/messages", body); err != nil {
			b.Fatal(err)
		}
	}
}
