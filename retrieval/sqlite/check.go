package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// Check reads the whole library file in dir without changing it. The errors are
// those of Open, and ErrDamaged where the file contradicts itself anywhere. A
// library of an older version is sound.
func Check(ctx context.Context, dir string) (err error) {
	path := filepath.Join(dir, FileName)
	if err := looksRight(path); err != nil {
		return err
	}
	s, err := openStore(ctx, path, "query_only(1)")
	if errors.Is(err, errFresh) {
		return none(dir)
	}
	if errors.Is(err, errOlder) {
		return nil // its tables are read when they are brought up to date
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var said string
	if err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return explain(path, err)
	}
	if said != "ok" {
		return damaged(path, errors.New(strings.Join(strings.Fields(said), " ")))
	}
	return nil
}

// damaged is ErrDamaged with what mends it.
func damaged(path string, why error) error {
	return fmt.Errorf("%w: save what can be saved of %s with `footnote repair`, or put a backup in its place with `footnote restore` (%w)", ErrDamaged, path, why)
}
