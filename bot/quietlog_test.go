package bot

import (
	"database/sql"
	"net/url"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the driver
)

// questionsKept are all questions that a data file holds.
const questionsKept = `SELECT question FROM turns UNION SELECT question FROM unanswered UNION SELECT question FROM answered
	UNION SELECT json_extract(answer, '$.question') FROM posts`

// keepsQuiet checks, at the end of every test with a bot in it, that no line of the
// log names a person or says what was asked.
func (w *world) keepsQuiet(t testing.TB, path string) {
	t.Helper()
	lines := strings.Split(w.logs.String(), "\n")
	for _, p := range w.d.People() {
		tellsOf(t, lines, p.ID)
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(questionsKept)
	if err != nil {
		return // the test has damaged the file
	}
	defer rows.Close()
	for rows.Next() {
		var question sql.NullString
		if rows.Scan(&question) == nil && len(question.String) > 8 {
			tellsOf(t, lines, question.String)
		}
	}
}

// tellsOf reports the first line that holds a text. Where something fails that must not,
// the line with its stack is for the operator's eyes and may hold anything.
func tellsOf(t testing.TB, lines []string, text string) {
	t.Helper()
	i := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, text) })
	if i >= 0 {
		t.Errorf("the log tells %q:\n%s", text, lines[i])
	}
}
