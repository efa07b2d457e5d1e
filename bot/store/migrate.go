package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// The steps for PostgreSQL begin with the number of SQLite's that the first of them
// amounts to.
//
//go:embed migrations/*.sql migrations/postgres/*.sql
var migrations embed.FS

// stepsIn are the names of the migrations in a folder, in order.
func stepsIn(folder string) []string {
	names, err := fs.Glob(migrations, folder+"/*.sql")
	if err != nil {
		panic("store: the program's own migrations cannot be listed")
	}
	return names
}

// numberOf is up to which version a migration brings the tables.
func numberOf(step string) int {
	digits, _, _ := strings.Cut(path.Base(step), "_")
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("store: the migration " + step + " has no number")
	}
	return n
}

// lastOf is the version that steps lead to.
func lastOf(steps []string) int { return numberOf(steps[len(steps)-1]) }

// migrate runs the migrations that the tables have not seen.
func (s *DB) migrate(ctx context.Context) error {
	names := s.steps()
	version, err := s.version(ctx, s)
	if err != nil {
		return err
	}
	if version > lastOf(names) {
		return s.newer(version)
	}
	if version > 0 && version < lastOf(names) {
		if err := s.keepCopy(ctx, s, version); err != nil {
			return err
		}
	}
	for _, name := range names {
		if numberOf(name) <= version {
			continue
		}
		if err := s.step(ctx, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// step runs one migration wholly or not at all.
func (s *DB) step(ctx context.Context, name string) error {
	text, err := fs.ReadFile(migrations, name)
	if err != nil {
		return err
	}
	return s.Thoroughly(ctx, func(ctx context.Context) error {
		// Another process may have run it since.
		if version, err := s.version(ctx, s); err != nil || version >= numberOf(name) {
			return err
		}
		if err := s.Exec(ctx, string(text)); err != nil {
			return err
		}
		return s.setVersion(ctx, s, numberOf(name))
	})
}
