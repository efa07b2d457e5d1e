package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/cmd/footnote/backup"
)

// Two servers; the first has cases.
const evalGuild, evalOther = "1201234567890123456", "1201234567890123457"

// withCases is a data directory in which a server has an evaluation set.
func withCases(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	memory, err := store.Open(t.Context(), filepath.Join(dir, backup.Memory), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	for _, c := range []gapstore.Case{
		{Post: "1", Question: "Who proposed the UAE as a venue?", Expected: "Putin", Reason: "it said Trump"},
		{Post: "2", Question: "When does the town library open on Sundays?", Reason: "that was another library"},
		{Post: "3", Question: "Who proposed the UAE as a venue?", Expected: "Erdogan", Reason: "it is not so"},
	} {
		if err := gapstore.New(memory).Correct(t.Context(), evalGuild, c); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// evalIn runs footnote eval in a data directory.
func evalIn(dir string, args ...string) (string, error) {
	var out bytes.Buffer
	args = append([]string{"eval", "--embedder", "none", "--data", dir}, args...)
	err := run(context.Background(), args, nothingSet, strings.NewReader(""), &out, &out)
	return out.String(), err
}

// What moderators mark as wrong is asked again, a server at a time.
func TestEvalOfAGuild(t *testing.T) {
	dir := withCases(t)
	out, err := evalIn(dir, "--json", "--guild", evalGuild)
	if err != nil {
		t.Fatal(err, out)
	}
	type figures struct {
		Guild     string
		Questions int
		Refused   float64 `json:"refused"`
		Answer    float64 `json:"answer_match"`
	}
	var got figures
	if err := json.Unmarshal([]byte(out), &got); err != nil || got != (figures{evalGuild, 3, 1, 0.5}) {
		t.Errorf("got %+v, %v: %s", got, err, out)
	}
	out, err = evalIn(dir, "--questions", "--guild", evalGuild)
	for _, want := range []string{"right  1 ", "right  2 ", "wrong  3 "} {
		if err != nil || !strings.Contains(out, want) {
			t.Errorf("by question: %s, %v", out, err)
		}
	}
}

func TestEvalOfAGuildThatIsNone(t *testing.T) {
	dir := withCases(t)
	if out, err := evalIn(dir, "--guild", evalOther); err == nil || !strings.Contains(err.Error(), "has no cases") {
		t.Errorf("another server: %s, %v", out, err)
	}
	if _, err := evalIn(dir, "--guild", evalGuild, "questions.jsonl"); err == nil {
		t.Error("a file and a server at once are taken")
	}
	if out, err := evalIn(t.TempDir(), "--guild", evalGuild); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_DATA") {
		t.Errorf("no data: %s, %v", out, err)
	}
}
