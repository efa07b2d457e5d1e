package conversation

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/cmd/footnote/conversation/conversationtest"
	"footnote/cmd/footnote/terminal"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// typed is a person who types lines, and Ctrl-C for "^C".
type typed struct{ conversationtest.Typed }

func (t *typed) Read(prompt string) (string, error) {
	line, err := t.Typed.Read(prompt)
	if line == "^C" {
		return "", ErrLineDropped
	}
	return line, err
}

// held holds a conversation and returns what was on the screen.
func held(t *testing.T, ctx context.Context, engine func(*retrieval.Library) *answer.Engine, lines ...string) (string, error) {
	t.Helper()
	var b bytes.Buffer
	library := conversationtest.Harbour(t)
	c := &Conversation{screen: terminal.New(&b, func(string) string { return "" }), library: library, engine: engine(library), lines: &typed{conversationtest.Typed{Lines: lines}}}
	err := c.run(ctx)
	return b.String(), err
}

func extracting(l *retrieval.Library) *answer.Engine { return answer.New(l) }

func TestAConversation(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		// want stands on the screen in this order, none does not.
		want []string
		none string
	}{
		{"greeting", nil, []string{"2 articles, 2 passages."}, ""},
		{"a question", []string{"Which venue did Anna Berg name for the talks?"}, []string{"Lisbon", "[1] │", "Harbour Post"}, ""},
		{"a follow-up", []string{"Who leads the union of dockers?", "What did he demand?"},
			[]string{"Understood as: What did Omar Haddad demand?", "higher pay"}, ""},
		{"a new beginning", []string{"Who leads the union of dockers?", "/new", "What did he demand?"}, []string{"stands for itself"}, "Understood as"},
		{"show", []string{"Which venue did Anna Berg name for the talks?", "/show 1"},
			[]string{"  The council of Port Ellery approved twelve new ferries on Monday.", "│ Mayor Anna Berg named Lisbon", "  It had rained for days."}, ""},
		{"show without an answer", []string{"/show 1"}, []string{"ask something first"}, ""},
		{"show what is not there", []string{"Who leads the union of dockers?", "/show 9", "/show two"}, []string{`"9" is none of`, `"two" is none of`}, ""},
		{"sources", []string{"Who leads the union of dockers?", "/sources", "/sources all"},
			[]string{"strike  Dockers stay out", "1 of 2 articles cited so far", "ferries  Twelve ferries", "strike  Dockers stay out"}, ""},
		{"help", []string{"/help"}, []string{"/sources", "/show 2", "/quit"}, ""},
		{"no such command", []string{"/shwo 1"}, []string{"/shwo is none of /sources"}, ""},
		{"quit", []string{"/quit", "Who leads the union of dockers?"}, nil, "Haddad"},
		{"a line given up", []string{"^C", "/help"}, []string{"Ctrl-D or /quit leaves", "/sources"}, ""},
		{"blank lines", []string{"", "   ", "/quit"}, nil, "empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			screen, err := held(t, t.Context(), extracting, c.lines...)
			if err != nil {
				t.Fatal(err)
			}
			rest := screen
			for _, w := range c.want {
				_, after, ok := strings.Cut(rest, w)
				if !ok {
					t.Errorf("%q does not stand where it should in\n%s", w, screen)
				}
				rest = after
			}
			if c.none != "" && strings.Contains(screen, c.none) {
				t.Errorf("%q stands in\n%s", c.none, screen)
			}
		})
	}
}

// The program's end ends the conversation; Ctrl-C alone does not.
func TestAConversationEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := held(t, ctx, extracting, "Who leads the union of dockers?"); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error or none", err)
	}
}

func TestHistoryIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "history")
	lines := make([]string, 2*keptLines)
	for i := range lines {
		lines[i] = strings.Repeat("x", i%7+1)
	}
	if err := writeHistory(path, lines[len(lines)-keptLines:]); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil || strings.Count(string(content), "\n") != keptLines {
		t.Errorf("%d lines kept, want %d (%v)", strings.Count(string(content), "\n"), keptLines, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
	if got := lastLines(strings.Repeat("a\r\n\nb\xff\n", keptLines)); len(got) != keptLines || got[0] != "a" || got[1] != "b" {
		t.Errorf("%d lines read, beginning %q", len(got), got[:2])
	}
}
