package retrieval

import (
	"context"
	"log/slog"
)

type referenceKey struct{}

// Referring returns a context under which every line of the log names a question by
// its ID, in whatever part of the program it is written; see Referenced.
func Referring(ctx context.Context, question string) context.Context {
	if question == "" {
		return ctx
	}
	return context.WithValue(ctx, referenceKey{}, question)
}

// referenceName is the attribute that names a question.
const referenceName = "question"

// Referenced returns a handler that adds the question of the context to each line
// that does not name one.
func Referenced(h slog.Handler) slog.Handler { return referenced{h} }

type referenced struct{ slog.Handler }

// Handle implements slog.Handler.
func (h referenced) Handle(ctx context.Context, r slog.Record) error {
	question, ok := ctx.Value(referenceKey{}).(string)
	r.Attrs(func(a slog.Attr) bool {
		ok = ok && a.Key != referenceName
		return ok
	})
	if ok {
		r = r.Clone()
		r.AddAttrs(slog.String(referenceName, question))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h referenced) WithAttrs(attrs []slog.Attr) slog.Handler {
	return referenced{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h referenced) WithGroup(name string) slog.Handler { return referenced{h.Handler.WithGroup(name)} }
