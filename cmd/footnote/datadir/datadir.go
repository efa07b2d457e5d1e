// Package datadir finds the data directory, and keeps other processes out of it while
// one changes what it holds.
package datadir

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"footnote/cmd/footnote/backup"
)

// Find returns the folder of the library and of what the bot keeps: the one
// that is configured, else the platform's own. It is always absolute, since it
// becomes part of addresses such as file:///DIR/library.db. A restore that was cut
// off there is finished first.
func Find(configured string, getenv func(string) string) (string, error) {
	dir, err := Place(configured, getenv)
	if err != nil {
		return "", err
	}
	return dir, backup.Finish(dir)
}

// Place is the folder that Find returns; nothing is done there.
func Place(configured string, getenv func(string) string) (string, error) {
	if configured != "" {
		return filepath.Abs(configured)
	}
	return platformData(runtime.GOOS, getenv)
}

// IsFile reports whether a path names a regular file.
func IsFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
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
