package talk

import (
	"context"

	"footnote/bot/render"
)

func (d *Desk) summariesButton(context.Context, Person, string) (render.Row, error) { return nil, nil }

func (d *Desk) inSummaries(context.Context, Press, string, int) (Reply, error) { return Reply{}, nil }
