package shared

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/embedder"
	"footnote/config"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/quality"
	"footnote/retrieval/sampletest"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/vector"
)

var passages = flag.Int("passages", 20_000, "how many passages BenchmarkVectors has")

// made makes passages of a library whose vectors, and those of their four parts, are each
// between those of two passages of the sample, with noise.
type made struct{ real [][]float32 }

func (m *made) passage(i int) *corpus.Passage {
	a := &corpus.Article{ID: fmt.Sprintf("a%07d", i), Text: fmt.Sprintf("This is passage %d.", i)}
	return &corpus.Passage{Article: a, Span: corpus.Span{End: len(a.Text)}}
}

// vector is that of a passage as the tables hold it.
func (m *made) vector(i int) []byte {
	rng := rand.New(rand.NewPCG(uint64(i), 17))
	one, other := m.real[rng.IntN(len(m.real))], m.real[rng.IntN(len(m.real))]
	share := float32(rng.Float64() / 2)
	v := make([]float32, len(one))
	for j := range v {
		// Its length is 0.7 where that of what it is added to is at most 1.
		noise := float32(rng.NormFloat64()) * 0.036
		v[j] = (1-share)*one[j] + share*other[j] + noise
	}
	return pack.Vector(v)
}

// BenchmarkVectors compares vectors searched by the server with vectors in memory:
//
//	go test ./cmd/footnote/shared -run - -bench Vectors -benchtime 1x -timeout 2h -passages 100000
func BenchmarkVectors(b *testing.B) {
	server := postgrestest.Start(b)
	server.Extension(b, "vector")
	db, err := store.OpenURL(b.Context(), server.URL(b), nil)
	did := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	did(err)
	b.Cleanup(func() { db.Close() })
	l := New(db)
	l.Above = 1
	dense, err := embedder.Named(embedder.Builtin, &config.Config{})
	did(err)
	m := &made{passagesOf(b, dense.Embedder)}
	name := dense.Embedder.Name()
	questions := questionsOf(b, dense.Embedder)

	for b.Loop() {
		began := time.Now()
		did(l.fill(b, m, name))
		b.Logf("%d passages written in %v", *passages, time.Since(began))
		began = time.Now()
		index, err := l.Nearest(b.Context(), name)
		did(err)
		b.Logf("vectors written to be searched, and the index made, in %v", time.Since(began))

		list := make([]*corpus.Passage, *passages)
		for i := range list {
			list[i] = m.passage(i)
		}
		memory := vector.New(vector.Parts(retrieval.PartsOf(name)))
		put := func(into retrieval.Index, vectorOf func(i int) []float32) func() {
			return func() {
				for i, p := range list {
					did(into.Put(b.Context(), p.Article.ID, []retrieval.Entry{{Passage: p, Vector: vectorOf(i)}}))
				}
			}
		}
		of := func(i int) []float32 {
			v := make([]float32, len(m.real[0]))
			pack.UnpackVector(v, m.vector(i))
			return v
		}
		b.ReportMetric(grown(put(memory, of))/float64(*passages), "memory-B/passage")
		b.ReportMetric(grown(put(index, func(int) []float32 { return nil }))/float64(*passages), "server-B/passage")
		searchBoth(b, index, memory, questions)
		var table, graph float64
		did(db.QueryRow(b.Context(), "SELECT pg_table_size('library_nearest') / 1e6, pg_indexes_size('library_nearest') / 1e6").Scan(&table, &graph))
		b.ReportMetric(table, "table-MB")
		b.ReportMetric(graph, "indexes-MB")
		runtime.KeepAlive(memory)
	}
}

// searchBoth measures both indexes by the same questions.
func searchBoth(b *testing.B, server, memory retrieval.Index, questions [][]float32) {
	want, got := search(b, memory, questions, "memory"), search(b, server, questions, "server")
	found, all := 0, 0
	for i := range want {
		for _, h := range want[i] {
			all++
			if slices.ContainsFunc(got[i], func(o retrieval.Hit) bool { return o.Passage == h.Passage }) {
				found++
			}
		}
	}
	b.ReportMetric(float64(found)/float64(all), "recall@10")
}

// search asks all questions twice, and reports the times of the second.
func search(b *testing.B, x retrieval.Index, questions [][]float32, where string) (found [][]retrieval.Hit) {
	var times []time.Duration
	for range 2 {
		times, found = nil, nil
		for _, q := range questions {
			began := time.Now()
			hits, err := x.Search(b.Context(), retrieval.Query{Vector: q}, 10)
			if err != nil {
				b.Fatal(err)
			}
			times, found = append(times, time.Since(began)), append(found, hits)
		}
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2].Seconds()*1e3, where+"-median-ms")
	b.ReportMetric(times[len(times)*95/100].Seconds()*1e3, where+"-p95-ms")
	return found
}

// passagesOf are the vectors of the sample's passages, with those of their parts.
func passagesOf(b *testing.B, e retrieval.Embedder) [][]float32 {
	var texts []string
	for _, a := range sampletest.Articles(b) {
		for _, p := range corpus.Split(a) {
			texts = append(texts, retrieval.PassageText(&p))
		}
	}
	vectors, err := e.Embed(b.Context(), retrieval.Passage, texts)
	if err != nil {
		b.Fatal(err)
	}
	return vectors
}

// questionsOf are the vectors of half of the sample's questions.
func questionsOf(b *testing.B, e retrieval.Embedder) (vectors [][]float32) {
	list, err := quality.Load(filepath.Join("..", "..", "..", "corpus", "sample", "questions.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	for i, q := range list {
		if i%2 > 0 {
			continue
		}
		v, err := e.Embed(b.Context(), retrieval.Question, []string{q.Text})
		if err != nil {
			b.Fatal(err)
		}
		vectors = append(vectors, v[0])
	}
	return vectors
}

// grown is by how many bytes the heap grows with what do makes.
func grown(do func()) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	do()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

// fill writes a library of passages to the server.
func (l *Libraries) fill(b *testing.B, m *made, embedder string) error {
	ctx := b.Context()
	var version int64
	if err := l.memory.Exec(ctx, begin, Base); err != nil {
		return err
	}
	at, err := l.state(ctx, Base, "")
	if err != nil {
		return err
	}
	id := at.id
	for _, query := range []string{
		fmt.Sprintf("DELETE FROM library_vectors WHERE library = %d; DELETE FROM library_passages WHERE library = %d; DELETE FROM library_embedders WHERE library = %d", id, id, id),
		fmt.Sprintf("INSERT INTO library_passages (library, article, ordinal, start, stop, heading, sentences, hash) SELECT %d, i, 0, 0, 0, '', '', '' FROM generate_series(1, %d) i", id, *passages),
	} {
		if err := l.memory.Exec(ctx, query); err != nil {
			return err
		}
	}
	if err := l.memory.Exec(ctx, "INSERT INTO library_embedders (library, id, name, dimensions, state) VALUES (?, 1, ?, ?, 1)", id, []byte(embedder), len(m.real[0])); err != nil {
		return err
	}
	w := writer{t: &tables[5], to: onServer(l.memory, id)}
	r := reader{t: w.t, to: w.to, hand: func(rows []any) error { return w.write(ctx, rows) }}
	for i := range *passages {
		hash := pack.OfPassage(m.passage(i))
		if err := r.take([]any{int64(1), hash[:], m.vector(i)}); err != nil {
			return err
		}
	}
	if err := errors.Join(r.flush(), w.close()); err != nil {
		return err
	}
	return l.memory.QueryRow(ctx, raise, false, id).Scan(&version)
}
