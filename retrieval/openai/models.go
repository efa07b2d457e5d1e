package openai

import (
	"context"
	"slices"
)

// Models lists the names of the server's models, in order of name, for
// checking a configuration.
func (c *caller) Models(ctx context.Context) ([]string, error) {
	ctx, cancel := c.within(ctx)
	defer cancel()
	return repeat(ctx, c, func(ctx context.Context, _ *exchange) ([]string, error) {
		ctx, cancel := context.WithTimeout(ctx, c.opts.Attempt)
		defer cancel()
		list, err := c.api.ListModels(ctx)
		if err != nil {
			return nil, err
		}
		names := make([]string, 0, len(list.Models))
		for _, m := range list.Models {
			names = append(names, m.ID)
		}
		slices.Sort(names)
		return names, nil
	})
}
