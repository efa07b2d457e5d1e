package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"footnote/corpus"
)

// ErrUnknown: what was to be removed is neither an article nor a source.
var ErrUnknown = errors.New("no article or source of the library")

// Add remembers addresses as sources and reads them as Sync does, leaving all
// other sources alone. One that lies within a source is that source, and one
// that others lie within takes them over. A new one in which nothing could be
// read is forgotten again; where that holds for all, the error is
// corpus.ErrNothing.
func (w *Writer) Add(ctx context.Context, o Options, addresses ...string) (Counts, error) {
	var list []sourceRow
	fresh := map[int64]bool{}
	for _, address := range addresses {
		s, isNew, err := w.remember(ctx, address)
		if err != nil {
			return Counts{}, err
		}
		if fresh[s.id] = fresh[s.id] || isNew; !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	counts, err := w.sync(ctx, o, list)
	if err != nil && !errors.Is(err, ErrEmbedding) {
		return counts, err
	}
	empty, forgetErr := w.forgetEmpty(ctx, list, fresh)
	if forgetErr == nil && empty && counts.Removed == 0 {
		forgetErr = corpus.ErrNothing
	}
	return counts, errors.Join(err, forgetErr)
}

// remember finds or makes the source of an address. What was excluded there by
// its ID is welcome again.
func (w *Writer) remember(ctx context.Context, address string) (s sourceRow, isNew bool, err error) {
	list, err := w.sources(ctx)
	if err != nil {
		return s, false, err
	}
	for _, known := range list {
		if within(address, known.address) {
			s = known
		}
	}
	err = w.change(ctx, func(ctx context.Context) error {
		if err := w.include(ctx, address); err != nil || s.id != 0 {
			return err
		}
		isNew = true
		id, err := w.insert(ctx, "add_source", address)
		if err != nil {
			return err
		}
		s = sourceRow{id: id, address: address}
		return w.takeOver(ctx, s, list)
	})
	return s, isNew, err
}

// takeOver makes a new source own the documents of those that lie within it.
func (w *Writer) takeOver(ctx context.Context, s sourceRow, list []sourceRow) error {
	for _, inner := range list {
		if !within(inner.address, s.address) {
			continue
		}
		if err := w.exec(ctx, "take_over", s.id, inner.id); err != nil {
			return err
		}
		if err := w.exec(ctx, "remove_source", inner.id); err != nil {
			return err
		}
	}
	return nil
}

// exclusion is an article that is not to come back.
type exclusion struct{ key, name string }

// include lifts the exclusions of an address and all below it.
func (w *Writer) include(ctx context.Context, address string) error {
	all, err := collect(ctx, w, "exclusions", func(row scanner, e *exclusion) error {
		return row.Scan(&e.key, &e.name)
	})
	if err != nil {
		return err
	}
	for _, e := range all {
		if !within(e.key, address) {
			continue
		}
		if err := w.exec(ctx, "include", e.key, e.name); err != nil {
			return err
		}
		if err := w.exec(ctx, "forget_stamp_of", e.key); err != nil {
			return err
		}
	}
	return nil
}

// forgetEmpty drops new sources without a single article, and tells whether
// all of those listed are.
func (w *Writer) forgetEmpty(ctx context.Context, list []sourceRow, fresh map[int64]bool) (bool, error) {
	all := true
	for _, s := range list {
		n := 0
		if err := w.row(ctx, "count_articles_of_source", s.id).Scan(&n); err != nil {
			return false, explain(w.path, err)
		}
		all = all && n == 0 && fresh[s.id]
		if n > 0 || !fresh[s.id] {
			continue
		}
		err := w.change(ctx, func(ctx context.Context) error { return w.exec(ctx, "remove_source", s.id) })
		if err != nil {
			return false, err
		}
	}
	return all, nil
}

// Remove deletes articles by their IDs and sources by their addresses (or
// relative paths), with
// their vectors. An article stays away from later syncs until its document is
// added again. Where one of the names is unknown, ErrUnknown is returned and
// nothing is removed.
func (w *Writer) Remove(ctx context.Context, names ...string) (Counts, error) {
	counts := Counts{}
	err := w.change(ctx, func(ctx context.Context) error {
		for _, name := range names {
			if err := w.removeNamed(ctx, name, &counts); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Counts{}, err
	}
	return counts, w.finish(ctx)
}

func (w *Writer) removeNamed(ctx context.Context, name string, counts *Counts) error {
	owners, err := collect(ctx, w, "article_owner", func(row scanner, o *owner) error {
		return row.Scan(&o.article, &o.document, &o.hash, &o.path, &o.source, &o.key)
	}, name)
	if err != nil {
		return err
	}
	if len(owners) > 0 {
		counts.Removed++
		if err := w.exec(ctx, "exclude", owners[0].key, name); err != nil {
			return err
		}
		return w.removeOwned(ctx, owners[0])
	}
	list, err := w.sources(ctx)
	if err != nil {
		return err
	}
	full, err := filepath.Abs(name)
	if err != nil {
		full = name
	}
	for _, s := range list {
		if s.address == name || s.address == full {
			return w.removeSource(ctx, s, counts)
		}
	}
	return fmt.Errorf("%q is %w: `footnote index list` and `footnote index status` name what there is", name, ErrUnknown)
}

// removeOwned deletes an article, and with it its source where that is a file
// or page that holds nothing else.
func (w *Writer) removeOwned(ctx context.Context, o owner) error {
	if err := w.removeArticle(ctx, o.article); err != nil {
		return err
	}
	list, err := w.sources(ctx)
	if err != nil {
		return err
	}
	n := 0
	if err := w.row(ctx, "count_articles_of_source", o.source).Scan(&n); err != nil {
		return err
	}
	if s := (sourceRow{id: o.source, address: o.key}); n == 0 && slices.Contains(list, s) {
		return w.removeSource(ctx, s, &Counts{})
	}
	return nil
}

func (w *Writer) removeSource(ctx context.Context, s sourceRow, counts *Counts) error {
	n := 0
	if err := w.row(ctx, "count_articles_of_source", s.id).Scan(&n); err != nil {
		return err
	}
	counts.Removed += n
	if err := w.exec(ctx, "mark_garbage"); err != nil {
		return err
	}
	if err := w.include(ctx, s.address); err != nil {
		return err
	}
	return w.exec(ctx, "remove_source", s.id)
}
