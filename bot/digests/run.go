package digests

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/schedule"
	"footnote/bot/store"
	"footnote/bot/store/digeststore"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval/answer/summary"
)

// runDigests posts the digests that are due.
func (h *Handler) runDigests(ctx context.Context, now time.Time) error {
	list, err := h.Store.RunningDigests(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, dg := range list {
		if h.ServedHere(dg.Guild) {
			failed = append(failed, h.runDigest(store.In(ctx, dg.Guild), dg, now))
		}
	}
	return errors.Join(failed...)
}

// runDigest posts a digest that is due. Its next time is set first: should the
// program end in between, this one is not posted twice, and the next one tells
// what it would have.
func (h *Handler) runDigest(ctx context.Context, dg digeststore.Digest, now time.Time) error {
	var rule schedule.Rule
	if err := json.Unmarshal(dg.Rule, &rule); err != nil {
		return err
	}
	due, next, err := rule.Due(dg.Next, dg.Last, now)
	if err != nil || next.Equal(dg.Next) {
		return err
	}
	set, err := h.Store.SetNext(ctx, dg.ID, dg.Next, next)
	if err != nil || !set || !due {
		return err
	}
	err = h.digestNow(ctx, dg, now)
	switch {
	case errors.Is(err, feature.ErrNotAllowed), errors.Is(err, feature.ErrGone):
		// Nobody is there to be told: the list of digests and the audit log say so.
		h.Log.Warn("a digest cannot be posted and is paused", "digest", dg.ID, "guild", dg.Guild, "error", err)
		dg.Paused, dg.Next = true, next
		return errors.Join(h.Store.PauseDigest(ctx, dg),
			h.Audit.AddAudit(ctx, dg.Guild, "", "digest.stopped", strconv.Itoa(dg.Number)))
	case err != nil:
		// It is tried again with the next tick.
		_, back := h.Store.SetNext(context.WithoutCancel(ctx), dg.ID, next, dg.Next)
		return errors.Join(err, back)
	}
	return nil
}

// digestNow makes a digest, posts it, and notes what it told.
func (h *Handler) digestNow(ctx context.Context, dg digeststore.Digest, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, h.Patience)
	defer cancel()
	if err := h.mayDigest(ctx, dg); err != nil {
		return err
	}
	list, told, err := h.digest(ctx, dg)
	if err != nil {
		return err
	}
	if _, err := h.Chat.Post(ctx, dg.Channel, list); err != nil {
		return err
	}
	return h.Store.SetDigested(ctx, dg.ID, now, told)
}

// mayDigest is ErrNotAllowed or ErrGone where who answers for a digest may not
// write in its channel any more.
func (h *Handler) mayDigest(ctx context.Context, dg digeststore.Digest) error {
	who, err := h.Access.Rights.Member(ctx, dg.Guild, dg.Person)
	if err != nil {
		return err
	}
	may, err := h.Access.Rights.Can(ctx, dg.Guild, dg.Channel, who)
	if err == nil && !may.Write {
		err = feature.ErrNotAllowed
	}
	return err
}

// digestPlace is where a digest is read, which says what it may draw on.
func (h *Handler) digestPlace(ctx context.Context, dg digeststore.Digest) feature.Place {
	return h.Access.Rights.At(ctx, dg.Guild, dg.Channel)
}

// articleIDs are those of all articles that a digest may tell of.
func (h *Handler) articleIDs(ctx context.Context, dg digeststore.Digest) ([]string, error) {
	library, err := h.Resolver.Library(ctx, h.digestPlace(ctx, dg))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, a := range library.Articles() {
		ids = append(ids, a.ID)
	}
	return ids, nil
}

// Bounds of a digest.
const (
	newsListed = 10
	askedShown = 5
)

// digest lays a digest out, and returns the articles it tells of.
func (h *Handler) digest(ctx context.Context, dg digeststore.Digest) (list []render.Message, told []string, err error) {
	library, err := h.Resolver.Library(ctx, h.digestPlace(ctx, dg))
	if err != nil {
		return nil, nil, err
	}
	seen, err := h.Store.Seen(ctx, dg.ID)
	if err != nil {
		return nil, nil, err
	}
	var news []*corpus.Article
	for _, a := range library.Articles() {
		if !seen[a.ID] {
			news, told = append(news, a), append(told, a.ID)
		}
	}
	slices.SortStableFunc(news, func(a, b *corpus.Article) int {
		return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.ID, b.ID))
	})
	w := words.In(dg.Locale)
	head, err := h.digestHead(ctx, w, dg, news)
	if err != nil {
		return nil, nil, err
	}
	list = []render.Message{head}
	if len(news) == 0 {
		return list, told, nil
	}
	s, err := h.Summarist.Make(ctx, library, summary.Request{
		Articles: told, Lines: summary.Short, Language: dg.Locale, Guild: dg.Guild,
	})
	if err != nil {
		return nil, nil, err
	}
	if len(s.Lines) > 0 {
		list = append(list, render.Summary(w, &s, w.Say("digest.summary"), "")...)
	}
	return list, told, nil
}

// digestHead lists the new articles and what was asked.
func (h *Handler) digestHead(ctx context.Context, w words.Words, dg digeststore.Digest, news []*corpus.Article) (render.Message, error) {
	head := render.Digest{Since: feature.Timestamp(dg.Last, "D"), New: news[:min(len(news), newsListed)], More: max(0, len(news)-newsListed)}
	sees := h.Access.SeenIn(ctx, h.digestPlace(ctx, dg))
	var err error
	if head.Asked, err = h.askedMost(ctx, dg, sees); err != nil {
		return render.Message{}, err
	}
	head.Unanswered, err = h.leftOpen(ctx, dg, sees)
	return render.DigestHead(w, head), err
}

// askedMost are the questions that were answered since the last digest where all
// its readers see it, those asked most first.
func (h *Handler) askedMost(ctx context.Context, dg digeststore.Digest, sees feature.Sight) (list []render.Counted, err error) {
	asked, err := h.Questions.Answered(ctx, dg.Guild, dg.Last, mostQuestions)
	for _, q := range asked {
		at := slices.IndexFunc(list, func(c render.Counted) bool { return c.Question == q.Question })
		switch {
		case !sees(q.Channel):
		case at >= 0:
			list[at].Times += q.Times
		default:
			list = append(list, render.Counted{Question: q.Question, Times: q.Times})
		}
	}
	slices.SortStableFunc(list, func(a, b render.Counted) int { return b.Times - a.Times })
	return list[:min(len(list), askedShown)], err
}

// leftOpen are the questions that came to be unanswered since the last digest
// where all its readers see it and still are, each once, newest first.
func (h *Handler) leftOpen(ctx context.Context, dg digeststore.Digest, sees feature.Sight) (list []string, err error) {
	gaps, err := h.Questions.Gaps(ctx, dg.Guild, mostQuestions)
	for _, g := range gaps {
		if g.At.After(dg.Last) && len(list) < askedShown && sees(g.Seen) && !slices.Contains(list, g.Question) {
			list = append(list, g.Question)
		}
	}
	return list, err
}
