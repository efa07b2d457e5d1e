package summaries

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/summarystore"
)

// Deleted takes what was deleted out of all summaries that rest on it. Where that fails,
// sweep looks for it again.
func (k *Kept) Deleted(ctx context.Context, messages ...string) error {
	var failed []error
	for _, m := range messages {
		ids, err := k.Store.SummariesFrom(ctx, m)
		failed = append(failed, err)
		for _, sum := range ids {
			failed = append(failed, k.without(ctx, sum, messages))
		}
	}
	return k.missed(errors.Join(failed...))
}

// missed has sweep look through the channels again where a change could not be followed.
func (k *Kept) missed(err error) error {
	if err != nil {
		k.looked.Store(false)
	}
	return err
}

// DeletedChannel does so for all that was said in a channel or thread.
func (k *Kept) DeletedChannel(ctx context.Context, channel string) error {
	list, err := k.Store.SourcesIn(ctx, channel)
	if err != nil {
		return k.missed(err)
	}
	return k.Deleted(ctx, list...)
}

// Reworded takes a message out of the summaries that quote words which it does
// not hold any more.
func (k *Kept) Reworded(ctx context.Context, m feature.Said) error {
	ids, err := k.Store.SummariesFrom(ctx, m.ID)
	failed := []error{err}
	says := bare(readable(m.Text, nil), nil)
	for _, sum := range ids {
		dr, err := k.load(ctx, sum)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		for _, c := range dr.Summary.Citations {
			if c.Article == m.ID && !strings.Contains(says, bare(readable(c.Quote, nil), m.Mentioned)) {
				failed = append(failed, k.without(ctx, sum, []string{m.ID}))
				break
			}
		}
	}
	return k.missed(errors.Join(failed...))
}

// shown is a mention as readable writes it, of a name without spaces.
var shown = regexp.MustCompile(`@\S+`)

// bare is a text without the names in its mentions, which may have changed.
func bare(text string, names []string) string {
	names = slices.SortedFunc(slices.Values(names), func(a, b string) int { return len(b) - len(a) })
	for _, name := range names {
		text = strings.ReplaceAll(text, "@"+render.Clean(name), "@…")
	}
	return strings.Join(strings.Fields(shown.ReplaceAllString(text, "@")), " ")
}

// without takes messages out of one summary; a published one is edited.
func (k *Kept) without(ctx context.Context, sum string, messages []string) error {
	k.taking.Lock()
	defer k.taking.Unlock()
	dr, err := k.change(ctx, sum, func(dr *draft) (changed bool) {
		dr.Summary, changed = dr.Summary.Without(messages...)
		return changed
	})
	if err != nil || dr == nil || dr.State != summarystore.Published {
		return store.IgnoreNotFound(err)
	}
	return k.repost(ctx, dr)
}

// change keeps what do makes of a summary and returns that; nil where do changes nothing.
// No other process changes it meanwhile.
func (k *Kept) change(ctx context.Context, id string, do func(dr *draft) bool) (changed *draft, err error) {
	err = k.Store.Together(ctx, func(ctx context.Context) error {
		dr, err := k.load(ctx, id)
		if err != nil || !do(dr) {
			return err
		}
		changed = dr
		return k.save(ctx, dr)
	})
	return changed, err
}

// repost edits the messages of a published summary to what is left of it.
func (k *Kept) repost(ctx context.Context, dr *draft) error {
	at, err := k.Store.SummaryMessages(ctx, dr.ID)
	if err != nil {
		return err
	}
	list := k.published(dr)
	var failed []error
	for i, m := range at {
		switch {
		case i < len(list):
			failed = append(failed, k.Chat.Edit(ctx, m, list[i]))
		default:
			failed = append(failed, k.Chat.Remove(ctx, m))
		}
	}
	failed = slices.DeleteFunc(failed, func(err error) bool { return errors.Is(err, feature.ErrGone) })
	return errors.Join(append(failed, k.Store.SetSummaryMessages(ctx, dr.ID, at[:min(len(at), len(list))]))...)
}

// sweep takes out what people said who were forgotten, and what is old. Once, and again
// after a change could not be followed, it looks for what changed unseen.
func (k *Kept) sweep(ctx context.Context, _ time.Time) error {
	ctx = store.Across(ctx)
	forgotten, err := k.Store.ForgottenSources(ctx)
	if err != nil {
		return err
	}
	failed := []error{k.Deleted(ctx, forgotten...)}
	if !k.returned {
		err := k.Store.ReturnDrafts(ctx, k.ServedHere)
		k.returned = err == nil
		failed = append(failed, err)
	}
	if !k.looked.Swap(true) {
		failed = append(failed, k.missed(k.lookBack(ctx)))
	}
	return errors.Join(append(failed, k.Store.SweepSummaries(ctx))...)
}

// lookBack reads the channels that summaries rest on, as far as they can be read, for
// what was deleted or edited while the bot or its database was away.
func (k *Kept) lookBack(ctx context.Context) error {
	channels, err := k.Store.SourceChannels(ctx)
	if err != nil || !k.Reads() || k.Chat == nil {
		return err
	}
	for _, channel := range channels {
		sources, err := k.Store.SourcesIn(ctx, channel)
		if err != nil {
			return err
		}
		said, err := k.Chat.History(ctx, channel, time.Time{}, lastMost)
		if err != nil && !errors.Is(err, feature.ErrGone) {
			k.Log.Warn("a channel could not be looked through for deleted messages", "channel", channel, "error", err)
			continue
		}
		if err := k.compare(ctx, sources, said); err != nil {
			return err
		}
	}
	return nil
}

// compare follows what became of the messages of a channel, by the last that were said
// there.
func (k *Kept) compare(ctx context.Context, sources []string, said []feature.Said) error {
	there := map[string]bool{}
	var failed []error
	for _, m := range said {
		there[m.ID] = true
		if m.Edited && slices.Contains(sources, m.ID) {
			failed = append(failed, k.Reworded(ctx, m))
		}
	}
	// Of what is older than all that was read, nothing is known.
	gone := slices.DeleteFunc(sources, func(m string) bool { return there[m] || len(said) == lastMost && older(m, said[0].ID) })
	return errors.Join(append(failed, k.Deleted(ctx, gone...))...)
}

// older tells which of two of Discord's IDs was given out first.
func older(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
