package app_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/conversation"
	"footnote/cmd/footnote/conversation/conversationtest"
	"footnote/cmd/footnote/terminal"
	"footnote/cmd/mockopenai/persona"
)

func TestAConversationWithAModel(t *testing.T) {
	library := conversationtest.Harbour(t)
	var out bytes.Buffer
	screen := terminal.New(&out, nothingSet)
	lines := &conversationtest.Typed{Lines: []string{"Who leads the union of dockers?", "And what did he demand?"}}
	c := conversation.New(screen, screen, library, mock(t, persona.Grounded, patient).writtenBy(library, time.Minute), lines)
	if err := c.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); strings.Count(s, "Written by mock") != 2 || !strings.Contains(s, "Understood as: What did Omar Haddad demand?") {
		t.Errorf("got\n%s", s)
	}
}
