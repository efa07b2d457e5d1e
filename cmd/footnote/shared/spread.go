package shared

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/store"
	"footnote/retrieval"
	"footnote/retrieval/sqlite/pack"
)

//go:embed nearest.sql
var nearestFile string

var nearestQuery = store.Queries(nearestFile)

// ErrExtension: the server cannot search vectors.
var ErrExtension = errors.New("the database cannot search vectors (database.vectors_above): where pgvector 0.7 or newer is installed on its server, " +
	"run in the database, as its superuser: CREATE EXTENSION vector")

const (
	// inService is the state of the embedder whose vectors are searched.
	inService = 1
	// manyVectors have an index: fewer are searched one by one in some milliseconds, and
	// without a miss.
	manyVectors = 10_000
	// page is how many vectors are read at once to be spread.
	page = 1000
	// bytesOfPlace is what a vector's place in an index takes beside its numbers, and
	// mostIndexKB the most memory that the making of one is given.
	bytesOfPlace = 1000
	mostIndexKB  = 2 << 20
)

// Extended sees to it that a transaction finds what pgvector brings. The error is
// ErrExtension where the database has none, or an old one.
func (l *Libraries) Extended(ctx context.Context) error {
	var path, version string
	var ok bool
	err := l.memory.QueryRow(ctx, nearestQuery("extension")).Scan(&path, &version, &ok)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return ErrExtension
	case err == nil && !ok:
		return fmt.Errorf("%w (it has %s; where a newer one is installed: ALTER EXTENSION vector UPDATE)", ErrExtension, version)
	}
	return err
}

// serving is the embedder whose vectors the server searches.
type serving struct {
	library, id int64
	name        string
	// all is the length of its vectors, own that of a passage's own.
	all, own int
}

// spread brings the vectors that the server searches up to the state of a library, whose
// row is locked by the transaction. Without any to be searched there, the id is 0.
func (l *Libraries) spread(ctx context.Context, at state) (s serving, err error) {
	if err := l.Extended(ctx); err != nil {
		return s, err
	}
	if err := l.memory.Exec(ctx, nearestQuery("tables")); err != nil {
		return s, err
	}
	if s, err = l.serving(ctx, at.id); err != nil {
		return s, err
	}
	var version int64
	if err := l.memory.QueryRow(ctx, nearestQuery("version"), at.id).Scan(&version); err != nil || version == at.version {
		return s, err
	}
	if err := l.memory.Exec(ctx, nearestQuery("drop_old"), at.id, s.id); err != nil {
		return s, err
	}
	if s.id != 0 {
		err = l.add(ctx, s)
	}
	return s, errors.Join(err, l.memory.Exec(ctx, nearestQuery("set_version"), at.id, at.version))
}

// serving is that of a library, where it has enough passages.
func (l *Libraries) serving(ctx context.Context, library int64) (s serving, err error) {
	var name []byte
	var passages int
	err = l.memory.QueryRow(ctx, nearestQuery("serving"), library, inService).Scan(&s.id, &name, &s.all, &passages)
	if errors.Is(err, sql.ErrNoRows) || err == nil && passages <= l.Above {
		return serving{}, nil
	}
	s.library, s.name = library, string(name)
	s.own = s.all / (1 + retrieval.PartsOf(s.name))
	return s, err
}

// add adds the vectors that are missing.
func (l *Libraries) add(ctx context.Context, s serving) error {
	after := []byte{}
	for {
		var row []any
		read := 0
		err := l.memory.Each(ctx, func(rows *sql.Rows) error {
			read++
			var packed []byte
			if err := rows.Scan(&after, &packed); err != nil {
				return err
			}
			v, err := s.unpack(packed)
			if unit := literal(v[:s.own]); err == nil && unit != "" {
				row = append(row, s.library, s.id, slices.Clone(after), unit)
			}
			return err
		}, nearestQuery("missing"), s.library, s.id, after, page)
		if err != nil || read == 0 {
			return err
		}
		for some := range slices.Chunk(row, 4*batch) {
			places := strings.Repeat(", (?, ?, ?, CAST(CAST(? AS TEXT) AS halfvec))", len(some)/4)[2:]
			if err := l.memory.Exec(ctx, store.Fill(nearestQuery("add"), "%rows", places), some...); err != nil {
				return err
			}
		}
	}
}

// unpack reads a vector as the tables hold it.
func (s serving) unpack(packed []byte) ([]float32, error) {
	v := make([]float32, s.all)
	if err := pack.CheckVector(s.all, packed); err != nil {
		return v, err
	}
	pack.UnpackVector(v, packed)
	return v, nil
}

// literal writes a vector at length 1 as the server reads it, "" where it has no
// direction: half as many bits do not hold every length.
func literal(v []float32) string {
	unit := make([]float32, len(v))
	if !retrieval.Unit(unit, v) {
		return ""
	}
	text := make([]byte, 0, 10*len(v))
	for i, x := range unit {
		text = strconv.AppendFloat(append(text, "[,"[min(i, 1)]), float64(x), 'g', 6, 32)
	}
	return string(append(text, ']'))
}

// index makes the index of many vectors, and removes those of other embedders. It may
// take minutes, in which they are searched without.
func (l *Libraries) index(ctx context.Context, s serving) error {
	return l.memory.Beside(ctx, func(ctx context.Context) error {
		if err := l.Extended(ctx); err != nil {
			return err
		}
		if err := l.memory.Exec(ctx, nearestQuery("tables")); err != nil { // for its lock
			return err
		}
		have, err := store.Column[string](ctx, l.memory, nearestQuery("indexes"))
		if err != nil {
			return err
		}
		name := fmt.Sprintf("library_nearest_hnsw_%d_%d", s.library, s.id)
		for _, other := range have {
			if other == name {
				return nil
			}
			if err := l.memory.Exec(ctx, "DROP INDEX "+other); err != nil {
				return err
			}
		}
		var n int
		if err := l.memory.QueryRow(ctx, nearestQuery("count"), s.library, s.id).Scan(&n); err != nil || n < l.indexFrom {
			return err
		}
		// A graph that is larger than this memory is made many times slower.
		kilobytes := min(n*(2*s.own+bytesOfPlace)>>10, mostIndexKB)
		if err := l.memory.Exec(ctx, nearestQuery("memory"), fmt.Sprint(kilobytes, "kB")); err != nil {
			return err
		}
		return l.memory.Exec(ctx, store.Fill(s.fill("index"), "%name", name))
	})
}

// fill puts numbers into a statement.
func (s serving) fill(name string) string {
	return store.Fill(nearestQuery(name), "%library", fmt.Sprint(s.library), "%embedder", fmt.Sprint(s.id), "%dims", fmt.Sprint(s.own))
}
