package stores

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/postgrestest"
	"footnote/bot/store/poststore"
	"footnote/retrieval/answer"
)

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// opened is an open data file with all its parts.
type opened struct {
	*All
	*store.DB
	// path is the file's, "" in a database on a server.
	path string
}

// onBoth runs a test on each engine, and on the server with guilds kept apart too.
func onBoth(t *testing.T, test func(t *testing.T)) {
	t.Run("sqlite", test)
	t.Run(postgres, test)
	t.Run(apart, test)
}

const (
	postgres = "postgres"
	apart    = "apart"
)

// content is all that the database has on the disk.
func (s *opened) content(t *testing.T) []byte {
	t.Helper()
	if s.path == "" {
		return serverContent(t, s)
	}
	var all []byte
	for _, suffix := range []string{"", "-wal", "-shm"} {
		content, err := os.ReadFile(s.path + suffix)
		must(t, err)
		all = append(all, content...)
	}
	return all
}

// serverContent is what a database's files hold on the disk of a server, and the
// server's own tables; the log of what was written, which it keeps for recovery, is
// not in it.
func serverContent(t *testing.T, s *opened) []byte {
	t.Helper()
	ctx := t.Context()
	must(t, s.Exec(ctx, "CHECKPOINT"))
	var oid string
	must(t, s.QueryRow(ctx, "SELECT CAST(oid AS TEXT) FROM pg_database WHERE datname = current_database()").Scan(&oid))
	var all []byte
	for _, dir := range []string{"base/" + oid, "global", "pg_xact"} {
		must(t, filepath.WalkDir(filepath.Join(postgrestest.Start(t).Dir, "data", dir), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			all = append(all, content...)
			return err
		}))
	}
	return all
}

// reopen opens the file at a path.
func reopen(t *testing.T, path string, now func() time.Time) (*opened, error) {
	db, err := store.Open(t.Context(), path, now)
	if err != nil {
		return nil, err
	}
	return &opened{New(db), db, path}, nil
}

func open(t *testing.T) (*opened, *clock, string) {
	t.Helper()
	c := &clock{time.Date(2025, 8, 7, 12, 0, 0, 0, time.UTC)}
	if on := filepath.Base(t.Name()); on == postgres || on == apart {
		db, err := store.OpenURL(t.Context(), postgrestest.Start(t).Database(t), c.Now)
		must(t, err)
		if on == apart {
			must(t, db.KeepApart(t.Context(), true))
		}
		t.Cleanup(func() { db.Close() })
		return &opened{New(db), db, ""}, c, ""
	}
	path := filepath.Join(t.TempDir(), "a b?#.db")
	s, err := reopen(t, path, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, c, path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// is compares as fmt prints.
func is(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

func post(id, person string) poststore.Post {
	return poststore.Post{ID: id, Guild: "g", Channel: "c", Person: person, Locale: "de", Conversation: "v", Answer: answer.Answer{Question: "why?", Answered: true}}
}

func TestPostsWithMessagesAndVotes(t *testing.T) { onBoth(t, testPostsWithMessagesAndVotes) }

func testPostsWithMessagesAndVotes(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	kept := post("1", "anna")
	kept.Answer.Claims = []answer.Claim{{Text: "It was a weekday.", Citations: []int{1}, Account: &answer.Account{Outlet: "Post", Order: answer.Later, Otherwise: true}}}
	must(t, s.AddPost(ctx, kept))
	must(t, s.SetMessages(ctx, "1", []feature.Posted{{ID: "m1", Channel: "c"}, {ID: "m2", Channel: "c"}}))
	p, err := s.PostOf(ctx, "m2")
	if err != nil || p.ID != "1" || p.Answer.Question != "why?" || p.Conversation != "v" || p.Locale != "de" {
		t.Errorf("the post of a message is %+v, %v", p, err)
	}
	if !reflect.DeepEqual(p.Answer.Claims, kept.Answer.Claims) {
		t.Errorf("its claims are %+v", p.Answer.Claims)
	}
	for _, v := range []struct {
		who      string
		vote     int
		up, down int
	}{{"a", 1, 1, 0}, {"a", 1, 1, 0}, {"b", -1, 1, 1}, {"a", -1, 0, 2}} {
		if up, down, err := s.Vote(ctx, "1", v.who, v.vote); err != nil || up != v.up || down != v.down {
			t.Errorf("after %+v: %d, %d, %v", v, up, down, err)
		}
	}
	if _, _, err := s.Vote(ctx, "none", "a", 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a vote on nothing: %v", err)
	}
	must(t, s.RemovePost(ctx, "1"))
	if _, err := s.PostOf(ctx, "m1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a removed post: %v", err)
	}
}

func TestWhatOneGuildAsksNoOtherSees(t *testing.T) { onBoth(t, testWhatOneGuildAsksNoOtherSees) }

func testWhatOneGuildAsksNoOtherSees(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	must(t, s.AddAnswered(ctx, "g", store.Asked{Question: "why?"}))
	must(t, s.AddAnswered(ctx, "g", store.Asked{Question: "why?"}))
	must(t, s.AddAnswered(ctx, "g", store.Asked{Question: "who?"}))
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "1", Question: "where?", Why: gapstore.Declined}))
	must(t, s.AddGap(ctx, "g", gapstore.Gap{Post: "1", Question: "where?", Why: gapstore.Declined}))
	must(t, s.Set(ctx, "g", "auto", []string{"c"}))
	if list, err := s.Answered(ctx, "g", time.Time{}, 5); err != nil || len(list) != 2 || list[0].Question != "why?" || list[0].Times != 2 {
		t.Errorf("answered in g: %v, %v", list, err)
	}
	if gaps, err := s.Gaps(ctx, "g", 5); err != nil || len(gaps) != 1 {
		t.Errorf("gaps in g: %+v, %v", gaps, err)
	}
	var auto []string
	list, err := s.Answered(ctx, "h", time.Time{}, 5)
	gaps, err2 := s.Gaps(ctx, "h", 5)
	if err := errors.Join(err, err2, s.Setting(ctx, "h", "auto", &auto)); err != nil || len(list)+len(gaps)+len(auto) > 0 {
		t.Errorf("h sees %v %+v %v, %v", list, gaps, auto, err)
	}
}

func TestForgetLeavesNoTraceInTheFile(t *testing.T) { onBoth(t, testForgetLeavesNoTraceInTheFile) }

func testForgetLeavesNoTraceInTheFile(t *testing.T) {
	s, _, _ := open(t)
	ctx := store.In(t.Context(), "g")
	const person = "987654321987654321"
	must(t, s.AddPost(ctx, post("1", person)))
	_, _, err := s.Vote(ctx, "1", person, 1)
	must(t, err)
	must(t, s.AddThread(ctx, conversationstore.Thread{ID: "t", Guild: "g", Person: person}))
	must(t, s.AddTurn(ctx, "t", person, conversationstore.Turn{Question: "why?", Answer: "so"}))
	must(t, s.AddPending(ctx, conversationstore.Pending{ID: "1", At: time.Now(), Body: []byte(`{"guild":"g","person":"` + person + `"}`)}))
	must(t, s.Forget(ctx, person))
	if bytes.Contains(s.content(t), []byte(person)) {
		t.Error("the file still holds the person's ID")
	}
	if up, _, err := s.Votes(ctx, "1"); err != nil || up != 0 {
		t.Errorf("%d votes are left, %v", up, err)
	}
}

func TestWhatIsOldGoes(t *testing.T) { onBoth(t, testWhatIsOldGoes) }

func testWhatIsOldGoes(t *testing.T) {
	s, c, _ := open(t)
	ctx := store.In(t.Context(), "g")
	must(t, s.AddPost(ctx, post("1", "anna")))
	must(t, s.AddThread(ctx, conversationstore.Thread{ID: "t", Guild: "g"}))
	must(t, s.AddTurn(ctx, "t", "anna", conversationstore.Turn{Question: "why?", Answer: "so"}))
	must(t, s.AddPending(ctx, conversationstore.Pending{ID: "old", At: c.now, Body: []byte(`{"guild":"g"}`)}))
	c.now = c.now.Add(25 * time.Hour)
	must(t, s.AddPending(ctx, conversationstore.Pending{ID: "new", At: c.now, Body: []byte(`{"guild":"g"}`)}))
	must(t, s.Sweep(ctx))
	turns, err := store.Column[string](ctx, s.DB, "SELECT question FROM turns")
	left, err2 := store.Column[string](ctx, s.DB, "SELECT id FROM pending")
	if err := errors.Join(err, err2); err != nil || len(turns) != 0 || !slices.Equal(left, []string{"new"}) {
		t.Errorf("left are turns %q and pending %+v, %v", turns, left, err)
	}
	c.now = c.now.Add(30 * 24 * time.Hour)
	must(t, s.Sweep(ctx))
	if _, err := s.Post(ctx, "1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an old post: %v", err)
	}
}

func TestOpenAgainAndANewerFile(t *testing.T) {
	s, c, path := open(t)
	must(t, s.AddPost(t.Context(), post("1", "anna")))
	must(t, s.Close())
	again, err := reopen(t, path, c.Now)
	must(t, err)
	_, err = again.Post(t.Context(), "1")
	must(t, err)
	_, err = again.DB.ExecResult(t.Context(), "PRAGMA user_version = 99")
	must(t, errors.Join(err, again.Close()))
	if _, err := store.Open(t.Context(), path, nil); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a newer file: %v", err)
	}
	if _, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "no", "such", "folder"), nil); err == nil {
		t.Error("a folder that does not exist is opened")
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.Open(done, path, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is done: %v", err)
	}
}

// TestFilesArePrivate holds that nobody else may read what people asked, also
// where the file was made with another mode.
func TestFilesArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path := filepath.Join(t.TempDir(), "bot.db")
	before, err := reopen(t, path, nil)
	must(t, err)
	must(t, before.Close())
	must(t, os.Chmod(path, 0o644))
	s, err := reopen(t, path, nil)
	must(t, err)
	must(t, s.AddPending(t.Context(), conversationstore.Pending{ID: "1", At: time.Now(), Body: []byte(`{"guild":"g"}`)}))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("bot.db%s: %v, %v", suffix, info.Mode(), err)
		}
	}
	must(t, s.Close())
}
