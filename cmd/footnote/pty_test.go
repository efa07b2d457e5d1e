//go:build unix

package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/creack/pty"

	"footnote/cmd/footnote/patient"
	"footnote/cmd/footnote/terminal"
	"footnote/cmd/mockopenai/mockserver"
)

// person sits at a terminal of their own with the whole program on it.
type person struct {
	t        *testing.T
	terminal *os.File
	program  *exec.Cmd
	mu       sync.Mutex
	seen     bytes.Buffer
}

// sitDown starts the program on a new terminal. The test's own binary is it
// under that name, see TestMain.
func sitDown(t *testing.T, home string, env []string, args ...string) *person {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"footnote"}, args...)
	cmd.Env = append([]string{"HOME=" + home, "TERM=xterm", "XDG_DATA_HOME=" + home}, env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 100})
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t: t, terminal: tty, program: cmd}
	t.Cleanup(func() { _ = tty.Close() })
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := tty.Read(buf)
			p.mu.Lock()
			p.seen.Write(buf[:n])
			p.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return p
}

func (p *person) types(keys string) {
	p.t.Helper()
	if _, err := p.terminal.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
}

// prompted waits until the program reads a line: before that, Ctrl-C is a signal and
// takes what was typed along.
func (p *person) prompted() {
	p.t.Helper()
	p.sees("› ")
}

// sees waits until a text stands on the screen, and forgets all up to it.
func (p *person) sees(text string) {
	p.t.Helper()
	shown := func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		at := strings.Index(p.seen.String(), text)
		if at >= 0 {
			p.seen.Next(at + len(text))
		}
		return at >= 0
	}
	if patient.Until(patient.Context(p.t), shown) != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.t.Fatalf("%q never shows; the rest of the screen:\n%s", text, p.seen.String())
	}
}

func TestTalkingOnATerminal(t *testing.T) {
	data := filepath.Join(t.TempDir(), "elsewhere")
	p := sitDown(t, t.TempDir(), nil, "ask", "--embedder", "none", "--data", data)
	p.sees("Ask about them")
	p.prompted()
	p.types("Who is Ushakov?\r")
	p.sees("[1]")
	p.prompted()
	p.types("/show 1\r")
	p.sees("\n") // behind the line that was typed
	p.sees("│")
	p.prompted()
	p.types("\x03") // Ctrl-C drops the line and no more
	p.sees("Ctrl-D or /quit leaves")
	p.prompted()
	p.types("\x1b[A\x1b[A\r") // up twice: the question again
	p.sees("[1]")
	p.prompted()
	p.types("\x04")
	if err := p.program.Wait(); err != nil {
		t.Errorf("Ctrl-D: %v", err)
	}
	kept, err := os.ReadFile(filepath.Join(data, "history"))
	if err != nil || !strings.HasPrefix(string(kept), "Who is Ushakov?\n/show 1\n") {
		t.Errorf("history %q (%v)", kept, err)
	}
}

// Ctrl-C stops an answer that does not come, and the conversation goes on.
func TestStoppingAnAnswer(t *testing.T) {
	hang, err := mockserver.ParseFaults([]string{"once:hang"})
	must(t, err)
	model, err := mockserver.New(mockserver.Options{Faults: hang})
	must(t, err)
	server := httptest.NewServer(model)
	t.Cleanup(server.Close)
	p := sitDown(t, t.TempDir(), []string{"OPENAI_BASE_URL=" + server.URL + "/v1", "FOOTNOTE_CHAT_MODEL=mock"}, "ask", "--embedder", "none")
	p.sees("Ask about them")
	p.types("Who is Ushakov?\r")
	p.sees("looking through")
	waitFor(t, "a request to the model", func() bool { return model.Requests("/v1/chat/completions") > 0 })
	p.types("\x03")
	p.sees("stopped.")
	p.types("Who suggested the United Arab Emirates as a place to meet?\r")
	p.sees("Written by mock")
	if err := p.program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.program.Wait(); err == nil {
		t.Error("SIGTERM at the prompt looks like a success")
	}
}

// Without a terminal a question is needed.
func TestAskWithoutAQuestionNeedsATerminal(t *testing.T) {
	var out bytes.Buffer
	err := run(t.Context(), []string{"ask"}, nothingSet, strings.NewReader(""), &out, &out)
	if got := report(err, terminal.New(&out, nothingSet)); got != exitUsage {
		t.Errorf("exit status %d, want %d: %s", got, exitUsage, &out)
	}
}
