package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"footnote/corpus"
)

// keptPassage is a passage with the hash of what is embedded of it.
type keptPassage struct {
	corpus.Passage
	hash digest
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

// passage makes a passage of the row, and checks that it lies in its article.
func (r *passageRows) passage(a *corpus.Article, heading string) (keptPassage, error) {
	p := keptPassage{Passage: corpus.Passage{Article: a, Heading: heading, Span: corpus.Span{Start: r.row.start, End: r.row.stop}}}
	copy(p.hash[:], r.row.hash)
	if cap(r.sentences)-len(r.sentences) < 64 {
		r.sentences = make([]corpus.Span, 0, 4096)
	}
	from := len(r.sentences)
	var err error
	if r.sentences, err = unpackSpans(r.sentences, p.Start, r.row.sentences); err != nil {
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
	rows, err := tx.QueryContext(ctx, query(name), id)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // of returns the error
	return (&passageRows{rows: rows}).of(a, id)
}

// vectorMap holds vectors by the hash of their texts.
type vectorMap map[digest][]float32

// readVectors reads all vectors of an embedder.
func readVectors(ctx context.Context, tx *sql.Tx, e embedderRow) (vectorMap, error) {
	vectors := vectorMap{}
	var hash, packed sql.RawBytes
	var block []float32
	err := each(ctx, tx, "all_vectors", func(row scanner) error {
		if err := row.Scan(&hash, &packed); err != nil {
			return err
		}
		if len(block) < e.dimensions {
			block = make([]float32, 1024*e.dimensions)
		}
		v := block[:e.dimensions:e.dimensions]
		block = block[e.dimensions:]
		if len(hash) != len(digest{}) {
			return fmt.Errorf("%w: a vector has no hash", ErrDamaged)
		}
		vectors[digest(hash)] = v
		return unpackVector(v, packed)
	}, e.id)
	return vectors, err
}

// readVector reads one vector, nil where there is none.
func readVector(ctx context.Context, tx *sql.Tx, e embedderRow, hash digest) ([]float32, error) {
	var packed []byte
	err := tx.QueryRowContext(ctx, query("vector_of"), e.id, hash[:]).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v := make([]float32, e.dimensions)
	return v, unpackVector(v, packed)
}
