//go:build linux

package main

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval/sqlite"
)

// faulty is a world for a fault: no encoder, and what env says.
func faulty(t *testing.T, env map[string]string, change ...func(*localdiscord.Config)) *served {
	t.Helper()
	all := map[string]string{"FOOTNOTE_EMBEDDER": embedder.None, "PATH": os.Getenv("PATH")}
	for name, value := range env {
		all[name] = value
	}
	return newServed(t, all, change...)
}

// modelFor is the environment of a model server with faults.
func modelFor(t *testing.T, who persona.Name, faults ...string) map[string]string {
	t.Helper()
	parsed, err := mockserver.ParseFaults(faults)
	must(t, err)
	model, err := mockserver.New(mockserver.Options{Persona: who, Faults: parsed})
	must(t, err)
	server := httptest.NewServer(model)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return map[string]string{"OPENAI_BASE_URL": server.URL + "/v1", "OPENAI_API_KEY": "k", "FOOTNOTE_CHAT_MODEL": "mock", "FOOTNOTE_DEADLINE": "3s"}
}

// crowd has so many people ask at once, and waits until Discord has all their
// questions acknowledged.
func (s *served) crowd(n int) []*localdiscord.Invocation {
	s.t.Helper()
	var all []*localdiscord.Invocation
	for i := range n {
		who := s.d.AddPerson(fmt.Sprintf("reader%d", i), localdiscord.PersonOptions{})
		s.one.Add(who)
		v, err := who.Command(s.here.ID, "ask", localdiscord.Values{"question": uaeAsked})
		must(s.t, err)
		all = append(all, v)
	}
	for _, v := range all {
		if _, err := v.Response(s.ctx); err != nil {
			s.t.Fatalf("a question is not acknowledged: %v\n%s", err, s.log)
		}
	}
	return all
}

// answered waits until each question has its answer, and counts those that have none: a
// reply that is none, such as an apology, is in the log of the test.
func (s *served) answered(all []*localdiscord.Invocation) (lost int) {
	s.t.Helper()
	for _, v := range all {
		last := ""
		m, err := v.Until(s.ctx, func(m wire.Message) bool { last = reads(m); return m.Pressable() })
		if err != nil || !strings.Contains(reads(m), "United Arab Emirates") {
			s.t.Logf("a question has the reply %q: %v", last, err)
			lost++
		}
	}
	return lost
}

// says asks and waits for a reply that says something.
func (s *served) says(wanted string) {
	s.t.Helper()
	v, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": uaeAsked})
	must(s.t, err)
	s.sees(v, wanted)
}

// logs waits until the log says something.
func (s *served) logs(wanted string) {
	s.t.Helper()
	waitFor(s.t, "the log saying "+wanted, func() bool { return strings.Contains(s.log.String(), wanted) })
}

// kill ends a process as nothing else can be ended.
func kill(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// limit changes a limit of a running process; undo sets the one before.
func limit(t *testing.T, cmd *exec.Cmd, resource int, to uint64) (undo func()) {
	t.Helper()
	var before unix.Rlimit
	must(t, unix.Prlimit(cmd.Process.Pid, resource, nil, &before))
	now := before
	now.Cur = to
	must(t, unix.Prlimit(cmd.Process.Pid, resource, &now, nil))
	return func() { must(t, unix.Prlimit(cmd.Process.Pid, resource, &before, nil)) }
}

func faultKill(t *testing.T) {
	s := faulty(t, modelFor(t, persona.Grounded, "hang"))
	program := realProgram(t)
	first := s.process(program)
	all := s.crowd(40)
	kill(first)
	s.process(program)
	if lost := s.answered(all); lost > 0 {
		t.Errorf("%d of %d acknowledged questions are lost\n%s", lost, len(all), s.log)
	}
}

func faultMemory(t *testing.T) {
	s := faulty(t, modelFor(t, persona.Grounded, "slow:40"))
	program := realProgram(t)
	first := s.process(program)
	all := s.crowd(20)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", first.Process.Pid))
	must(t, err)
	var pages uint64
	_, err = fmt.Sscan(string(status), &pages)
	must(t, err)
	_ = limit(t, first, unix.RLIMIT_AS, pages*uint64(os.Getpagesize()))
	ended := make(chan struct{})
	go func() { _ = first.Wait(); close(ended) }()
	done := make(chan int, 1)
	go func() { done <- s.answered(all) }()
	select {
	case lost := <-done:
		_ = first.Process.Kill() // it is waited for already, and a second wait may never end
		<-ended
		done <- lost
	case <-ended:
		s.process(program)
	}
	if lost := <-done; lost > 0 {
		t.Errorf("%d of %d acknowledged questions are lost\n%s", lost, len(all), s.log)
	}
}

func faultDiskFull(t *testing.T) {
	s := faulty(t, nil)
	process := s.process(realProgram(t))
	s.says("United Arab Emirates")
	undo := limit(t, process, unix.RLIMIT_FSIZE, 4096)
	s.says("United Arab Emirates")
	s.logs("an answer could not be kept") // once of a question; what follows may still come
	undo()
	before := len(s.log.String())
	s.says("United Arab Emirates")
	if later := s.log.String()[before:]; strings.Contains(later, "an answer could not be kept") {
		t.Errorf("with room again it says\n%s", later)
	}
}

func faultLocked(t *testing.T) {
	s := faulty(t, nil)
	s.process(realProgram(t))
	db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(s.env["FOOTNOTE_DATA"], backup.Memory), ""))
	must(t, err)
	defer db.Close() //nolint:errcheck // nothing is kept
	conn, err := db.Conn(s.ctx)
	must(t, err)
	_, err = conn.ExecContext(s.ctx, "BEGIN IMMEDIATE")
	must(t, err)
	s.says("United Arab Emirates")
	_, err = conn.ExecContext(s.ctx, "ROLLBACK")
	must(t, errors.Join(err, conn.Close()))
	s.says("United Arab Emirates")
}

// refuses runs the program, which must end with a sentence.
func (s *served) refuses(cmd *exec.Cmd, wanted string) {
	s.t.Helper()
	out, err := cmd.CombinedOutput()
	said := strings.TrimSpace(string(out))
	said = said[strings.LastIndex(said, "\n")+1:]
	if err == nil || !strings.Contains(said, wanted) {
		s.t.Errorf("it says %q, %v", out, err)
	}
}

func faultDamaged(t *testing.T) {
	s := faulty(t, nil)
	program, data := realProgram(t), s.env["FOOTNOTE_DATA"]
	first := s.process(program)
	if lost := s.answered(s.crowd(20)); lost > 0 {
		t.Errorf("%d questions are lost\n%s", lost, s.log)
	}
	must(t, first.Process.Signal(os.Interrupt))
	must(t, first.Wait())
	damage(t, filepath.Join(data, backup.Memory), 0.8, 0.9)
	s.refuses(s.command(program, "serve"), "footnote repair")
	runs(t, program, data, "repair")
	s.process(program)
	s.says("United Arab Emirates")
}

// command is the program with the world's environment.
func (s *served) command(program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(s.ctx, program, args...)
	for name, value := range s.env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	return cmd
}

func faultReadOnly(t *testing.T) {
	s := faulty(t, nil)
	data := readableFolder(t)
	s.env["FOOTNOTE_DATA"] = data
	binary, err := os.ReadFile(realProgram(t))
	must(t, err)
	program := filepath.Join(readableFolder(t), "footnote")
	must(t, os.WriteFile(program, binary, 0o755))
	must(t, os.Chmod(data, 0o555))
	s.refuses(withoutRights(s.command(program, "serve")), "permission denied")
	must(t, os.Chmod(data, 0o777))
	cmd := withoutRights(s.command(program, "serve"))
	cmd.Stdout, cmd.Stderr = s.log, s.log
	must(t, cmd.Start())
	t.Cleanup(func() { kill(cmd) })
	must(t, s.d.Ready(s.ctx, "articles"))
	s.says("United Arab Emirates")
}

func faultModelHangs(t *testing.T) {
	s := faulty(t, modelFor(t, persona.Grounded, "once:hang"))
	s.process(realProgram(t))
	v, err := s.ben.Command(s.here.ID, "ask", localdiscord.Values{"question": uaeAsked})
	must(t, err)
	m := s.sees(v, "United Arab Emirates")
	// The engine's line of the log names the question by its ID, and nothing of it.
	s.logs("the model did not answer")
	log := s.log.String()
	line, _, _ := strings.Cut(log[strings.Index(log, "the model did not answer"):], "\n")
	if !strings.Contains(line, "question="+v.ID()) || strings.Contains(log, uaeAsked) || strings.Contains(log, s.ben.ID) {
		t.Errorf("the log says\n%s", log)
	}
	if !strings.Contains(reads(m), "too long") {
		t.Errorf("below it stands no reason: %s", reads(m))
	}
	s.says("United Arab Emirates")
}

func faultModelLies(t *testing.T) {
	s := faulty(t, modelFor(t, persona.Fabricator))
	s.process(realProgram(t))
	s.says("United Arab Emirates")
}

func faultNoModel(t *testing.T) {
	for _, address := range []string{"http://127.0.0.1:1/v1", "http://models.invalid/v1"} {
		s := faulty(t, map[string]string{"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "k", "FOOTNOTE_CHAT_MODEL": "mock", "FOOTNOTE_DEADLINE": "10s"})
		process := s.process(realProgram(t))
		s.says("United Arab Emirates")
		kill(process)
	}
}

func faultDescriptors(t *testing.T) {
	s := faulty(t, nil)
	process := s.process(realProgram(t))
	s.says("United Arab Emirates")
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", process.Process.Pid))
	must(t, err)
	undo := limit(t, process, unix.RLIMIT_NOFILE, uint64(len(open)))
	s.says("United Arab Emirates")
	undo()
	if lost := s.answered(s.crowd(10)); lost > 0 {
		t.Errorf("%d questions are lost\n%s", lost, s.log)
	}
}
