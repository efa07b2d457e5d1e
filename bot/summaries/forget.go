package summaries

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/summarystore"
)

// Forget takes what a person said and how they are called out of summaries and
// drafts, then runs forget, which removes the rows that are theirs. Published
// summaries are edited at last: Discord may be away, and what is kept is rid of
// the person all the same.
func (k *Kept) Forget(ctx context.Context, p feature.Person, forget func(context.Context) error) error {
	ctx = store.Across(ctx)
	k.taking.Lock()
	defer k.taking.Unlock()
	changed, err := k.unsay(ctx, p)
	err = errors.Join(err, forget(ctx))
	for _, dr := range changed {
		if failed := k.repost(ctx, dr); failed != nil {
			k.Log.Warn("a published summary could not be edited", "summary", dr.ID, "error", failed)
		}
	}
	return err
}

// unsay takes what a person said and their name out of summaries and drafts, and
// returns the published ones that it changed.
func (k *Kept) unsay(ctx context.Context, p feature.Person) (published []*draft, err error) {
	said, err := k.Store.SaidBy(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	ids, err := k.Store.SummaryIDs(ctx, p.ID, inJSON(render.Clean(p.Name)))
	for _, message := range said {
		from, failed := k.Store.SummariesFrom(ctx, message)
		ids, err = append(ids, from...), errors.Join(err, failed)
	}
	done := map[string]bool{}
	for _, id := range ids {
		if done[id] {
			continue
		}
		done[id] = true
		dr, failed := k.change(ctx, id, func(dr *draft) bool { return dr.leaveOut(p, said) })
		err = errors.Join(err, failed)
		if dr != nil && dr.State == summarystore.Published {
			published = append(published, dr)
		}
	}
	return published, err
}

// leaveOut takes a person's messages and name out of a summary and reports whether
// anything changed. Of articles, only the moderator's own name goes: theirs may
// be about somebody who is called alike.
func (dr *draft) leaveOut(p feature.Person, said []string) (changed bool) {
	if dr.Person == p.ID && dr.Name != "" {
		dr.Name, dr.Signed, changed = "", false, true
	}
	if dr.Discussion == "" {
		return changed
	}
	rest, gone := dr.Summary.Without(said...)
	dr.Summary = rest
	name := render.Clean(p.Name)
	if name == "" {
		return changed || gone
	}
	for i := range dr.Summary.Lines {
		changed = unname(&dr.Summary.Lines[i].Text, name) || changed
	}
	for i := range dr.Summary.Citations {
		c := &dr.Summary.Citations[i]
		for _, text := range []*string{&c.Quote, &c.Title, &c.Source, &c.Translation} {
			changed = unname(text, name) || changed
		}
	}
	return unname(&dr.Summary.Topic, name) || changed || gone
}

// unname writes "…" for a name that stands as a word of its own.
func unname(text *string, name string) bool {
	word, err := regexp.Compile(`(^|[^\pL\pN])` + regexp.QuoteMeta(name) + `($|[^\pL\pN])`)
	if err != nil {
		return false // a quoted name always compiles
	}
	without := word.ReplaceAllString(*text, "${1}…${2}")
	changed := without != *text
	*text = without
	return changed
}

// inJSON is a text as it stands within JSON.
func inJSON(text string) string {
	quoted, _ := json.Marshal(text) // a text always can be
	return string(quoted[1 : len(quoted)-1])
}
