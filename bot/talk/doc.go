// Package talk is how the bot behaves: what it says to a question, a button, a
// form or an overheard message. It knows people, places and replies, but no
// Discord session: requests and replies are plain values, and what takes time
// is shown on a Screen. Package bot brings it to Discord.
package talk

import (
	"context"

	"footnote/retrieval/answer"
)

// Answerer answers questions with claims that each rest on a verified quote. It
// gets a question with the turns before it, the asker's language, the guild,
// and a Progress that shows what is proven so far.
type Answerer interface {
	Ask(ctx context.Context, q answer.Question) (answer.Answer, error)
}

// Checker judges a statement by the articles. An Answerer that is one is used
// for "Check against the articles"; without one, and where it returns
// answer.ErrUnjudged, the nearest passages are shown.
type Checker interface {
	Check(ctx context.Context, s answer.Statement) (answer.Finding, error)
}
