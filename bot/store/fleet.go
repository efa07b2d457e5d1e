package store

import (
	"context"
	"database/sql"
	"errors"
)

// Fleet is how the processes stand that share a database.
type Fleet struct {
	// Alive is how many were heard of just now, and Leased how many of a bot's Shards are
	// lent to one; both are 0 where processes are told which shards are theirs.
	Alive, Leased, Shards int
	// Libraries are the versions of those in the database, by name.
	Libraries map[string]int64
}

// Statements about the fleet.
const (
	heardNow  = "SELECT count(*) FROM processes WHERE heard > now() - make_interval(secs => ?)"
	lentNow   = "SELECT count(*), coalesce(max(shards), 0) FROM leases WHERE ends > now()"
	libraries = "SELECT name, version FROM libraries WHERE gone = 0 AND version > 0"
)

// URLFleet tells how the processes stand that share the database at a URL, whose tables
// are up to date, and changes nothing.
func URLFleet(ctx context.Context, url string) (f Fleet, err error) {
	s, err := connect(ctx, url, nil)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.follow(ctx); err != nil {
		return f, err
	}
	if err := s.QueryRow(ctx, heardNow, aliveWhile.Seconds()).Scan(&f.Alive); err != nil {
		return f, err
	}
	if err := s.QueryRow(ctx, lentNow).Scan(&f.Leased, &f.Shards); err != nil {
		return f, err
	}
	f.Libraries = map[string]int64{}
	err = s.Each(Across(ctx), func(row *sql.Rows) error {
		var name string
		var version int64
		err := row.Scan(&name, &version)
		f.Libraries[name] = version
		return err
	}, libraries)
	return f, err
}
