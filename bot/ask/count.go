package ask

import (
	"context"
	"time"

	"footnote/bot/store/poststore"
	"footnote/bot/store/statstore"
)

// count adds a question to its guild's figures.
func (h *Handler) count(ctx context.Context, p *poststore.Post, took time.Duration) error {
	if p.Guild == "" {
		return nil
	}
	outcome := statstore.OutcomeDeclined
	switch {
	case p.Answer.Answered:
		outcome = statstore.OutcomeAnswered
	case p.Curated != 0:
		outcome = statstore.ByModerator
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
