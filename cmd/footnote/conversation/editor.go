package conversation

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/peterh/liner"
)

// Lines reads what a person types.
type Lines interface {
	// Read shows a prompt and returns a line. It returns ErrLineDropped for
	// Ctrl-C and io.EOF for Ctrl-D.
	Read(prompt string) (string, error)
	// Close gives the terminal back. A Read under way may go on.
	Close() error
}

// ErrLineDropped: Ctrl-C was pressed at the prompt.
var ErrLineDropped = errors.New("the line was given up")

// keptLines bounds the history that is kept.
const keptLines = 500

// editor reads lines with liner: of the libraries that are kept up (liner,
// reeflective/readline, golang.org/x/term) it is the small one that still has
// history, search in it (Ctrl-R) and completion, works on Windows, and leaves
// output and Ctrl-C alone between two prompts, while an answer is written.
type editor struct {
	state *liner.State
	// path is the file of the history; "" keeps none.
	path  string
	lines []string
}

// NewEditor takes over the terminal. The history is the file at a path, "" for
// none; where it cannot be read there is none.
func NewEditor(path string) Lines {
	commands := commandNames()
	e := &editor{state: liner.NewLiner(), path: path}
	e.state.SetCtrlCAborts(true)
	e.state.SetMultiLineMode(true)
	e.state.SetCompleter(func(line string) []string { return completions(line, commands) })
	if content, err := os.ReadFile(path); err == nil {
		e.lines = lastLines(string(content))
		_, _ = e.state.ReadHistory(strings.NewReader(strings.Join(e.lines, "\n"))) // it is no more than a comfort
	}
	return e
}

// completions are the commands that begin with what is typed.
func completions(line string, commands []string) []string {
	var fit []string
	for _, c := range commands {
		if line != "" && strings.HasPrefix(c, line) {
			fit = append(fit, c)
		}
	}
	return fit
}

// lastLines are the lines of a history that are kept.
func lastLines(content string) []string {
	var kept []string
	for line := range strings.Lines(content) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			kept = append(kept, strings.ToValidUTF8(line, ""))
		}
	}
	return kept[max(0, len(kept)-keptLines):]
}

// Read shows a prompt; see Lines. A line that begins with a space is not
// kept in the history, as in a shell.
func (e *editor) Read(prompt string) (string, error) {
	line, err := e.state.Prompt(prompt)
	if errors.Is(err, liner.ErrPromptAborted) {
		return "", ErrLineDropped
	}
	if err != nil {
		return "", err
	}
	if kept := strings.TrimSpace(line); kept != "" && !strings.HasPrefix(line, " ") {
		e.state.AppendHistory(kept)
		if len(e.lines) == 0 || e.lines[len(e.lines)-1] != kept {
			e.lines = append(e.lines, kept)
		}
	}
	return line, nil
}

// Close keeps the history and gives the terminal back.
func (e *editor) Close() error {
	err := e.state.Close()
	if e.path == "" || len(e.lines) == 0 {
		return err
	}
	return errors.Join(err, writeHistory(e.path, e.lines[max(0, len(e.lines)-keptLines):]))
}

// writeHistory puts lines into a file that nobody else may read, whole or not
// at all.
func writeHistory(path string, lines []string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("the history cannot be kept: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".history-*")
	if err != nil {
		return fmt.Errorf("the history cannot be kept: %w", err)
	}
	defer os.Remove(file.Name())
	_, err = io.WriteString(file, strings.Join(lines, "\n")+"\n")
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("the history cannot be kept: %w", err)
	}
	return os.Rename(file.Name(), path)
}
