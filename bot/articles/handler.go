package articles

import (
	"context"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
)

// Store keeps settings, and notes what was changed.
type Store interface {
	Set(ctx context.Context, guild, key string, value any) error
	AddAudit(ctx context.Context, guild, person, action, detail string) error
	AddAuditOf(ctx context.Context, guild, person, action string, q store.Asked) error
	AddGolden(ctx context.Context, guild string, g gapstore.Golden) error
	RemoveGolden(ctx context.Context, guild string, id int64) error
	Golden(ctx context.Context, guild string) ([]gapstore.Golden, error)
}

// Handler adds, lists and removes articles.
type Handler struct {
	feature.Base
	Store    Store
	Articles Articles
	// Files fetches what people attach.
	Files feature.Files
}

// AddLink takes in the article at a link, as /articles add does.
func (h *Handler) AddLink(r feature.Request, link string) feature.Reply {
	return h.addArticle(r, link, feature.Upload{})
}
