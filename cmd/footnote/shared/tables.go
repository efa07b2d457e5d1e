package shared

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"footnote/bot/store"
)

// side is a library in a file or on the server.
type side struct {
	// library is its number on the server, 0 in a file.
	library int64
	each    func(ctx context.Context, do func(*sql.Rows) error, query string, args ...any) error
	exec    func(ctx context.Context, query string, args ...any) error
	// prepare is exec for a statement that is run often, until done is called.
	prepare func(ctx context.Context, query string) (run func(ctx context.Context, args []any) error, done func() error, err error)
}

// inFile is a library in a file, on a connection in a transaction.
func inFile(conn interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}) side {
	return side{
		each: func(ctx context.Context, do func(*sql.Rows) error, query string, args ...any) error {
			rows, err := conn.QueryContext(ctx, query, args...)
			if err != nil {
				return err
			}
			defer rows.Close() //nolint:errcheck // rows.Err tells
			for rows.Next() {
				if err := do(rows); err != nil {
					return err
				}
			}
			return rows.Err()
		},
		exec: func(ctx context.Context, query string, args ...any) error {
			_, err := conn.ExecContext(ctx, query, args...)
			return err
		},
		prepare: func(ctx context.Context, query string) (func(context.Context, []any) error, func() error, error) {
			prepared, err := conn.PrepareContext(ctx, query)
			if err != nil {
				return nil, nil, err
			}
			return func(ctx context.Context, args []any) error {
				_, err := prepared.ExecContext(ctx, args...)
				return err
			}, prepared.Close, nil
		},
	}
}

// onServer is a library on the server, in the transaction that contexts carry. The driver
// remembers the statements that it has prepared.
func onServer(db *store.DB, library int64) side {
	return side{library, db.Each, db.Exec, func(_ context.Context, query string) (func(context.Context, []any) error, func() error, error) {
		return func(ctx context.Context, args []any) error { return db.Exec(ctx, query, args...) }, func() error { return nil }, nil
	}}
}

// table is one of a library. Rows of both sides are the same where they agree in what
// tells them.
type table struct {
	name           string
	columns, tells []string
	// text are the columns that a file holds as text, and the server as bytes.
	text map[string]bool
	// parts: its rows belong to the article that the first column names, and are the same
	// where the article is.
	parts bool
}

// tables are all of a library. Of vectors, a file numbers the rows by itself; the vector
// of a text is always the same.
var tables = []table{
	of("sources", "id address: synced problem:", ""),
	of("documents", "id source key: name: stamp: problem: failed", ""),
	of("articles", "id document scope: name: title: url: outlet: author: published: path: text: pages hash generation", "id document name path hash generation"),
	{name: "passages", parts: true, tells: []string{"article"}, text: map[string]bool{"heading": true},
		columns: []string{"article", "ordinal", "start", "stop", "heading", "sentences", "hash"}},
	of("embedders", "id name: dimensions state", ""),
	of("vectors", "embedder hash vector", "embedder hash"),
	of("excluded", "key: name:", ""),
	of("state", "generation finished revision: garbage", ""),
}

// of reads a table's columns: those that end in a colon are text.
func of(name, columns, tells string) table {
	t := table{name: name, text: map[string]bool{}, tells: strings.Fields(tells)}
	for _, c := range strings.Fields(columns) {
		bare := strings.TrimSuffix(c, ":")
		t.columns, t.text[bare] = append(t.columns, bare), bare != c
	}
	if len(t.tells) == 0 {
		t.tells = t.columns
	}
	return t
}

// at is the table's name on a side, where picks rows of it, and args are its values
// behind those that are given.
func (t *table) at(s side) string {
	if s.library == 0 {
		return t.name
	}
	return "library_" + t.name
}

func (t *table) where(s side, columns []string) string {
	conditions := []string{"1 = 1"}
	for _, c := range columns {
		conditions = append(conditions, `"`+c+`" = ?`)
	}
	if s.library != 0 {
		conditions = append(conditions, "library = ?")
	}
	return " FROM " + t.at(s) + " WHERE " + strings.Join(conditions, " AND ")
}

// values are a row's as a side takes them.
func (t *table) values(s side, columns []string, row []any) []any {
	list := make([]any, len(row), len(row)+1)
	for i, v := range row {
		text, isText := v.(string)
		bytes, isBytes := v.([]byte)
		switch {
		case s.library != 0 && isText:
			v = []byte(text)
		case s.library == 0 && isBytes && t.text[columns[i]]:
			v = string(bytes)
		case isBytes && bytes == nil:
			v = []byte{}
		}
		list[i] = v
	}
	if s.library != 0 {
		list = append(list, s.library)
	}
	return list
}

// read gives columns of the rows of a side to do: of all, or of the one that values of
// tells name.
func (t *table) read(ctx context.Context, s side, columns []string, do func(row []any) error, tells ...any) error {
	var by []string
	if len(tells) > 0 {
		by = t.tells
	}
	query := `SELECT "` + strings.Join(columns, `", "`) + `"` + t.where(s, by)
	if s.library != 0 && len(columns) == len(t.columns) {
		query += " ORDER BY 1, 2" // as a file has them in its index, which grows at its end then
	}
	return s.each(ctx, func(rows *sql.Rows) error {
		row, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			places[i] = &row[i]
		}
		if err := rows.Scan(places...); err != nil {
			return err
		}
		return do(row)
	}, query, t.values(s, by, tells)...)
}

// key stands for a row by values that tell it.
func key(values []any) string {
	var b strings.Builder
	for _, v := range values {
		switch v := v.(type) {
		case string:
			fmt.Fprintf(&b, "%d:%s", len(v), v)
		case []byte:
			fmt.Fprintf(&b, "%d:%s", len(v), v)
		default:
			fmt.Fprintf(&b, "%v;", v)
		}
	}
	return b.String()
}

// told are the rows of a side by what tells them.
func (t *table) told(ctx context.Context, s side) (map[string][]any, error) {
	all := map[string][]any{}
	err := t.read(ctx, s, t.tells, func(row []any) error { all[key(row)] = row; return nil })
	return all, err
}
