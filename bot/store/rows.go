package store

import (
	"context"
	"database/sql"
)

// Rows reads all rows of a query, each by scan.
func Rows[T any](ctx context.Context, s *DB, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	found, err := s.on(ctx).QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var list []T
	for found.Next() {
		v, err := scan(found)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, found.Err()
}
