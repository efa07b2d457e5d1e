package store

import "testing"

func TestForms(t *testing.T) {
	for _, c := range []struct{ query, lite, server string }{
		{"SELECT a FROM t WHERE b = ? AND c = ?", "SELECT a FROM t WHERE b = ? AND c = ?", "SELECT a FROM t WHERE b = $1 AND c = $2"},
		{"VALUES (?1,?,?,f(?1))", "VALUES (?1,?,?,f(?1))", "VALUES ($1,$2,$3,f($1))"},
		{"WHERE a = '?' AND b = ?", "WHERE a = '?' AND b = ?", "WHERE a = '?' AND b = $1"},
		{"WHERE instr(a, ?) > 0", "WHERE instr(a, ?) > 0", "WHERE strpos(a, $1) > 0"},
		{"json_text(p.answer, 'question')", "p.answer ->> '$.question'", "(CAST(p.answer AS JSON) ->> 'question')"},
		{"whole_number(s.value)", "CAST(s.value AS INTEGER)", "(CASE WHEN s.value ~ '^[0-9]{1,18}$' THEN CAST(s.value AS BIGINT) END)"},
		{"SELECT ?\n-- postgres\nSELECT 1 + ?", "SELECT ?", "SELECT 1 + $1"},
	} {
		if got := (file{}).form(c.query); got != c.lite {
			t.Errorf("SQLite takes %q, want %q", got, c.lite)
		}
		if got := (server{}).form(c.query); got != c.server {
			t.Errorf("PostgreSQL takes %q, want %q", got, c.server)
		}
	}
}

func TestStorable(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"a\x00b":                  "ab",
		"a\xffb":                  "a\ufffdb",
		`a\u0000b`:                `a\u0000b`, // no JSON: somebody wrote that
		`{"a":"\u0000"}`:          `{"a":""}`,
		`{"a":"x\u0000y"}`:        `{"a":"xy"}`,
		`{"a":"\\u0000"}`:         `{"a":"\\u0000"}`,
		`{"a":"\\\u0000\u0000b"}`: `{"a":"\\b"}`,
	} {
		if got := storable(text); got != want {
			t.Errorf("%q is kept as %q, want %q", text, got, want)
		}
	}
}

// Each engine has its own numbers, one a migration; PostgreSQL begins with the eighth. That the tables
// are the same is tested where both are open.
func TestMigrationsAreNumbered(t *testing.T) {
	for first, steps := range map[int][]string{1: file{}.steps(), 8: server{}.steps()} {
		if lastOf(steps) != first+len(steps)-1 {
			t.Errorf("%d migrations from %d on lead to version %d", len(steps), first, lastOf(steps))
		}
	}
}
