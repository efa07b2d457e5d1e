package ask

import (
	"context"
	"time"

	"footnote/bot/store"
)

// count adds a question to its guild's figures.
func (h *Handler) count(ctx context.Context, p *store.Post, took time.Duration) error {
	if p.Guild == "" {
		return nil
	}
	outcome := store.OutcomeDeclined
	switch {
	case p.Answer.Answered:
		outcome = store.OutcomeAnswered
	case p.Curated != 0:
		outcome = store.ByModerator
	}
	var articles []string
	seen := map[string]bool{}
	for _, c := range p.Answer.Citations {
		if !seen[c.Article] {
			articles = append(articles, c.Article)
		}
		seen[c.Article] = true
	}
	return h.Store.AddAsk(ctx, p.Guild, outcome, took, articles)
}
