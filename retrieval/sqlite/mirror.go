package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/sqlite/schema"
)

// Mirror keeps a retrieval.Library in memory equal to a Store. Load fills it,
// Refresh and Follow bring it up to what has been committed since. It is for
// one goroutine; the Library may be searched meanwhile.
type Mirror struct {
	Store   *Store
	Library *retrieval.Library
	// Dense makes the part that searches by meaning, with an empty index, given
	// the name of the embedder whose vectors are in service, "" for none. Where
	// its embedder has another name, the Library makes the vectors itself; where they
	// are elsewhere, those of the Store are not read. Nil, or a Dense without an index, is for words alone.
	Dense func(embedder string) retrieval.Dense

	held map[string]version
	// hashes are those of the passages, while Load runs.
	hashes   map[*corpus.Passage]pack.Digest
	embedder embedderRow
	// stored tells that the Library's vectors are the Store's.
	stored   bool
	finished int64
}

// version tells the states of an article apart.
type version struct{ id, generation int64 }

// Changes are what Refresh took over.
type Changes struct {
	// Put and Removed count articles.
	Put, Removed int
	// Embedder is the one that has come into service, "" where none has.
	Embedder string
}

// Refresh brings the Library up to the last sync that came to its end. What has
// not changed is not touched. The zero Changes mean that there was nothing to do.
func (m *Mirror) Refresh(ctx context.Context) (Changes, error) {
	var changes Changes
	var put []kept
	var gone []string
	var dense *retrieval.Dense
	var vectors vectorMap
	err := m.Store.view(ctx, func(tx *sql.Tx) error {
		var finished int64
		err := tx.QueryRowContext(ctx, schema.Query("finished")).Scan(&finished)
		if err != nil || finished == m.finished {
			return err
		}
		if dense, err = m.switched(ctx, tx, &changes); err != nil {
			return err
		}
		put, gone, err = m.differences(ctx, tx)
		if err != nil {
			return err
		}
		vectors, err = m.vectorsFor(ctx, tx, dense != nil, put)
		m.finished = finished
		return err
	})
	if err == nil {
		err = m.apply(ctx, dense, vectors, put, gone)
	}
	if err != nil {
		m.finished = -1 // the next one does it all again
		return Changes{}, err
	}
	changes.Put, changes.Removed = len(put), len(gone)
	return changes, nil
}

// switched makes a new dense part where another embedder has come into service:
// an empty one, for words alone, where nobody here knows that embedder.
func (m *Mirror) switched(ctx context.Context, tx *sql.Tx, changes *Changes) (*retrieval.Dense, error) {
	before := m.embedder.id
	serving, err := servingOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	m.embedder = serving
	if serving.id == before {
		return nil, nil
	}
	changes.Embedder = serving.name
	if dense := m.dense(); dense != nil {
		return dense, nil
	}
	return new(retrieval.Dense), nil
}

func servingOf(ctx context.Context, tx *sql.Tx) (embedderRow, error) {
	all, err := embeddersOf(ctx, tx)
	for _, e := range all {
		if e.state == inService {
			return e, err
		}
	}
	return embedderRow{}, err
}

// differences reads the articles that are new or have changed, with their
// passages, and the IDs of those that are gone.
func (m *Mirror) differences(ctx context.Context, tx *sql.Tx) (put []kept, gone []string, err error) {
	now := map[string]version{}
	err = each(ctx, tx, "generations", func(row scanner) error {
		var name string
		var v version
		err := row.Scan(&v.id, &name, &v.generation)
		now[name] = v
		return err
	})
	for name := range m.held {
		if _, there := now[name]; !there {
			gone = append(gone, name)
		}
	}
	for name, v := range now {
		if err != nil {
			break
		}
		if m.held[name] == v {
			continue
		}
		var k kept
		if k, err = scanArticle(tx.QueryRowContext(ctx, schema.Query("one_article"), v.id)); err == nil {
			k.passages, err = readPassages(ctx, tx, "passages_of", k.article, v.id)
			put = append(put, k)
		}
	}
	return put, gone, err
}

// vectorsFor reads the vectors of all passages where the embedder is another
// one, else of those to be put.
func (m *Mirror) vectorsFor(ctx context.Context, tx *sql.Tx, all bool, put []kept) (vectorMap, error) {
	if !m.stored {
		return vectorMap{}, nil
	}
	if all {
		return readVectors(ctx, tx, m.embedder)
	}
	vectors := newVectorMap(m.embedder.dimensions)
	for _, k := range put {
		for _, p := range k.passages {
			if err := vectors.read(ctx, tx, m.embedder, p.hash); err != nil {
				return vectors, err
			}
		}
	}
	return vectors, nil
}

// apply changes the Library, article by article.
func (m *Mirror) apply(ctx context.Context, dense *retrieval.Dense, vectors vectorMap, put []kept, gone []string) error {
	if dense != nil {
		known := func(p *corpus.Passage) []float32 { return vectors.of(pack.OfPassage(p)) }
		if err := m.Library.SetDense(ctx, *dense, known); err != nil {
			return err
		}
	}
	if err := m.put(ctx, vectors, put); err != nil {
		return err
	}
	if err := m.Library.Remove(ctx, gone...); err != nil {
		return err
	}
	for _, name := range gone {
		delete(m.held, name)
	}
	return nil
}

// put hands articles to the Library. That some have no vectors is no error.
func (m *Mirror) put(ctx context.Context, vectors vectorMap, list []kept) error {
	if len(list) == 0 {
		return nil
	}
	prepared := make([]retrieval.Prepared, len(list))
	for i, k := range list {
		prepared[i] = retrieval.Prepared{Article: k.article, Entries: make([]retrieval.Entry, len(k.passages))}
		for j := range k.passages {
			p := &k.passages[j]
			prepared[i].Entries[j] = retrieval.Entry{Passage: &p.Passage, Vector: vectors.of(p.hash)}
			if m.hashes != nil {
				m.hashes[&p.Passage] = p.hash
			}
		}
	}
	err := m.Library.PutEntries(ctx, prepared...)
	if err != nil && !errors.Is(err, errPending) {
		return err
	}
	for _, k := range list {
		m.held[k.article.ID] = version{k.id, k.generation}
	}
	return nil
}

// dense makes the part that searches by meaning, nil for none. Where the vectors
// are the Store's, the Library is kept from making those that are missing: the
// next sync makes and keeps them.
func (m *Mirror) dense() *retrieval.Dense {
	m.stored = false
	if m.Dense == nil {
		return nil
	}
	d := m.Dense(m.embedder.name)
	if d.Index == nil || d.Embedder == nil {
		return nil
	}
	if d.Embedder.Name() == m.embedder.name && !d.Elsewhere {
		m.stored = true
		d.Embedder = questionsOnly{d.Embedder}
	}
	return &d
}

// errPending: passages have no vectors yet, and get none here.
var errPending = errors.New("their vectors are made by the next sync")

// questionsOnly embeds no passages.
type questionsOnly struct{ retrieval.Embedder }

func (q questionsOnly) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if kind == retrieval.Passage {
		return nil, errPending
	}
	return q.Embedder.Embed(ctx, kind, texts)
}
