package store

import (
	"context"
	"time"
)

// Statements of leases. One process at a time changes them.
const (
	oneLessor = "LOCK TABLE leases IN SHARE ROW EXCLUSIVE MODE"
	// Where another number of shards is still served, none is lent: two numbers share
	// guilds.
	freeLease = "NOT EXISTS (SELECT 1 FROM leases WHERE ends > now() AND (process <> this_process() AND shard = n AND shards = ?1 OR shards <> ?1))"
	renew     = "UPDATE leases SET ends = now() + make_interval(secs => ?2) WHERE shards = ?1 AND process = this_process() AND ends > now()"
	takeFree  = "INSERT INTO leases (shards, shard, process, ends) SELECT ?1, n, this_process(), now() + make_interval(secs => ?2) " +
		"FROM generate_series(0, CAST(?1 AS INTEGER) - 1) AS n WHERE " + freeLease +
		" AND NOT EXISTS (SELECT 1 FROM leases WHERE ends > now() AND process = this_process() AND shard = n AND shards = ?1)" +
		" ORDER BY n LIMIT greatest(CAST(?3 AS INTEGER) - (SELECT count(*) FROM leases WHERE ends > now() AND process = this_process() AND shards = ?1), 0)" +
		" ON CONFLICT (shards, shard) DO UPDATE SET process = excluded.process, ends = excluded.ends"
	leased = "SELECT shard FROM leases WHERE shards = ? AND process = this_process() AND ends > now() ORDER BY shard"
	// alive are how many processes there are, and how many of them come before this one where
	// not all can have the same: those that have more, so that little is moved.
	alive = "WITH a AS (SELECT p.id, (SELECT count(*) FROM leases l WHERE l.process = p.id AND l.shards = ?1 AND l.ends > now()) AS held " +
		"FROM processes p WHERE heard > now() - make_interval(secs => ?2)) " +
		"SELECT greatest(count(*), 1), count(*) FILTER (WHERE (-held, id) < (SELECT -held, id FROM a WHERE id = this_process())) FROM a"
	giveBack   = "DELETE FROM leases WHERE shards = ? AND shard = ? AND process = this_process()"
	aliveWhile = 8 * time.Second
)

// Lease renews what a process has of a bot's shards and takes what is free of them, up to
// its share of those that are alive. shards are those that it has from now on for so long;
// share is how many it should have: where it has more, it is to give some back once it
// serves them no more. The database must be joined.
func (s *DB) Lease(ctx context.Context, of int, lasts time.Duration) (shards []int, share int, err error) {
	err = s.Beside(ctx, func(ctx context.Context) error { // it waits for no large transaction
		if err := s.Exec(ctx, oneLessor); err != nil {
			return err
		}
		var processes, before int
		if err := s.QueryRow(ctx, alive, of, aliveWhile.Seconds()).Scan(&processes, &before); err != nil {
			return err
		}
		share = of / processes
		if before < of%processes {
			share++
		}
		if err := s.Exec(ctx, renew, of, lasts.Seconds()); err != nil {
			return err
		}
		if err := s.Exec(ctx, takeFree, of, lasts.Seconds(), share); err != nil {
			return err
		}
		shards, err = Column[int](ctx, s, leased, of)
		return err
	})
	return shards, share, err
}

// GiveBack ends a lease.
func (s *DB) GiveBack(ctx context.Context, of, shard int) error {
	return s.Exec(ctx, giveBack, of, shard)
}
