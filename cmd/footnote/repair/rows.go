package repair

import (
	"context"
	"database/sql"
	"math"
	"strings"
)

// mostGaps bounds the places of a table where rows are looked for again.
const mostGaps = 10_000

// filling is a table whose rows are being copied.
type filling struct {
	*salvage
	*table
	insert *sql.Stmt
	tx     *sql.Tx
	// saved counts the rows copied, refused those that the new table did not take.
	saved, refused int
	// gaps tells that something could not be read.
	gaps bool
}

// fill copies the rows of a table that can be read.
func (s *salvage) fill(ctx context.Context, t *table) (Table, error) {
	tx, err := s.fresh.BeginTx(ctx, nil)
	if err != nil {
		return Table{}, err
	}
	defer tx.Rollback() //nolint:errcheck // after the commit there is nothing to undo
	f := &filling{salvage: s, table: t, tx: tx}
	places := strings.TrimSuffix(strings.Repeat("?,", len(t.columns)), ",")
	f.insert, err = tx.PrepareContext(ctx, "INSERT OR IGNORE INTO "+quoted(t.name)+" ("+strings.Join(t.columns, ",")+") VALUES ("+places+")")
	if err != nil {
		return Table{}, err
	}
	defer f.insert.Close() //nolint:errcheck // it is only used here
	if t.keyed {
		err = f.bothEnds(ctx)
	} else {
		err = f.byNumber(ctx)
	}
	if err != nil {
		return Table{}, err
	}
	said := Table{Name: t.name, Saved: f.saved, Lost: f.refused}
	if f.gaps {
		said.Lost = s.missing(ctx, t, f.saved)
	}
	return said, tx.Commit()
}

// missing is how many rows of a table were not saved, -1 where it cannot be told: an
// index that is whole knows how many there were.
func (s *salvage) missing(ctx context.Context, t *table, saved int) int {
	var n int
	if s.old.QueryRowContext(ctx, "SELECT count(*) FROM "+quoted(t.name)).Scan(&n) != nil || n < saved {
		return -1
	}
	return n - saved
}

// byNumber copies the rows of a table in order of their numbers, over gaps.
func (f *filling) byNumber(ctx context.Context) error {
	at := int64(math.MinInt64)
	for range mostGaps {
		last, whole, err := f.from(ctx, at, "rowid >= ? ORDER BY rowid", at)
		if err != nil || whole {
			return err
		}
		f.gaps = true
		next, ok := f.readable(ctx, last)
		if !ok {
			return ctx.Err()
		}
		at = next
	}
	return nil
}

// from copies rows until one cannot be read: last is the number of the one before,
// whole tells that there are no more.
func (f *filling) from(ctx context.Context, at int64, where string, args ...any) (last int64, whole bool, err error) {
	last = at - 1
	if at == math.MinInt64 {
		last = at
	}
	number := "rowid"
	if f.keyed {
		number = "0"
	}
	rows, err := f.old.QueryContext(ctx, "SELECT "+number+","+strings.Join(f.columns, ",")+" FROM "+quoted(f.name)+" WHERE "+where, args...)
	if err != nil {
		return last, false, ctx.Err()
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	values, places := make([]any, len(f.columns)), []any{&last}
	for i := range values {
		places = append(places, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return last, false, nil
		}
		if err := f.put(ctx, values); err != nil {
			return last, false, err
		}
	}
	return last, rows.Err() == nil, ctx.Err()
}

// put copies a row. One that breaks a rule of its table was altered.
func (f *filling) put(ctx context.Context, values []any) error {
	result, err := f.insert.ExecContext(ctx, values...)
	if err != nil {
		f.refused++
		return ctx.Err()
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err // it is there already
	}
	f.saved++
	return nil
}

// readable looks for a row behind a gap that can be read as a whole: ever further
// away, and then back towards the gap.
func (f *filling) readable(ctx context.Context, last int64) (int64, bool) {
	far, found := int64(0), int64(0)
	for step := int64(1); step > 0 && last <= math.MaxInt64-step; step *= 2 {
		row, ok := f.probe(ctx, last+step)
		if ok {
			far, found = step, row
			break
		}
	}
	if far == 0 {
		return 0, false
	}
	for near := far / 2; far-near > 1; {
		middle := near + (far-near)/2
		if row, ok := f.probe(ctx, last+middle); ok {
			far, found = middle, row
		} else {
			near = middle
		}
	}
	return found, true
}

// probe reads the first row whose number is at least this one.
func (f *filling) probe(ctx context.Context, number int64) (int64, bool) {
	rows, err := f.old.QueryContext(ctx, "SELECT rowid,"+strings.Join(f.columns, ",")+" FROM "+quoted(f.name)+" NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1", number)
	if err != nil {
		return 0, false
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	row, found := int64(0), false
	places := []any{&row}
	for range f.columns {
		places = append(places, new(any))
	}
	for rows.Next() {
		found = rows.Scan(places...) == nil
	}
	return row, found && rows.Err() == nil
}

// bothEnds copies the rows of a table without numbers from its beginning, and where
// a row cannot be read from its end back to that.
func (f *filling) bothEnds(ctx context.Context) error {
	order := strings.Join(f.key, ",")
	_, whole, err := f.from(ctx, 1, "1 ORDER BY "+order)
	if err != nil || whole {
		return err
	}
	f.gaps = true
	_, _, err = f.from(ctx, 1, "1 ORDER BY "+strings.Join(f.key, " DESC,")+" DESC")
	return err
}
