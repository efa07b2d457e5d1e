package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot/store"
)

// What moderators mark as wrong is asked again, a server at a time.
func TestEvalOfAGuild(t *testing.T) {
	dir := t.TempDir()
	memory, err := store.Open(t.Context(), filepath.Join(dir, memoryFile), nil)
	if err != nil {
		t.Fatal(err)
	}
	const guild, other = "1201234567890123456", "1201234567890123457"
	for _, c := range []store.Case{
		{Post: "1", Question: "Who proposed the UAE as a venue?", Expected: "Putin", Reason: "it said Trump"},
		{Post: "2", Question: "When does the town library open on Sundays?", Reason: "that was another library"},
		{Post: "3", Question: "Who proposed the UAE as a venue?", Expected: "Erdogan", Reason: "it is not so"},
	} {
		if err := memory.Correct(t.Context(), guild, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := memory.Close(); err != nil {
		t.Fatal(err)
	}
	eval := func(args ...string) (string, error) {
		var out bytes.Buffer
		args = append([]string{"eval", "--embedder", "none", "--data", dir}, args...)
		err := run(context.Background(), args, nothingSet, strings.NewReader(""), &out, &out)
		return out.String(), err
	}
	out, err := eval("--json", "--guild", guild)
	if err != nil {
		t.Fatal(err, out)
	}
	var got struct {
		Guild             string
		Questions, Failed int
		Refused           float64 `json:"refused"`
		Answer            float64 `json:"answer_match"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Guild != guild || got.Questions != 3 || got.Refused != 1 || got.Answer != 0.5 {
		t.Errorf("got %+v, %v: %s", got, err, out)
	}
	out, err = eval("--questions", "--guild", guild)
	if err != nil || !strings.Contains(out, "right  1 ") || !strings.Contains(out, "right  2 ") || !strings.Contains(out, "wrong  3 ") {
		t.Errorf("by question: %s, %v", out, err)
	}
	if out, err := eval("--guild", other); err == nil || !strings.Contains(err.Error(), "has no cases") {
		t.Errorf("another server: %s, %v", out, err)
	}
	if _, err := eval("--guild", guild, "questions.jsonl"); err == nil {
		t.Error("a file and a server at once are taken")
	}
	dir = t.TempDir()
	if out, err := eval("--guild", guild); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_DATA") {
		t.Errorf("no data: %s, %v", out, err)
	}
}
