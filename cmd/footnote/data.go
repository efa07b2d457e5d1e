package main

import (
	"errors"
	"path/filepath"
	"runtime"

	"footnote/cmd/footnote/backup"
	"footnote/config"
)

// dataDir returns the folder of the library and of what the bot keeps: the one
// that is configured, else the platform's own. It is always absolute, since it
// becomes part of addresses such as file:///DIR/library.db. A restore that was cut
// off there is finished first.
func dataDir(c *config.Config, getenv func(string) string) (string, error) {
	dir, err := placeOfData(c, getenv)
	if err != nil {
		return "", err
	}
	return dir, backup.Finish(dir)
}

func placeOfData(c *config.Config, getenv func(string) string) (string, error) {
	if c.Data != "" {
		return filepath.Abs(c.Data)
	}
	return platformData(runtime.GOOS, getenv)
}

// platformData is where programs keep their data on a system. It reads the
// environment that was handed to the program, so that tests touch nobody's own.
// Source: https://specifications.freedesktop.org/basedir-spec
func platformData(system string, getenv func(string) string) (string, error) {
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "footnote"), nil
	}
	home := getenv("HOME")
	switch {
	case system == "windows" && getenv("LOCALAPPDATA") != "":
		return filepath.Join(getenv("LOCALAPPDATA"), "footnote"), nil
	case home == "":
		return "", errors.New("there is no home for the data directory: name one in FOOTNOTE_DATA or with --data")
	case system == "darwin":
		return filepath.Join(home, "Library", "Application Support", "footnote"), nil
	}
	return filepath.Join(home, ".local", "share", "footnote"), nil
}
