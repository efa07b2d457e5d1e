// Package app joins what the commands of the program share: its settings, which are read
// once, its articles, and the engine that answers from them.
package app

import (
	"fmt"
	"io"
	"log/slog"

	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/terminal"
	"footnote/config"
	"footnote/retrieval"
)

// Process is what the program may touch of the process that it runs in.
type Process struct {
	// Version names the build.
	Version        string
	Getenv         func(string) string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Screen lays out what a person reads, Problems what goes beside it.
	Screen, Problems *terminal.Screen
	// ConfigFile is the configuration file that --config names.
	ConfigFile string
	// Level is the least that is logged.
	Level   slog.LevelVar
	across  embedder.Across
	nearest nearest
}

// New returns a process that touches nothing but what is handed to it.
func New(version string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) *Process {
	return &Process{
		Version: version, Getenv: getenv, Stdin: stdin, Stdout: stdout, Stderr: stderr,
		Screen:   terminal.New(stdout, getenv),
		Problems: terminal.New(stderr, getenv),
	}
}

// Close ends what the program does on the side.
func (p *Process) Close() {
	p.across.Close()
	p.nearest.close()
}

// Interactive reports whether a person is there to talk to.
func (p *Process) Interactive() bool {
	return terminal.IsTerminal(p.Stdin) && terminal.IsTerminal(p.Stdout)
}

// Settings reads the configuration, with what the command line sets in front.
func (p *Process) Settings(flags map[string]string) (*config.Config, error) {
	c, err := config.Load(config.Sources{Getenv: p.Getenv, File: p.ConfigFile, Flags: flags})
	if err != nil {
		return nil, fmt.Errorf("the configuration is not right:\n%w", err)
	}
	return &c, nil
}

// App is the program with its settings and the choice of its articles.
type App struct {
	*Process
	// Config is what is set, also by the command line.
	Config *config.Config
	From   Source
	// Log writes what an operator has asked to see to standard error.
	Log *slog.Logger
}

// Start reads the settings for a command.
func (p *Process) Start(from Source) (*App, error) {
	c, err := p.Settings(from.overrides())
	if err != nil {
		return nil, err
	}
	p.Level.Set(c.LogLevel)
	log := slog.New(retrieval.Referenced(slog.NewTextHandler(p.Stderr, &slog.HandlerOptions{Level: &p.Level})))
	return &App{Process: p, Config: c, From: from, Log: log}, nil
}

// At is the program with another data directory, which no other process shares.
func (a *App) At(dir string) *App {
	there, c := *a, *a.Config
	c.Data, there.From.Data = dir, dir
	c.Database.Shared = false
	there.Config = &c
	return &there
}

// ReadAgain reads the settings as they are now; those of a stay as they are.
func (a *App) ReadAgain() (*config.Config, error) { return a.Settings(a.From.overrides()) }

// DataDir is the data directory; see datadir.Find.
func (a *App) DataDir() (string, error) { return datadir.Find(a.Config.Data, a.Getenv) }
