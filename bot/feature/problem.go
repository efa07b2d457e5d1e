package feature

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"

	"footnote/bot/render"
	"footnote/bot/words"
)

// Problem logs what went wrong under a new number and says so in the person's
// language, with the number.
func Problem(log *slog.Logger, locale, doing string, cause error, attrs ...any) render.Message {
	number := rand.Text()[:8]
	log.Error(doing, append([]any{"reference", number, "error", cause}, attrs...)...)
	key := "error"
	if errors.Is(cause, context.DeadlineExceeded) {
		key = "slow"
	}
	return render.Notice(render.ColourProblem, words.In(locale).Say(key, "number", number))
}
