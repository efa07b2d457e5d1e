package gaps

import (
	"context"
	"log/slog"
	"slices"

	"footnote/bot/feature"
	"footnote/bot/paraphrase"
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
	list = slices.DeleteFunc(list, func(c gapstore.CuratedQuestion) bool { return !sees(c.Channel) })
	if len(list) == 0 {
		return 0, 0, nil
	}
	questions := make([]string, len(list))
	for i, c := range list {
		questions[i] = c.Question
	}
	i, isSame, err := a.Judge.Find(ctx, question, questions)
	switch {
	case err != nil:
		a.Log.WarnContext(ctx, "moderators' answers could not be compared by meaning", "guild", guild, "error", err)
	case i >= 0 && isSame:
		same = list[i].Curated
	case i >= 0:
		similar = list[i].Curated
	}
	return same, similar, nil
}

// Marked returns what a moderator of a guild marked as wrong of the answer to the
// same question, among those that were asked where sees.
func (a *Answers) Marked(ctx context.Context, guild, question string, sees feature.Sight) (m gapstore.Mark, ok bool, err error) {
	list, err := a.Store.Marks(ctx, guild)
	if err != nil {
		return m, false, err
	}
	list = slices.DeleteFunc(list, func(m gapstore.Mark) bool { return !sees(m.Channel) })
	if len(list) == 0 {
		return m, false, nil
	}
	questions := make([]string, len(list))
	for i, m := range list {
		questions[i] = m.Question
	}
	i, same, err := a.Judge.Find(ctx, question, questions)
	if err != nil {
		a.Log.WarnContext(ctx, "answers marked as wrong could not be compared by meaning", "guild", guild, "error", err)
		return m, false, nil
	}
	if i < 0 || !same {
		return m, false, nil
	}
	return list[i], true, nil
}
