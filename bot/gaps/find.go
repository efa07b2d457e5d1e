package gaps

import (
	"context"
	"log/slog"
	"slices"

	"footnote/bot/feature"
	"footnote/bot/paraphrase"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
)

// Answers find what moderators answered before.
type Answers struct {
	Store interface {
		CuratedQuestions(ctx context.Context, guild string) ([]gapstore.CuratedQuestion, error)
		Marks(ctx context.Context, guild string) ([]gapstore.Mark, error)
	}
	Judge *paraphrase.Judge
	Log   *slog.Logger
}

// Find returns what moderators answered to the same question of a guild, or to
// one that is similar, among those that were asked where sees; 0 is none. Without
// an encoder the words decide alone.
func (a *Answers) Find(ctx context.Context, guild, question string, sees feature.Sight) (same, similar int64, err error) {
	list, err := a.Store.CuratedQuestions(ctx, guild)
	if err != nil {
		return 0, 0, err
	}
	found, isSame := nearest(ctx, a, guild, question, list, func(c gapstore.CuratedQuestion) store.Asked { return c.Asked }, sees)
	if isSame {
		return found.Curated, 0, nil
	}
	return 0, found.Curated, nil
}

// Marked returns what a moderator of a guild marked as wrong of the answer to the
// same question, among those that were asked where sees.
func (a *Answers) Marked(ctx context.Context, guild, question string, sees feature.Sight) (m gapstore.Mark, ok bool, err error) {
	list, err := a.Store.Marks(ctx, guild)
	if err != nil {
		return m, false, err
	}
	found, isSame := nearest(ctx, a, guild, question, list, func(m gapstore.Mark) store.Asked { return m.Asked }, sees)
	return found, isSame, nil
}

// nearest returns which of a list was asked where sees and asks the same as a
// question, or something similar; the zero value where none does, or where they
// cannot be compared.
func nearest[T any](ctx context.Context, a *Answers, guild, question string, list []T, asked func(T) store.Asked, sees feature.Sight) (found T, same bool) {
	list = slices.DeleteFunc(list, func(one T) bool { return !sees(asked(one).Channel) })
	if len(list) == 0 {
		return found, false
	}
	questions := make([]string, len(list))
	for i, one := range list {
		questions[i] = asked(one).Question
	}
	i, same, err := a.Judge.Find(ctx, question, questions)
	if err != nil {
		a.Log.WarnContext(ctx, "what moderators said could not be compared by meaning", "guild", guild, "error", err)
		return found, false
	}
	if i < 0 {
		return found, false
	}
	return list[i], same
}
