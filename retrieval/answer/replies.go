package answer

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"footnote/retrieval/answer/once"
)

// versioned is a library that tells when its articles change.
type versioned interface{ Version() uint64 }

// fingerprinted is a library that tells itself, as it is now, from all others.
type fingerprinted interface{ Fingerprint() string }

// identity is what the library tells of itself, "" where that is not enough to
// know it again: one that comes with a question must have a fingerprint.
func (e *Engine) identity() string {
	if f, ok := e.library.(fingerprinted); ok {
		return f.Fingerprint()
	}
	if v, ok := e.library.(versioned); ok && !e.guest {
		return fmt.Sprint(v.Version())
	}
	return ""
}

// key tells apart all that an answer depends on: how it is made, the articles and
// their state, what is admitted of them, the guild, the language, the turns before,
// and the question but for its spaces. It is a hash, so that no question is kept
// beside its answer, and "" for a library that does not tell what it is: then
// nothing is shared.
func (e *Engine) key(by Mode, q Question) string {
	library := e.identity()
	if library == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s%q%q%q%q", by, library, q.Guild, q.Language, strings.Join(strings.Fields(q.Text), " "))
	for _, t := range q.History {
		fmt.Fprintf(h, "%q%q", t.Question, t.Answer)
	}
	return string(h.Sum(nil))
}

// share answers once for all who ask under the same key: see once.Group.
func (e *Engine) share(ctx context.Context, key string, do once.Work[Answer]) (Answer, error) {
	a, shared, err := e.replies.Do(ctx, key, func(ctx context.Context) (Answer, bool, error) {
		a, keep, err := do(ctx)
		return a.apart(), keep, err
	})
	if shared {
		recorderOf(ctx).remembered()
	}
	return a, err
}

// apart is the answer in memory of its own: what is remembered must not keep the whole text
// of an article that it quotes.
func (a Answer) apart() Answer {
	own := func(texts ...*string) {
		for _, t := range texts {
			*t = strings.Clone(*t)
		}
	}
	a.Claims, a.Citations, a.Nearest = slices.Clone(a.Claims), slices.Clone(a.Citations), slices.Clone(a.Nearest)
	a.Unknown, a.Repaired = slices.Clone(a.Unknown), slices.Clone(a.Repaired)
	own(&a.Answer)
	for i := range a.Claims {
		own(&a.Claims[i].Text, &a.Claims[i].Key)
	}
	for i := range a.Citations {
		own(&a.Citations[i].Quote)
	}
	for i := range a.Nearest {
		own(&a.Nearest[i].Quote)
	}
	for i := range a.Unknown {
		own(&a.Unknown[i])
	}
	for i := range a.Repaired {
		own(&a.Repaired[i].By)
	}
	return a
}
