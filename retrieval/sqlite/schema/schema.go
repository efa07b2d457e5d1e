// Package schema holds the tables of a library, brought up to date by migrations, and the
// statements that read and change them.
package schema

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Latest is the version of the newest migration. Each migration sets the
// file's user_version to its own.
func Latest() int {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic("sqlite: the program's own migrations cannot be listed")
	}
	return len(names)
}

// Migrate runs the migrations that the file has not seen, each wholly or not
// at all. The caller holds the lock.
func Migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithSlog(slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}
