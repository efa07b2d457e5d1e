package stats

import (
	"context"

	"footnote/bot/feature"
	"footnote/bot/store/statstore"
)

// Store keeps figures.
type Store interface {
	Stats(ctx context.Context, guild string, days int) (statstore.Stats, error)
}

// Handler shows figures.
type Handler struct {
	feature.Base
	Store Store
}
