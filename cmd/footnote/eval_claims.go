package main

import (
	"context"

	"footnote/retrieval/quality"
)

// evalClaims judges the claims of a file by the proof that answers pass.
func (p *program) evalClaims(ctx context.Context, from source, e evaluation) error {
	c, err := p.settings(from.overrides())
	if err != nil {
		return err
	}
	claims, err := quality.LoadClaims(e.claims)
	if err != nil {
		return err
	}
	from.many = true
	library, err := p.open(ctx, from)
	if err != nil {
		return err
	}
	engine, release, err := p.engine(library, c, from, e.by)
	if err != nil {
		return err
	}
	defer release()
	report, err := quality.HoldClaims(ctx, e.claims, claims, engine, library.Article)
	if err != nil {
		return err
	}
	if e.json {
		return p.writeJSON(report)
	}
	return p.screen.Claims(report, e.each)
}
