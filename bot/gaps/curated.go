package gaps

import (
	"context"
	"errors"
	"slices"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
)

// curatedSeen is a moderator's answer with those of its questions that a person
// may see; it is unknown to who may see none.
func (h *Handler) curatedSeen(ctx context.Context, p feature.Press, number int64) (c gapstore.Curated, known bool, err error) {
	c, err = h.Store.Curated(ctx, p.Guild, number)
	if errors.Is(err, store.ErrNotFound) {
		return c, false, nil
	}
	c.Questions = seenOf(c.Questions, h.Access.SeenBy(ctx, p.Person, p.Place))
	return c, err == nil && len(c.Questions) > 0, err
}

// seenOf are the questions that were asked where somebody sees them.
func seenOf(list []store.Asked, sees feature.Sight) []store.Asked {
	return slices.DeleteFunc(list, func(q store.Asked) bool { return !sees(q.Channel) })
}
