package indexing

import (
	"bytes"
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/races"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
)

// machine is the program on a machine of its own, with the database of others.
func machine(t *testing.T, url string) *app.App {
	t.Helper()
	env := map[string]string{"FOOTNOTE_DATA": t.TempDir(), "FOOTNOTE_DATABASE_URL": url, "FOOTNOTE_DATABASE_SHARED": "yes"}
	var out bytes.Buffer
	p := app.New("test", func(name string) string { return env[name] }, strings.NewReader(""), &out, &out)
	t.Cleanup(p.Close)
	a, err := p.Start(app.Source{Many: true})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// answers are what a machine's library gives to questions, as JSON.
func answers(t *testing.T, a *app.App, questions []quality.Question) (list []string) {
	t.Helper()
	library, err := a.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	engine, done, err := a.Engine(library, app.Writing{})
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for _, q := range questions {
		found, err := engine.Ask(t.Context(), answer.Question{Text: q.Text})
		if err != nil {
			t.Fatal(err)
		}
		found.ElapsedMS = 0
		line, err := json.Marshal(found)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(line))
	}
	return list
}

// set is one of articles and questions; large: it takes minutes.
type set struct {
	articles, questions string
	large               bool
}

// What is read on one machine answers on another the same to the byte, with all that
// stands below it.
func TestAnswersAreTheSameFromTheServer(t *testing.T) {
	races.Skip(t, "nothing in it runs at once")
	shared := os.Getenv("FOOTNOTE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared")
	}
	eval := func(name string) string { return filepath.Join(shared, "eval", filepath.FromSlash(name)) }
	for name, c := range map[string]set{
		"sample": {filepath.Join("..", "..", "..", "corpus", "sample"), filepath.Join("..", "..", "..", "corpus", "sample", "questions.jsonl"), false},
		"seed":   {filepath.Join(shared, "corpus"), eval("seed_questions.jsonl"), false},
		"pihole": {eval("communities/pihole"), eval("communities/pihole_questions.jsonl"), true},
		"srd":    {eval("communities/srd"), eval("communities/srd_questions.jsonl"), true},
		"spans":  {eval("spans/docs.jsonl"), eval("spans/questions.jsonl"), true},
		"squad2": {eval("squad2/docs.jsonl"), eval("squad2/questions.jsonl"), true},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(c.questions); err != nil {
				t.Skip("no folder shared/ beside the repository: this set is not here")
			} else if c.large && os.Getenv("FOOTNOTE_QUALITY") == "" {
				t.Skip("takes minutes: set FOOTNOTE_QUALITY=all")
			}
			questions, err := quality.Load(c.questions)
			if err != nil {
				t.Fatal(err)
			}
			if os.Getenv("FOOTNOTE_QUALITY") == "" { // all take minutes
				questions = slices.DeleteFunc(questions, func(q quality.Question) bool { return crc32.ChecksumIEEE([]byte(q.Text))%8 > 0 })
			}
			url := postgrestest.Start(t).URL(t)
			here, there := machine(t, url), machine(t, url)
			if _, err := Add(t.Context(), here, false, []string{c.articles}); err != nil {
				t.Fatal(err)
			}
			want := answers(t, here, questions)
			same := func(t *testing.T, a *app.App) {
				t.Helper()
				got := answers(t, a, questions)
				for i, q := range questions {
					if got[i] != want[i] {
						t.Errorf("%s\n%s\nnot\n%s", q.Text, got[i], want[i])
					}
				}
			}
			same(t, there)
			t.Run("vectors searched there", func(t *testing.T) {
				if c.large {
					t.Skip("a passage that is near by a part of it alone may be missed there")
				}
				postgrestest.Start(t).Extension(t, "vector")
				there.Config.Database.VectorsAbove = 1
				same(t, there)
				if n := vectorsSearched(t, url); n == 0 {
					t.Error("the server searches no vectors")
				}
			})
		})
	}
}

// vectorsSearched is how many vectors the server searches.
func vectorsSearched(t *testing.T, url string) (n int) {
	t.Helper()
	db, err := store.OpenURL(t.Context(), url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(t.Context(), "SELECT count(*) FROM library_nearest").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// A library can be changed from any machine, one after the other, and one that has none
// yet has that of the others.
func TestAnyMachineChangesTheLibrary(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	here, there := machine(t, url), machine(t, url)
	for _, a := range []*app.App{here, there} {
		a.Config.Models.Embedder = "none"
	}
	articles := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(articles, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	counted := func(a *app.App) (n int) {
		t.Helper()
		library, err := a.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return library.Len()
	}
	if _, err := Sync(t.Context(), there, false); err == nil || !strings.Contains(err.Error(), "no library") {
		t.Errorf("a sync of nothing: %v", err)
	}
	write("a.txt", "The ferry left at dawn.")
	if _, err := Add(t.Context(), here, false, []string{articles}); err != nil {
		t.Fatal(err)
	}
	write("b.txt", "The minister waited in the city.")
	if o, err := Sync(t.Context(), there, false); err != nil || o.Added != 1 || o.Unchanged != 1 {
		t.Fatalf("%+v, %v", o, err)
	}
	if n := counted(here); n != 2 {
		t.Errorf("here are %d articles", n)
	}
	if counts, err := Remove(t.Context(), here, []string{"a"}); err != nil || counts.Removed != 1 {
		t.Fatalf("%+v, %v", counts, err)
	}
	if n := counted(there); n != 1 {
		t.Errorf("there are %d articles", n)
	}
}
