package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"footnote/corpus"
)

// documentRow is a document as it is kept.
type documentRow struct {
	id                        int64
	source                    int64
	key, name, stamp, problem string
	failed, articles          int
}

// source brings one source up to date.
func (r *run) source(ctx context.Context, s sourceRow) error {
	known, err := r.known(ctx, s)
	if err != nil {
		return err
	}
	listed, troubles, err := r.list(ctx, s, known)
	if err != nil {
		return err
	}
	for _, d := range listed {
		if err := r.document(ctx, s, d, known[d.Key]); err != nil {
			return err
		}
	}
	return r.vanish(ctx, s, known, troubles)
}

func (r *run) known(ctx context.Context, s sourceRow) (map[string]documentRow, error) {
	rows, err := collect(ctx, r.w, "documents", func(row scanner, d *documentRow) error {
		d.source = s.id
		return row.Scan(&d.id, &d.key, &d.name, &d.stamp, &d.problem, &d.failed, &d.articles)
	}, s.id)
	known := make(map[string]documentRow, len(rows))
	for _, d := range rows {
		known[d.key] = d
	}
	return known, err
}

// list asks a source for its documents. What cannot be listed is returned as
// troubles; the error is the context's.
func (r *run) list(ctx context.Context, s sourceRow, known map[string]documentRow) (listed []corpus.Document, troubles []error, err error) {
	source, err := r.o.Open(s.address)
	if err != nil {
		return nil, []error{err}, nil
	}
	recall(source, known)
	single := true
	for d, err := range source.Documents(ctx) {
		if err != nil {
			troubles = append(troubles, err)
			continue
		}
		listed = append(listed, d)
		single = single && (d.Single || len(d.Names) > 0)
	}
	r.total, r.unsure = r.total+len(listed), r.unsure || !single
	return listed, troubles, ctx.Err()
}

// recall tells a source that wants to know them the stamps of its documents.
func recall(source Source, known map[string]documentRow) {
	s, ok := source.(interface{ Recall(map[string]string) })
	if !ok {
		return
	}
	stamps := make(map[string]string, len(known))
	for key, d := range known {
		stamps[key] = d.stamp
	}
	s.Recall(stamps)
}

// vanish removes the documents that a source has no more, and closes its sync.
func (r *run) vanish(ctx context.Context, s sourceRow, known map[string]documentRow, troubles []error) error {
	var said []string
	for _, err := range troubles {
		if gone(s, known, err) {
			continue
		}
		r.o.Progress.Problem(err)
		r.counts.Failed++
		said = append(said, err.Error())
	}
	return r.do(ctx, 0, func(ctx context.Context) error {
		for _, d := range known {
			if r.visited[d.id] || hidden(s, known, d.key, troubles) {
				continue
			}
			if err := r.w.removeDocument(ctx, d.id, &r.fresh); err != nil {
				return err
			}
		}
		return r.w.exec(ctx, "source_synced", time.Now().UnixMilli(), strings.Join(said, "\n"), s.id)
	})
}

// gone tells whether an error says that a source, which is one file, was
// deleted: its folder is there and it is not. A folder that is missing may be a
// disk that is not plugged in.
func gone(s sourceRow, known map[string]documentRow, err error) bool {
	var p *corpus.Problem
	if !errors.As(err, &p) || p.Path != s.address || !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	_, file := known[s.address]
	return file && exists(filepath.Dir(s.address))
}

// hidden tells whether a document may be there all the same, because what is
// above it could not be listed.
func hidden(s sourceRow, known map[string]documentRow, key string, troubles []error) bool {
	for _, err := range troubles {
		var p *corpus.Problem
		if !errors.As(err, &p) {
			return true
		}
		if !gone(s, known, err) && within(key, p.Path) {
			return true
		}
	}
	return false
}

// within tells whether a path is another one or below it. Of addresses on the
// web, none is below another.
func within(path, above string) bool {
	if path == above {
		return true
	}
	return !strings.Contains(above, "://") && strings.HasPrefix(path, strings.TrimRight(above, `/\`)+string(filepath.Separator))
}

// document brings the articles of one document up to date.
func (r *run) document(ctx context.Context, s sourceRow, d corpus.Document, row documentRow) error {
	if row.id == 0 {
		if taken, err := r.foreign(ctx, s, d.Key); taken || err != nil {
			return err
		}
	}
	sameName := row.name == firstOf(d.Names) && !r.robbed[row.id]
	if row.stamp != "" && sameName && d.Unchanged != nil && d.Unchanged(row.stamp) {
		return r.keep(ctx, row, row.stamp)
	}
	before := row.stamp
	if !sameName {
		before = ""
	}
	reading, err := d.Read(ctx, before)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, fs.ErrNotExist):
		return nil // not visited, so that it vanishes
	case err != nil:
		r.visited[row.id] = row.id != 0
		r.counts.Failed++
		r.o.Progress.Problem(err)
		return nil
	case reading.Unchanged && row.id != 0:
		return r.keep(ctx, row, reading.Stamp)
	}
	return r.read(ctx, &openDocument{Document: d, row: row, source: s, seen: map[string]bool{}}, reading)
}

// foreign tells whether a document belongs to another source already.
func (r *run) foreign(ctx context.Context, s sourceRow, key string) (bool, error) {
	owners, err := collect(ctx, r.w, "document_of", func(row scanner, d *documentRow) error {
		return row.Scan(&d.id, &d.source)
	}, key)
	return len(owners) > 0 && owners[0].source != s.id, err
}

func firstOf(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// keep counts the articles of a document that is as it was. What could not be
// read of it then cannot be read now.
func (r *run) keep(ctx context.Context, row documentRow, stamp string) error {
	r.visited[row.id] = true
	r.counts.Unchanged += row.articles
	r.counts.Failed += row.failed
	if row.problem != "" {
		r.o.Progress.Problem(errors.New(row.problem))
	}
	r.step(row.articles)
	if stamp == row.stamp {
		return nil
	}
	return r.do(ctx, 0, func(ctx context.Context) error { return r.w.exec(ctx, "restamp_document", stamp, row.id) })
}

// step counts articles that are through.
func (r *run) step(n int) {
	r.done += n
	total := r.total
	if r.unsure {
		total = 0
	}
	r.o.Progress.Step(Reading, r.done, total)
}

// lasting tells whether a problem is there as long as the document is as it is.
func lasting(err error) bool {
	var path *fs.PathError
	var number syscall.Errno
	return !errors.As(err, &path) && !errors.As(err, &number)
}
