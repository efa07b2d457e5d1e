package shared

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// few is how many rows are read one by one; of more, all rows are gone through.
const few = 64

// batch is how many rows are written by one statement.
const batch = 100

// carry makes the rows of one side those of the other.
func carry(ctx context.Context, to, from side) error {
	missing := make([]lack, len(tables))
	// All that is not to stay goes first: what comes may have its place.
	var gone map[string][]any // articles, by their number
	var come lack
	for i := range tables {
		t := &tables[i]
		over, lacking := gone, come
		var err error
		if !t.parts {
			over, lacking, err = t.differences(ctx, to, from)
		}
		if err == nil {
			err = t.remove(ctx, to, over)
		}
		if err != nil {
			return fmt.Errorf("the table %s: %w", t.name, err)
		}
		if missing[i] = lacking; t.name == "articles" {
			gone, come = numbers(over), lack{lacking.all, numbers(lacking.rows)}
		}
	}
	for i := range tables {
		if err := tables[i].add(ctx, to, from, missing[i]); err != nil {
			return fmt.Errorf("the table %s: %w", tables[i].name, err)
		}
	}
	return nil
}

// lack are rows that one side has and the other has not: all that there are, where the
// other has none, or some.
type lack struct {
	all  bool
	rows map[string][]any
}

// differences are the rows of one side that the other does not have, and those that it
// lacks.
func (t *table) differences(ctx context.Context, to, from side) (over map[string][]any, l lack, err error) {
	if over, err = t.told(ctx, to); err != nil || len(over) == 0 {
		return nil, lack{all: true}, err
	}
	if l.rows, err = t.told(ctx, from); err != nil {
		return nil, l, err
	}
	for k := range over {
		if _, both := l.rows[k]; both {
			delete(over, k)
			delete(l.rows, k)
		}
	}
	return over, l, nil
}

// remove removes the rows that tells name.
func (t *table) remove(ctx context.Context, s side, rows map[string][]any) error {
	query := "DELETE" + t.where(s, t.tells)
	for _, tells := range rows {
		if err := s.exec(ctx, query, t.values(s, t.tells, tells)...); err != nil {
			return err
		}
	}
	return nil
}

// numbers are the first columns of rows.
func numbers(rows map[string][]any) map[string][]any {
	list := make(map[string][]any, len(rows))
	for _, row := range rows {
		list[key(row[:1])] = row[:1]
	}
	return list
}

// add copies the rows of a table that are missing. They are read while those before are
// written.
func (t *table) add(ctx context.Context, to, from side, missing lack) error {
	if !missing.all && len(missing.rows) == 0 {
		return nil
	}
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan []any, 2)
	group.Go(func() error {
		defer close(batches)
		r := reader{t: t, to: to, hand: func(rows []any) error {
			select {
			case batches <- rows:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}}
		return errors.Join(t.pick(ctx, from, missing, r.take), r.flush())
	})
	group.Go(func() (err error) {
		w := writer{t: t, to: to}
		defer func() { err = errors.Join(err, w.close()) }()
		for rows := range batches {
			if err := w.write(ctx, rows); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
}

// pick gives the rows of a side to do that are missing on the other.
func (t *table) pick(ctx context.Context, from side, missing lack, do func(row []any) error) error {
	if missing.all {
		return t.read(ctx, from, t.columns, do)
	}
	if len(missing.rows) <= few {
		for _, tells := range missing.rows {
			if err := t.read(ctx, from, t.columns, do, tells...); err != nil {
				return err
			}
		}
		return nil
	}
	places := make([]int, len(t.tells))
	for i, c := range t.tells {
		places[i] = slices.Index(t.columns, c)
	}
	tells := make([]any, len(places))
	return t.read(ctx, from, t.columns, func(row []any) error {
		for i, at := range places {
			tells[i] = row[at]
		}
		if _, ok := missing.rows[key(tells)]; !ok {
			return nil
		}
		return do(row)
	})
}

// reader gathers rows, as values for the side that they are written to.
type reader struct {
	t       *table
	to      side
	waiting []any
	rows    int
	hand    func(rows []any) error
}

func (r *reader) take(row []any) error {
	r.waiting = append(r.waiting, r.t.values(r.to, r.t.columns, row)...)
	if r.rows++; r.rows < batch {
		return nil
	}
	return r.flush()
}

func (r *reader) flush() error {
	if r.rows == 0 {
		return nil
	}
	rows := r.waiting
	r.waiting, r.rows = nil, 0
	return r.hand(rows)
}

// writer writes rows, some by one statement.
type writer struct {
	t  *table
	to side
	// full writes a whole batch; nil before the first.
	full func(ctx context.Context, values []any) error
	done func() error
}

func (w *writer) write(ctx context.Context, values []any) (err error) {
	rows := len(values) / w.width()
	if rows < batch {
		return w.to.exec(ctx, w.insert(rows), values...)
	}
	if w.full == nil {
		if w.full, w.done, err = w.to.prepare(ctx, w.insert(rows)); err != nil {
			return err
		}
	}
	return w.full(ctx, values)
}

// width is how many values a row has.
func (w *writer) width() int {
	if w.to.library != 0 {
		return len(w.t.columns) + 1
	}
	return len(w.t.columns)
}

// insert is the statement that writes so many rows.
func (w *writer) insert(rows int) string {
	columns, insert := `"`+strings.Join(w.t.columns, `", "`)+`"`, "INSERT"
	if w.to.library != 0 {
		columns += ", library"
	} else {
		insert += " OR ROLLBACK" // SQLite need not keep what a statement that fails half-way changed
	}
	places := "(" + strings.Repeat(", ?", w.width())[2:] + ")"
	return insert + " INTO " + w.t.at(w.to) + " (" + columns + ") VALUES " + strings.Repeat(", "+places, rows)[2:]
}

func (w *writer) close() error {
	if w.done == nil {
		return nil
	}
	return w.done()
}
