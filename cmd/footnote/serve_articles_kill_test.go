//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/races"
)

// process runs `footnote serve` as a process of its own.
func (s *served) process(program string) *exec.Cmd {
	s.t.Helper()
	cmd := exec.CommandContext(s.ctx, program, "serve")
	for key, value := range s.env {
		cmd.Env = append(cmd.Env, key+"="+value)
	}
	cmd.Stdout, cmd.Stderr = s.log, s.log
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	if err := s.d.Ready(s.ctx, "articles"); err != nil {
		s.t.Fatalf("%v\n%s", err, s.log)
	}
	return cmd
}

// The program is killed (SIGKILL) while it embeds an article of a guild's. The
// article is there after the next start, and answers.
func TestServeIsKilledWhileAddingAnArticle(t *testing.T) {
	races.Skip(t, "an encoder under the race detector takes minutes")
	program := realProgram(t)
	var long strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&long, "On day %d the keeper of the lighthouse counted %d gulls above the %d boats of the harbour, and wrote that into his book. ", i, 7*i, 3*i)
	}
	s := newServed(t, map[string]string{})
	first := s.process(program)
	file := localdiscord.File{Name: "ferry.txt", Data: []byte(ferryStory + "\n\n" + long.String())}
	v, err := s.anna.Command(s.here.ID, "articles add", localdiscord.Values{"file": file})
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	if _, err := v.Until(s.ctx, func(m wire.Message) bool { said = reads(m); return strings.Contains(said, "Making it searchable") }); err != nil {
		t.Fatalf("it says %q: %v\n%s", said, err, s.log)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait()
	s.process(program)
	s.does(s.anna, s.here, "articles list", nil, "ferry")
	if says := s.asks(s.here, ferryAsked); !strings.Contains(says, "Gwendolyn Ashby") {
		t.Errorf("what was added before the kill does not answer: %s", says)
	}
}
