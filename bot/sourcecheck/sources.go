package sourcecheck

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/corpus"
	"footnote/retrieval"
)

// noteDays is for how long answers are watched for what becomes of their
// sources.
const noteDays = 30

// watch remembers how the articles that all share stood when posts were last
// held against them, and which guilds are to be looked at again. Of guilds' own
// articles it keeps nothing: they need not be in memory.
type watch struct {
	mu    sync.Mutex
	base  []*corpus.Article
	last  time.Time // zero before the first look
	again map[string]bool
}

// checkSources puts a note under the posts of the last 30 days that rest on a
// passage that has changed since, or on an article that has gone; and takes it
// away where the passage is back. It looks where articles have changed: in all
// guilds where the shared ones have, else in those whose moderators did.
func (h *Handler) checkSources(ctx context.Context, now time.Time) error {
	h.watch.mu.Lock()
	defer h.watch.mu.Unlock()
	since := now.AddDate(0, 0, -noteDays)
	guilds, err := h.toCheck(ctx, since)
	if err != nil {
		return err
	}
	h.watch.last, h.watch.again = now, map[string]bool{}
	var failed []error
	for _, guild := range guilds {
		if err := h.checkGuild(store.In(ctx, guild), guild, since); err != nil {
			h.watch.again[guild] = true
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// overlap is how far one look reaches back before the last: an article is
// changed a moment before that is written into the audit log.
const overlap = 5 * time.Minute

// toCheck are the guilds whose articles have changed since the last look.
func (h *Handler) toCheck(ctx context.Context, since time.Time) ([]string, error) {
	library, err := h.Libraries.In(ctx, "", retrieval.Filter{})
	if err != nil {
		return nil, err
	}
	guilds, err := h.Store.AnsweredIn(ctx, since)
	if err != nil {
		return nil, err
	}
	guilds = slices.DeleteFunc(guilds, func(g string) bool { return !h.ServedHere(g) })
	// An article that was read again is another one in memory.
	articles, first := library.Articles(), h.watch.last.IsZero()
	if first || !slices.Equal(articles, h.watch.base) {
		h.watch.base = slices.Clone(articles)
		return guilds, nil
	}
	changed, err := h.Store.ArticlesChanged(ctx, h.watch.last.Add(-overlap))
	return slices.DeleteFunc(guilds, func(g string) bool { return !slices.Contains(changed, g) && !h.watch.again[g] }), err
}

// checkGuild holds a guild's posts against what it may see now.
func (h *Handler) checkGuild(ctx context.Context, guild string, since time.Time) error {
	library, err := h.Libraries.In(ctx, guild, retrieval.Filter{})
	if err != nil {
		return err
	}
	cited, err := h.Store.CitedSince(ctx, guild, since)
	if err != nil {
		return err
	}
	var failed []error
	for len(cited) > 0 {
		end := slices.IndexFunc(cited, func(c poststore.Cited) bool { return c.Post != cited[0].Post })
		if end < 0 {
			end = len(cited)
		}
		failed = append(failed, h.noteOn(ctx, library, cited[:end]))
		cited = cited[end:]
	}
	return errors.Join(failed...)
}

// noteOn brings the note of one post up to date.
func (h *Handler) noteOn(ctx context.Context, library feature.Library, cited []poststore.Cited) error {
	note := poststore.Sound
	for _, c := range cited {
		a, ok := library.Article(c.Article)
		if !ok {
			note = poststore.Gone
			continue
		}
		if !holds(a, &c) && note == poststore.Sound {
			note = poststore.Changed
		}
	}
	if note == cited[0].Note {
		return nil
	}
	if err := h.Store.SetNote(ctx, cited[0].Post, note); err != nil {
		return err
	}
	err := h.Posts.Repaint(ctx, cited[0].Post)
	if err == nil || errors.Is(err, feature.ErrNotAllowed) || errors.Is(err, feature.ErrGone) {
		return nil // what Discord does not let the bot edit stays as it is
	}
	return errors.Join(err, h.Store.SetNote(ctx, cited[0].Post, cited[0].Note))
}

// holds reports whether an article holds a cited passage: where it stood, or
// elsewhere since something before it has changed.
func holds(a *corpus.Article, c *poststore.Cited) bool {
	return c.Start >= 0 && c.Start < c.End && c.End <= len(a.Text) && a.Text[c.Start:c.End] == c.Quote || strings.Contains(a.Text, c.Quote)
}
