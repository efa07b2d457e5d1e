package sourcecheck

import (
	"context"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store/poststore"
)

// Store knows what answers rest on.
type Store interface {
	AnsweredIn(ctx context.Context, since time.Time) ([]string, error)
	ArticlesChanged(ctx context.Context, since time.Time) ([]string, error)
	CitedSince(ctx context.Context, guild string, since time.Time) ([]poststore.Cited, error)
	SetNote(ctx context.Context, post string, n poststore.Note) error
}

// Posts show an answer anew where it stands.
type Posts interface {
	Repaint(ctx context.Context, post string) error
}

// Handler holds answers against the articles of now.
type Handler struct {
	feature.Base
	Store     Store
	Libraries feature.Libraries
	Posts     Posts

	watch watch
}

// Feature declares that answers are looked after as time goes by.
func (h *Handler) Feature() feature.Feature {
	return feature.Feature{Ticks: []feature.Tick{h.checkSources}}
}
