package shared

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/sqlite"
	"footnote/retrieval/vector"
)

// parted is an embedder of passages in parts.
var parted = retrieval.InParts(retrievaltest.Quoting{}, 2)

// searching opens libraries on a server that searches the vectors of more than one
// passage, with an index or without.
func searching(t *testing.T, indexed bool) *Libraries {
	t.Helper()
	server := postgrestest.Start(t)
	server.Extension(t, "vector")
	l := on(t, server.URL(t))
	l.Above = 1
	if indexed {
		l.indexFrom = 2
	}
	return l
}

// read reads the library in a folder with its vectors in memory, or with index.
func read(t *testing.T, dir string, index *Nearest) (*sqlite.Mirror, retrieval.Index) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), dir)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	dense := retrieval.Dense{Index: vector.New(vector.Parts(2)), Embedder: parted, Weight: 0.5}
	if index != nil {
		dense.Index, dense.Elsewhere = index, true
	}
	m := &sqlite.Mirror{Store: s, Library: retrieval.NewLibrary(lexical.New()), Dense: func(string) retrieval.Dense { return dense }}
	must(t, m.Load(t.Context()))
	return m, dense.Index
}

// sameHits holds what two indexes find for a question against each other.
func sameHits(t *testing.T, got, want retrieval.Index, question string, only func(string) bool) {
	t.Helper()
	vectors, err := parted.Embed(t.Context(), retrieval.Question, []string{question})
	must(t, err)
	for _, k := range []int{1, 3, 100} {
		q := retrieval.Query{Vector: vectors[0], Only: only}
		is, err := got.Search(t.Context(), q, k)
		must(t, err)
		should, err := want.Search(t.Context(), q, k)
		must(t, err)
		if told, wanted := hitsOf(is), hitsOf(should); told != wanted {
			t.Errorf("%q, %d hits: the server finds\n%smemory\n%s", question, k, told, wanted)
		}
	}
}

func hitsOf(hits []retrieval.Hit) string {
	var b strings.Builder
	for _, h := range hits {
		fmt.Fprintf(&b, "%s %d %v\n", h.Passage.Article.ID, h.Passage.Start, h.Score)
	}
	return b.String()
}

// The server finds what memory finds, in its order, with the scores of it, whatever is
// changed: equal texts and ties among them, and where only some articles are admitted.
func TestTheServerSearchesVectorsAsMemoryDoes(t *testing.T) {
	for _, indexed := range []bool{false, true} {
		t.Run(fmt.Sprint("indexed ", indexed), func(t *testing.T) {
			l, dir := searching(t, indexed), t.TempDir()
			text := func(i int) string {
				return fmt.Sprintf("The ferry to port %d left at dawn. Its captain, number %d, had slept badly. Nobody on board knew.", i%7, i%5)
			}
			for i := range 20 {
				addBy(t, parted, dir, fmt.Sprintf("a%02d", i), text(i))
			}
			must(t, l.Push(t.Context(), Base, dir))
			index, err := l.Nearest(t.Context(), parted.Name())
			must(t, err)
			if index == nil {
				t.Fatal("the server does not search")
			}
			onServer, _ := read(t, dir, index)
			inMemory, memory := read(t, dir, nil)
			compare := func() {
				t.Helper()
				if index.Len() != memory.Len() {
					t.Errorf("%d passages, want %d", index.Len(), memory.Len())
				}
				for _, question := range []string{"When did the ferry to port 3 leave?", "Which captain slept?", "bread", text(4)} {
					sameHits(t, index, memory, question, nil)
					sameHits(t, index, memory, question, func(id string) bool { return id > "a15" })
					sameHits(t, index, memory, question, func(string) bool { return false })
				}
			}
			compare()
			addBy(t, parted, dir, "a03", "Bakers knead the bread at night.")
			addBy(t, parted, dir, "b", "The captain of the ferry bakes bread.")
			remove(t, dir, "a07")
			must(t, l.Push(t.Context(), Base, dir))
			for _, m := range []*sqlite.Mirror{onServer, inMemory} {
				_, err := m.Refresh(t.Context())
				must(t, err)
			}
			compare()
			names, err := store.Column[string](t.Context(), l.memory, nearestQuery("indexes"))
			must(t, err)
			if (len(names) > 0) != indexed {
				t.Errorf("the indexes are %q", names)
			}
		})
	}
}

// More than the server's index gives, and some of very many.
func TestTheServerSearchesDeeply(t *testing.T) {
	l, dir := searching(t, true), t.TempDir()
	var text strings.Builder
	for i := range 9000 {
		fmt.Fprintf(&text, "Ferry %d of the company %d left the port of number %d at the hour of %d.\n\n", i, i*i%1009, i*7%101, i*i*i%1013)
	}
	addBy(t, parted, dir, "a", text.String())
	addBy(t, parted, dir, "b", "The bakers of number 7 sold the ferry.")
	must(t, l.Push(t.Context(), Base, dir))
	index, err := l.Nearest(t.Context(), parted.Name())
	must(t, err)
	_, _ = read(t, dir, index)
	_, memory := read(t, dir, nil)
	if index.Len() <= mostByIndex {
		t.Fatalf("only %d passages", index.Len())
	}
	vectors, err := parted.Embed(t.Context(), retrieval.Question, []string{"Which ferry left at the hour of 44?"})
	must(t, err)
	q := retrieval.Query{Vector: vectors[0]}
	is, err := index.Search(t.Context(), q, mostByIndex/deeper+1)
	must(t, err)
	should, err := memory.Search(t.Context(), q, mostByIndex/deeper+1)
	must(t, err)
	if hitsOf(is) != hitsOf(should) {
		t.Error("the server finds other passages than memory")
	}
	q.Only = func(id string) bool { return id == "b" }
	if is, err = index.Search(t.Context(), q, 3); err != nil || len(is) != 1 || is[0].Passage.Article.ID != "b" {
		t.Errorf("of one article it finds %v, %v", is, err)
	}
}

// What cannot be compared is refused as in memory.
func TestTheServerRefusesWhatCannotBeCompared(t *testing.T) {
	l, dir := searching(t, false), t.TempDir()
	addBy(t, parted, dir, "a", "The ferry left.")
	addBy(t, parted, dir, "b", "The ferry sank.")
	must(t, l.Push(t.Context(), Base, dir))
	index, err := l.Nearest(t.Context(), parted.Name())
	must(t, err)
	_, _ = read(t, dir, index)
	for want, v := range map[error][]float32{retrieval.ErrDimension: {1, 0}, retrieval.ErrVector: make([]float32, 256)} {
		if hits, err := index.Search(t.Context(), retrieval.Query{Vector: v}, 3); !errors.Is(err, want) || len(hits) > 0 {
			t.Errorf("%d hits, %v; want %v", len(hits), err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := index.Search(ctx, retrieval.Query{Vector: []float32{1}}, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("after its end: %v", err)
	}
}

// Which library the server searches: one of enough passages, whose vectors are of the
// embedder asked for, and those of it as it is.
func TestWhichVectorsTheServerSearches(t *testing.T) {
	l, dir := searching(t, false), t.TempDir()
	here := func(above int, embedder string) bool {
		t.Helper()
		l.Above = above
		index, err := l.Nearest(t.Context(), embedder)
		must(t, err)
		return index != nil
	}
	if here(1, parted.Name()) {
		t.Error("a library that is not there is searched")
	}
	addBy(t, parted, dir, "a", "The ferry left.")
	addBy(t, parted, dir, "b", "The ferry sank.")
	l.Above = 0
	must(t, l.Push(t.Context(), Base, dir)) // by a process that knows nothing of it
	if here(0, parted.Name()) || here(2, parted.Name()) || here(1, "another") {
		t.Error("a library that is small, or of another embedder, is searched")
	}
	if !here(1, parted.Name()) {
		t.Error("a library of two passages is not searched")
	}
	must(t, l.Push(t.Context(), Guild("1"), dir))
	l.Above = 1
	// Another embedder: its vectors take the place of the old one's.
	w, err := sqlite.OpenWriter(t.Context(), dir, "a test")
	must(t, err)
	_, err = w.Sync(t.Context(), sqlite.Options{Open: func(address string) (sqlite.Source, error) {
		return written{address, "The ferry of " + address + " left."}, nil
	}, Embedder: retrievaltest.Quoting{}, Revision: "1"})
	must(t, errors.Join(err, w.Close()))
	must(t, l.Push(t.Context(), Base, dir))
	if here(1, parted.Name()) || !here(1, retrievaltest.Quoting{}.Name()) {
		t.Error("the vectors of the embedder that was before are searched")
	}
	rows, err := store.Column[int](t.Context(), l.memory, "SELECT count(*) FROM library_nearest GROUP BY library, embedder")
	must(t, err)
	if !slices.Equal(rows, []int{2}) {
		t.Errorf("the server holds %v vectors, want 2 of one library and embedder", rows)
	}
}

// Without the extension a change is not handed on, and the error says what to run.
func TestAServerWithoutTheExtension(t *testing.T) {
	l, dir := on(t, postgrestest.Start(t).Database(t)), t.TempDir()
	l.Above = 1
	addBy(t, parted, dir, "a", "The ferry left.")
	if err := l.Push(t.Context(), Base, dir); !errors.Is(err, ErrExtension) || !strings.Contains(err.Error(), "CREATE EXTENSION vector") {
		t.Errorf("without the extension: %v", err)
	}
	if names, err := l.Held(t.Context()); err != nil || len(names) > 0 {
		t.Errorf("the server holds %v, %v", names, err)
	}
	if _, err := l.Nearest(t.Context(), parted.Name()); err != nil {
		t.Errorf("where the server has no library: %v", err)
	}
}
