package settings

import (
	"context"

	"footnote/bot/feature"
	"footnote/bot/store/guildstore"
)

// Store keeps settings, and what was changed by whom.
type Store interface {
	Set(ctx context.Context, guild, key string, value any) error
	AddAudit(ctx context.Context, guild, person, action, detail string) error
	Audit(ctx context.Context, guild string, limit, offset int) ([]guildstore.Audited, error)
	AuditLen(ctx context.Context, guild string) (int, error)
}

// Handler changes settings and shows what was changed.
type Handler struct {
	feature.Base
	Store Store
}

// Feature declares /settings and /audit.
func (h *Handler) Feature() feature.Feature {
	settings, audit := h.settings(), h.auditing()
	return feature.Feature{
		Commands: append(settings.Commands, audit.Commands...),
		Controls: append(settings.Controls, audit.Controls...),
	}
}
