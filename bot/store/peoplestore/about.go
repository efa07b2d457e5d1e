package peoplestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
)

// Row is a row of what is kept, by column.
type Row map[string]any

// Kept is what is kept about a person, by what it is.
type Kept map[string][]Row

// Len is how many rows there are.
func (k Kept) Len() int {
	n := 0
	for _, list := range k {
		n += len(list)
	}
	return n
}

// known are the parts of Kept that are named, by their query, in which ?1 is the
// person and ?2 since when conversations are gone on with; table is the one
// it reads, for whose rows no other part is needed.
var known = []struct{ name, table, query string }{
	{"questions", "posts", `SELECT id, guild, channel, at, locale, private, answer FROM posts WHERE person = ?1 ORDER BY at, id`},
	{"votes", "votes", `SELECT v.post, p.guild, v.vote, v.reason, v.at FROM votes v JOIN posts p ON p.id = v.post WHERE v.person = ?1 ORDER BY v.at, v.post`},
	{"conversations", "turns", `SELECT conversation, question, answer, at FROM turns WHERE person = ?1
		UNION ALL SELECT conversation, json_text(answer, 'question'), json_text(answer, 'answer'), at FROM posts WHERE person = ?1 AND at > ?2 ORDER BY at, conversation, question`},
	{"threads", "threads", `SELECT id, guild, at FROM threads WHERE person = ?1 ORDER BY at, id`},
	{"under_way", "pending", `SELECT id, at, body FROM pending WHERE json_text(body, 'person') = ?1 ORDER BY at, id`},
	{"waiting_for", "askers", `SELECT u.guild, u.channel, u.question, u.why, u.at FROM askers a JOIN unanswered u ON u.id = a.gap WHERE a.person = ?1 ORDER BY u.at, u.id`},
	{"moderator_answers", "curated", `SELECT guild, text, name, at FROM curated WHERE person = ?1 ORDER BY at, id`},
	{"changes", "audit", `SELECT guild, action, detail, at FROM audit WHERE person = ?1 ORDER BY at, id`},
}

// About returns all that is kept of a person, in all guilds. Rows of any table
// that have the person's ID in a column, or as "person" in JSON, are in it, under
// the table's name where no other fits. What others wrote that mentions the
// person is not: it may be from where they have no access.
func (s *PeopleStore) About(ctx context.Context, person string) (Kept, error) {
	kept := Kept{}
	if person == "" {
		return kept, nil
	}
	err := s.db.Thoroughly(store.Across(ctx), func(ctx context.Context) error {
		seen := map[string]bool{}
		for _, k := range known {
			seen[`"`+k.table+`"`] = true
			args := []any{person}
			if strings.Contains(k.query, "?2") {
				args = append(args, s.db.Now().Add(-conversationstore.TurnsLast).UnixMilli())
			}
			if err := kept.add(ctx, s.db, k.name, k.query, args...); err != nil {
				return err
			}
		}
		columns, err := s.textColumns(ctx)
		if err != nil {
			return err
		}
		for table, condition := range conditions(columns, seen) {
			name := strings.Trim(table, `"`)
			if err := kept.add(ctx, s.db, name, `SELECT * FROM `+table+` WHERE `+condition, person); err != nil {
				return err
			}
		}
		return nil
	})
	return kept, err
}

// conditions say for each table but the seen ones whether a row is the person's.
func conditions(columns []textColumn, seen map[string]bool) map[string]string {
	list := map[string]string{}
	for _, c := range columns {
		if seen[c.table] {
			continue
		}
		if list[c.table] != "" {
			list[c.table] += ` OR `
		}
		list[c.table] += c.column + ` = ?1 OR instr(` + c.column + `, '"person":"' || ?1 || '"') > 0`
	}
	return list
}

// add runs a query and keeps its rows, if there are any.
func (k Kept) add(ctx context.Context, db *store.DB, name, query string, args ...any) error {
	rows, err := store.Rows(ctx, db, readRow, query, args...)
	if len(rows) > 0 {
		k[name] = append(k[name], rows...)
	}
	return err
}

// readRow reads all columns of a row.
func readRow(found *sql.Rows) (Row, error) {
	names, err := found.Columns()
	if err != nil {
		return nil, err
	}
	values, places := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		places[i] = &values[i]
	}
	if err := found.Scan(places...); err != nil {
		return nil, err
	}
	row := Row{}
	for i, name := range names {
		row[name] = legible(name, values[i])
	}
	return row, nil
}

// legible makes times and JSON what they are to a reader.
func legible(name string, value any) any {
	switch v := value.(type) {
	case int64:
		if name == "at" || strings.HasSuffix(name, "_at") {
			return time.UnixMilli(v).UTC().Format(time.RFC3339)
		}
	case []byte:
		return legible(name, string(v))
	case string:
		if strings.HasPrefix(v, "{") && json.Valid([]byte(v)) {
			return json.RawMessage(v)
		}
	}
	return value
}
