package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

// many is a folder of n short articles.
func many(t testing.TB, n int) *folder {
	f := newFolder(t)
	for i := range n {
		f.write(word(i)+".txt", prose(word(i), 1))
	}
	return f
}

// syncWith runs one sync, which may fail, and closes the library.
func (f *folder) syncWith(ctx context.Context, change func(*Options)) (Counts, error) {
	f.t.Helper()
	var counts Counts
	var err error
	f.writing(func(w *Writer) {
		o := f.options()
		if change != nil {
			change(&o)
		}
		counts, err = w.Sync(ctx, o)
	})
	return counts, err
}

// checkVectors checks that each vector kept is that of its passage's text.
func (f *folder) checkVectors(name string) int {
	f.t.Helper()
	s, err := Open(f.t.Context(), f.library)
	must(f.t, err)
	defer func() { must(f.t, s.Close()) }()
	n := 0
	must(f.t, s.view(f.t.Context(), func(tx *sql.Tx) error {
		all, err := embeddersOf(f.t.Context(), tx)
		must(f.t, err)
		for _, e := range all {
			if e.name != name {
				continue
			}
			vectors, err := readVectors(f.t.Context(), tx, e)
			must(f.t, err)
			must(f.t, readAll(f.t.Context(), tx, func(batch []kept) error {
				for _, k := range batch {
					for _, p := range k.passages {
						v := vectors.of(p.hash)
						if v == nil {
							continue
						}
						n++
						text := retrieval.PassageText(&p.Passage)
						if got := retrievaltest.Quoted(v); !strings.HasPrefix(text, got) || got == "" {
							f.t.Errorf("the vector of %q is that of %q", text, got)
						}
					}
				}
				return nil
			}))
		}
		return nil
	}))
	return n
}

// Some texts fail, or whole batches: the rest is kept, the next sync resumes
// there, and nothing is embedded twice.
func TestEmbedFailures(t *testing.T) {
	for name, fail := range map[string]func(call, text int) bool{
		"a text":        func(call, text int) bool { return call == 2 && text == 3 },
		"a batch":       func(call, _ int) bool { return call == 2 },
		"every other":   func(call, _ int) bool { return call%2 == 0 },
		"from third on": func(call, _ int) bool { return call >= 3 },
		"all":           func(int, int) bool { return true },
	} {
		t.Run(name, func(t *testing.T) {
			f := many(t, 30)
			f.embed.fail = fail
			f.writing(func(w *Writer) {
				o := f.options()
				o.BatchTexts = 8
				counts, err := w.Add(t.Context(), o, f.dir)
				if !errors.Is(err, ErrEmbedding) {
					t.Errorf("error %v", err)
				}
				if counts.Added != 30 || counts.Pending == 0 || counts.Embedded+counts.Pending != 30 {
					t.Errorf("counts %+v", counts)
				}
			})
			status := f.status()
			if status.Pending == 0 || status.Vectors+status.Pending != status.Passages {
				t.Errorf("status %+v", status)
			}
			equal(t, "vectors", f.checkVectors("quoting-1"), status.Vectors)
			f.embed.fail = nil
			counts, err := f.syncWith(t.Context(), nil)
			must(t, err)
			equal(t, "resumed", counts, Counts{Unchanged: 30, Embedded: status.Pending})
			equal(t, "vectors", f.checkVectors("quoting-1"), 30)
			equal(t, "embedded twice", len(f.embed.twice()), 0)
		})
	}
}

// A server that is down is not asked for every batch.
func TestEmbedStopsAsking(t *testing.T) {
	f := many(t, 30)
	f.embed.fail = func(int, int) bool { return true }
	f.writing(func(w *Writer) {
		o := f.options()
		o.BatchTexts = 5
		_, err := w.Add(t.Context(), o, f.dir)
		if !errors.Is(err, ErrEmbedding) {
			t.Errorf("error %v", err)
		}
	})
	equal(t, "calls", f.embed.calls, mostFailures)
}

// The vectors there are stay in service until the new set is complete.
func TestEmbedChangeModel(t *testing.T) {
	f := many(t, 30)
	f.add("")
	old, next := f.embed, &counting{name: "quoting-2", fail: func(call, _ int) bool { return call > 1 }}
	f.embed = next
	counts, err := f.syncWith(t.Context(), func(o *Options) { o.BatchTexts = 10 })
	if !errors.Is(err, ErrEmbedding) || counts.Embedded != 10 || counts.Pending != 20 {
		t.Errorf("half: %+v, %v", counts, err)
	}
	status := f.status()
	if status.Embedder != "quoting-1" || status.Vectors != 30 || status.Next != "quoting-2" || status.Pending != 20 {
		t.Errorf("half: %+v", status)
	}
	f.write("extra.txt", prose("extra", 1))
	next.fail = nil
	counts, err = f.syncWith(t.Context(), nil)
	must(t, err)
	equal(t, "whole", counts, Counts{Added: 1, Unchanged: 30, Embedded: 21})
	status = f.status()
	if status.Embedder != "quoting-2" || status.Vectors != 31 || status.Next != "" || status.Pending != 0 {
		t.Errorf("whole: %+v", status)
	}
	if strings.Contains(f.dump(), "quoting-1") {
		t.Error("old vectors are kept")
	}
	equal(t, "vectors", f.checkVectors("quoting-2"), 31)
	equal(t, "embedded twice", len(next.twice())+len(old.twice()), 0)
}

// Going back to the model in service drops what was begun of another.
func TestEmbedChangeBack(t *testing.T) {
	f := many(t, 30)
	f.add("")
	first := f.embed
	f.embed = &counting{name: "quoting-2", fail: func(call, _ int) bool { return call > 1 }}
	_, err := f.syncWith(t.Context(), func(o *Options) { o.BatchTexts = 10 })
	if !errors.Is(err, ErrEmbedding) {
		t.Error(err)
	}
	f.embed = first
	_, err = f.syncWith(t.Context(), nil)
	must(t, err)
	equal(t, "calls", first.calls, 1+2) // 8 passages, 16 and the rest
	if strings.Contains(f.dump(), "quoting-2") {
		t.Error("vectors of the model given up are kept")
	}
}

// A model that changes the length of its vectors is refused with a sentence.
func TestEmbedDimension(t *testing.T) {
	f := many(t, 10)
	f.add("")
	f.write("extra.txt", prose("extra", 1))
	f.embed.cut = 100
	_, err := f.syncWith(t.Context(), nil)
	if !errors.Is(err, retrieval.ErrDimension) || !errors.Is(err, ErrEmbedding) {
		t.Errorf("error %v", err)
	}
	if s := f.status(); s.Pending != 1 || s.Vectors != 10 {
		t.Errorf("%+v", s)
	}
}

// Without an embedder the vectors that are there stay.
func TestEmbedNone(t *testing.T) {
	f := many(t, 10)
	f.add("")
	f.write("extra.txt", prose("extra", 1))
	f.embed = nil
	f.sync()
	if s := f.status(); s.Embedder != "quoting-1" || s.Pending != 1 || s.Vectors != 10 {
		t.Errorf("%+v", s)
	}
}

// What was made before somebody stops is kept.
func TestEmbedCancelled(t *testing.T) {
	f := many(t, 20)
	ctx, cancel := context.WithCancel(t.Context())
	f.embed.fail = func(call, _ int) bool {
		if call == 2 {
			cancel()
		}
		return false
	}
	f.writing(func(w *Writer) {
		o := f.options()
		o.BatchTexts = 5
		_, err := w.Add(ctx, o, f.dir)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
	equal(t, "vectors", f.checkVectors("quoting-1"), 10)
	f.sync()
	equal(t, "vectors", f.checkVectors("quoting-1"), 20)
	equal(t, "embedded twice", len(f.embed.twice()), 0)
}

// Every document is read again under another revision, and nothing is embedded.
func TestRevision(t *testing.T) {
	f := many(t, 5)
	f.add("")
	counts, err := f.syncWith(t.Context(), func(o *Options) { o.Revision = "2" })
	must(t, err)
	equal(t, "counts", counts, Counts{Changed: 5})
	counts, err = f.syncWith(t.Context(), func(o *Options) { o.Revision = "2" })
	must(t, err)
	equal(t, "again", counts, Counts{Unchanged: 5})
}

var _ Source = corpus.Files{}
