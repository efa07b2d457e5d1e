package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"footnote/corpus"
	"footnote/retrieval/sqlite/pack"
	"footnote/retrieval/sqlite/schema"
)

// keptPassage is a passage with the hash of what is embedded of it.
type keptPassage struct {
	corpus.Passage
	hash pack.Digest
}

// passageRows reads passages in order of their articles' numbers.
type passageRows struct {
	rows *sql.Rows
	// ahead tells that the row of article next has been read and not used.
	ahead bool
	next  int64
	row   passageRow
	// sentences is a block that the ranges of many passages are cut from.
	sentences []corpus.Span
}

// passageRow is a passage as it is kept. The bytes hold until the next row.
type passageRow struct {
	start, stop     int
	heading         sql.RawBytes
	sentences, hash sql.RawBytes
}

// of returns the passages of an article. It is called with rising numbers and
// passes over those in between.
func (r *passageRows) of(a *corpus.Article, id int64) ([]keptPassage, error) {
	var list []keptPassage
	heading := "" // passages below one heading share it
	for {
		if !r.ahead {
			if !r.rows.Next() {
				return list, r.rows.Err()
			}
			err := r.rows.Scan(&r.next, &r.row.start, &r.row.stop, &r.row.heading, &r.row.sentences, &r.row.hash)
			if err != nil {
				return nil, err
			}
			r.ahead = true
		}
		if r.next > id {
			return list, nil
		}
		r.ahead = false
		if r.next < id {
			continue
		}
		if heading != string(r.row.heading) {
			heading = string(r.row.heading)
		}
		p, err := r.passage(a, heading)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
}

// A block of ranges has room for so many: the first for those of a few passages, as one
// article may be all there is, each further one for twice as many, up to a bound. What is
// left of a block is not used where fewer are left than a passage usually has at most.
const (
	usualSentences = 64
	mostSentences  = 4096
)

// passage makes a passage of the row, and checks that it lies in its article.
func (r *passageRows) passage(a *corpus.Article, heading string) (keptPassage, error) {
	p := keptPassage{Passage: corpus.Passage{Article: a, Heading: heading, Span: corpus.Span{Start: r.row.start, End: r.row.stop}}}
	copy(p.hash[:], r.row.hash)
	if cap(r.sentences)-len(r.sentences) < usualSentences {
		r.sentences = make([]corpus.Span, 0, min(max(2*cap(r.sentences), 2*usualSentences), mostSentences))
	}
	from := len(r.sentences)
	var err error
	if r.sentences, err = pack.UnpackSpans(r.sentences, p.Start, r.row.sentences); err != nil {
		return p, err
	}
	p.Sentences = r.sentences[from:len(r.sentences):len(r.sentences)]
	if p.Start > p.End || !(corpus.Span{End: len(a.Text)}).Contains(p.Span) || len(r.row.hash) != len(p.hash) {
		return p, fmt.Errorf("%w: a passage of %q lies outside its text", ErrDamaged, a.ID)
	}
	return p, nil
}

// readPassages reads the passages of one article.
func readPassages(ctx context.Context, tx *sql.Tx, name string, a *corpus.Article, id int64) ([]keptPassage, error) {
	rows, err := tx.QueryContext(ctx, schema.Query(name), id)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // of returns the error
	return (&passageRows{rows: rows}).of(a, id)
}

// vectorMap holds vectors by the hash of their texts, as they are kept: those of
// a large library would be several times as much memory unpacked.
type vectorMap struct {
	dimensions int
	packed     map[pack.Digest][]byte
	block      []byte // what many vectors are cut from
}

func newVectorMap(dimensions int) vectorMap {
	return vectorMap{dimensions: dimensions, packed: map[pack.Digest][]byte{}}
}

// of is the vector of a text, nil where there is none.
func (m *vectorMap) of(hash pack.Digest) []float32 {
	packed, ok := m.packed[hash]
	if !ok {
		return nil
	}
	v := make([]float32, m.dimensions)
	pack.UnpackVector(v, packed)
	return v
}

// blockVectors is how many vectors share a block of memory.
const blockVectors = 1024

// add copies a vector in.
func (m *vectorMap) add(hash, packed []byte) error {
	if len(hash) != len(pack.Digest{}) {
		return fmt.Errorf("%w: a vector has no hash", ErrDamaged)
	}
	if err := pack.CheckVector(m.dimensions, packed); err != nil {
		return err
	}
	if cap(m.block)-len(m.block) < len(packed) {
		m.block = make([]byte, 0, blockVectors*len(packed))
	}
	from := len(m.block)
	m.block = append(m.block, packed...)
	m.packed[pack.Digest(hash)] = m.block[from:len(m.block):len(m.block)]
	return nil
}

// readVectors reads all vectors of an embedder.
func readVectors(ctx context.Context, tx *sql.Tx, e embedderRow) (vectorMap, error) {
	vectors := newVectorMap(e.dimensions)
	var hash, packed sql.RawBytes
	err := each(ctx, tx, "all_vectors", func(row scanner) error {
		if err := row.Scan(&hash, &packed); err != nil {
			return err
		}
		return vectors.add(hash, packed)
	}, e.id)
	return vectors, err
}

// read reads one vector into the map, if there is one.
func (m *vectorMap) read(ctx context.Context, tx *sql.Tx, e embedderRow, hash pack.Digest) error {
	var packed []byte
	err := tx.QueryRowContext(ctx, schema.Query("vector_of"), e.id, hash[:]).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return m.add(hash[:], packed)
}
