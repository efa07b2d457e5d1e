package shared

import (
	"context"
	"fmt"
	"strings"
)

// few is how many rows are read one by one; of more, all rows are gone through.
const few = 64

// batch is how many rows are written by one statement.
const batch = 100

// carry makes the rows of one side those of the other.
func carry(ctx context.Context, to, from side) error {
	missing := make([]map[string][]any, len(tables))
	// All that is not to stay goes first: what comes may have its place.
	var gone, come map[string][]any // articles, by their number
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
			gone, come = numbers(over), numbers(lacking)
		}
	}
	for i := range tables {
		if err := tables[i].add(ctx, to, from, missing[i]); err != nil {
			return fmt.Errorf("the table %s: %w", tables[i].name, err)
		}
	}
	return nil
}

// differences are the rows of one side that the other does not have, and those that it
// lacks.
func (t *table) differences(ctx context.Context, to, from side) (over, lacking map[string][]any, err error) {
	if over, err = t.told(ctx, to); err != nil {
		return nil, nil, err
	}
	if lacking, err = t.told(ctx, from); err != nil {
		return nil, nil, err
	}
	for k := range over {
		if _, both := lacking[k]; both {
			delete(over, k)
			delete(lacking, k)
		}
	}
	return over, lacking, nil
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

// add copies the rows of a table that are missing.
func (t *table) add(ctx context.Context, to, from side, missing map[string][]any) error {
	w := writer{t: t, to: to}
	if len(missing) <= few {
		for _, tells := range missing {
			if err := t.read(ctx, from, t.columns, func(row []any) error { return w.write(ctx, row) }, tells...); err != nil {
				return err
			}
		}
		return w.flush(ctx)
	}
	places := make([]int, len(t.tells))
	for i, c := range t.tells {
		for j := range t.columns {
			if t.columns[j] == c {
				places[i] = j
			}
		}
	}
	tells := make([]any, len(places))
	err := t.read(ctx, from, t.columns, func(row []any) error {
		for i, at := range places {
			tells[i] = row[at]
		}
		if _, ok := missing[key(tells)]; !ok {
			return nil
		}
		return w.write(ctx, row)
	})
	if err != nil {
		return err
	}
	return w.flush(ctx)
}

// writer writes rows, some by one statement.
type writer struct {
	t       *table
	to      side
	waiting []any
	rows    int
}

func (w *writer) write(ctx context.Context, row []any) error {
	w.waiting = append(w.waiting, w.t.values(w.to, w.t.columns, row)...)
	if w.rows++; w.rows < batch {
		return nil
	}
	return w.flush(ctx)
}

func (w *writer) flush(ctx context.Context) error {
	if w.rows == 0 {
		return nil
	}
	columns := `"` + strings.Join(w.t.columns, `", "`) + `"`
	if w.to.library != 0 {
		columns += ", library"
	}
	places := "(" + strings.Repeat(", ?", len(w.waiting)/w.rows)[2:] + ")"
	err := w.to.exec(ctx, "INSERT INTO "+w.t.at(w.to)+" ("+columns+") VALUES "+strings.Repeat(", "+places, w.rows)[2:], w.waiting...)
	w.waiting, w.rows = w.waiting[:0], 0
	return err
}
