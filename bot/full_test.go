package bot

import (
	"database/sql"
	"net/url"
	"strings"
	"testing"

	"footnote/bot/store/storetest"
)

// fill has every further row that is written to the data file at path refused,
// as on a disk without room.
func fill(t *testing.T, path string) {
	t.Helper()
	storetest.OnlyInAFile(t)
	// The bot may be writing just now.
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(600000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range []string{"pending", "posts", "turns", "answered", "unanswered", "asks", "uses", "messages"} {
		_, err := db.ExecContext(t.Context(), `CREATE TRIGGER full_`+table+` BEFORE INSERT ON `+table+
			` BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Where nothing more can be kept, an answer that was found is shown.
func TestAFullDiskHidesNoAnswer(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	fill(t, w.path)
	if says := text(w.asks(t, w.anna, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Errorf("it says %s", says)
	}
	if says := text(w.asks(t, w.anna, w.general.ID, unknown)); strings.Contains(says, "this number") {
		t.Errorf("what the articles do not answer is an error: %s", says)
	}
	if !strings.Contains(w.logs.String(), "could not be kept") {
		t.Error("the log says nothing")
	}
}
