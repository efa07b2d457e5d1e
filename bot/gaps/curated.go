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
	sees := h.Access.SeenBy(ctx, p.Person, p.Place)
	c.Questions = slices.DeleteFunc(c.Questions, func(q store.Asked) bool { return !sees(q.Channel) })
	return c, err == nil && len(c.Questions) > 0, err
}
