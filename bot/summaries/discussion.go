package summaries

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/summarystore"
	"footnote/retrieval/answer/summary"
)

// Bounds of a discussion.
const (
	lastDefault = 200
	lastMost    = 1000
)

const day = 24 * time.Hour

// checkDiscussion reads the options of a discussion. Whoever does not manage the
// guild summarises the channel they are in alone: a summary shall not open a
// channel to somebody who may not read it.
func (h *Handler) checkDiscussion(ctx context.Context, in feature.Invocation, dr *draft) error {
	if !h.Reads() {
		return feature.Wrong("summary.intent")
	}
	if dr.Discussion != in.Channel && !in.Manager {
		return feature.Wrong("summary.elsewhere")
	}
	if err := h.mayRead(ctx, dr, in.Named); err != nil {
		return err
	}
	if u := dr.Request.Until; u.Equal(u.Truncate(day)) && !u.IsZero() {
		dr.Request.Until = u.Add(day) // a day includes all that was said on it
	}
	dr.Request.Style, dr.Last = summary.Discussion, lastDefault
	if n, err := strconv.Atoi(in.Options["last"]); err == nil {
		dr.Last = min(max(n, 1), lastMost)
	} else if !dr.Request.Since.IsZero() {
		dr.Last = lastMost
	}
	return nil
}

// mayRead is an error for the person where they may not read the channel that
// is to be summarised, or their guild has none of that ID.
func (h *Handler) mayRead(ctx context.Context, dr *draft, named map[string]feature.Can) error {
	may, err := h.Access.Can(ctx, dr.who, dr.Guild, dr.Discussion, named)
	switch {
	case err != nil || may.See:
		return err
	case may.Unknown:
		return feature.Wrong("summary.unreadable", "channel", "<#"+dr.Discussion+">")
	}
	return feature.Wrong("summary.maynot.see", "channel", "<#"+dr.Discussion+">")
}

// makeDiscussion reads what was said, leaves out who does not want to be in it,
// and summarises the rest.
func (h *Handler) makeDiscussion(ctx context.Context, dr *draft) error {
	if err := h.mayRead(ctx, dr, nil); err != nil {
		return err
	}
	said, err := h.Chat.History(ctx, dr.Discussion, dr.Request.Since, dr.Last)
	if errors.Is(err, feature.ErrNotAllowed) || errors.Is(err, feature.ErrGone) {
		return feature.Wrong("summary.unreadable", "channel", "<#"+dr.Discussion+">")
	}
	if err != nil {
		return err
	}
	kept, err := h.consenting(ctx, dr, said)
	if err != nil {
		return err
	}
	request := summary.Discuss{Topic: dr.Request.Topic, Lines: dr.Request.Lines, Language: dr.Request.Language, Guild: dr.Guild}
	names := namesIn(said)
	dr.Sources = nil
	for _, m := range kept {
		request.Messages = append(request.Messages, summary.Message{
			ID: m.ID, Author: render.Clean(m.AuthorName), Text: readable(m.Text, names), At: m.At,
		})
		dr.Sources = append(dr.Sources, summarystore.Source{Message: m.ID, Channel: dr.Discussion, Person: m.Author})
	}
	if dr.Summary, err = h.Summarist.Discussion(ctx, request); err != nil {
		return err
	}
	for i := range dr.Summary.Citations {
		c := &dr.Summary.Citations[i]
		c.URL = "https://discord.com/channels/" + dr.Guild + "/" + dr.Discussion + "/" + c.Article
	}
	dr.Sources = dr.cited()
	return nil
}

// consenting are the messages of people who have not opted out, within the days
// asked for.
func (h *Handler) consenting(ctx context.Context, dr *draft, said []feature.Said) ([]feature.Said, error) {
	out := map[string]bool{}
	var kept []feature.Said
	for _, m := range said {
		if m.NotHuman || strings.TrimSpace(m.Text) == "" || !dr.Request.Until.IsZero() && m.At.After(dr.Request.Until) {
			continue
		}
		if _, known := out[m.Author]; !known {
			opted, err := h.People.OptedOut(ctx, dr.Guild, m.Author)
			if err != nil {
				return nil, err
			}
			out[m.Author] = opted
		}
		if !out[m.Author] {
			kept = append(kept, m)
		}
	}
	return kept, nil
}

// namesIn are the names of those who spoke, by their IDs. Who opted out is not
// named by others' words either: their messages are not among these.
func namesIn(said []feature.Said) map[string]string {
	names := map[string]string{}
	for _, m := range said {
		names[m.Author] = render.Clean(m.AuthorName)
	}
	return names
}

var (
	mentionOf = regexp.MustCompile(`<@!?(\d+)>`)
	channelOf = regexp.MustCompile(`<#\d+>`)
	roleOf    = regexp.MustCompile(`<@&\d+>`)
	emojiOf   = regexp.MustCompile(`<a?(:\w+:)\d+>`)
)

// readable writes mentions and emoji as people see them: an ID of somebody's is
// not to be kept in what others said.
func readable(text string, names map[string]string) string {
	text = roleOf.ReplaceAllString(channelOf.ReplaceAllString(emojiOf.ReplaceAllString(text, "$1"), "#…"), "@…")
	return mentionOf.ReplaceAllStringFunc(text, func(m string) string {
		if name := names[mentionOf.FindStringSubmatch(m)[1]]; name != "" {
			return "@" + name
		}
		return "@…"
	})
}

// Deleted takes what was deleted out of all summaries that rest on it.
func (h *Handler) Deleted(ctx context.Context, messages ...string) error {
	var failed []error
	for _, m := range messages {
		ids, err := h.Store.SummariesFrom(ctx, m)
		failed = append(failed, err)
		for _, sum := range ids {
			failed = append(failed, h.without(ctx, sum, messages))
		}
	}
	return errors.Join(failed...)
}

// DeletedChannel does so for all that was said in a channel or thread.
func (h *Handler) DeletedChannel(ctx context.Context, channel string) error {
	list, err := h.Store.SourcesIn(ctx, channel)
	if err != nil {
		return err
	}
	return h.Deleted(ctx, list...)
}

// Reworded takes a message out of the summaries that quote words which it does
// not hold any more.
func (h *Handler) Reworded(ctx context.Context, message, text string) error {
	ids, err := h.Store.SummariesFrom(ctx, message)
	if err != nil {
		return err
	}
	var failed []error
	for _, sum := range ids {
		dr, err := h.load(ctx, sum)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		for _, c := range dr.Summary.Citations {
			if c.Article == message && !strings.Contains(bare(readable(text, nil)), bare(readable(c.Quote, nil))) {
				failed = append(failed, h.without(ctx, sum, []string{message}))
				break
			}
		}
	}
	return errors.Join(failed...)
}

// shown is a mention as readable writes it.
var shown = regexp.MustCompile(`@\S+`)

// bare is a text without mentions, whose names may have changed.
func bare(text string) string {
	return strings.Join(strings.Fields(shown.ReplaceAllString(text, "@")), " ")
}

// without takes messages out of one summary; a published one is edited.
func (h *Handler) without(ctx context.Context, sum string, messages []string) error {
	h.taking.Lock()
	defer h.taking.Unlock()
	dr, err := h.load(ctx, sum)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	rest, changed := dr.Summary.Without(messages...)
	if !changed {
		return nil
	}
	dr.Summary = rest
	if err := h.save(ctx, dr); err != nil || dr.State != summarystore.Published {
		return err
	}
	return h.repost(ctx, dr)
}

// repost edits the messages of a published summary to what is left of it.
func (h *Handler) repost(ctx context.Context, dr *draft) error {
	at, err := h.Store.SummaryMessages(ctx, dr.ID)
	if err != nil {
		return err
	}
	list := h.published(dr)
	var failed []error
	for i, m := range at {
		switch {
		case i < len(list):
			failed = append(failed, h.Chat.Edit(ctx, m, list[i]))
		default:
			failed = append(failed, h.Chat.Remove(ctx, m))
		}
	}
	failed = slices.DeleteFunc(failed, func(err error) bool { return errors.Is(err, feature.ErrGone) })
	return errors.Join(append(failed, h.Store.SetSummaryMessages(ctx, dr.ID, at[:min(len(at), len(list))]))...)
}

// tendSummaries takes out what people said who were forgotten, and what is old.
// What was deleted while the bot was away is looked for once.
func (h *Handler) tendSummaries(ctx context.Context, _ time.Time) error {
	forgotten, err := h.Store.ForgottenSources(ctx)
	if err != nil {
		return err
	}
	failed := []error{h.Deleted(ctx, forgotten...)}
	if !h.looked.Swap(true) {
		failed = append(failed, h.Store.ReturnDrafts(ctx), h.lookForDeleted(ctx))
	}
	return errors.Join(append(failed, h.Store.SweepSummaries(ctx))...)
}

// lookForDeleted reads the channels that summaries rest on, as far as they can
// be read.
func (h *Handler) lookForDeleted(ctx context.Context) error {
	channels, err := h.Store.SourceChannels(ctx)
	if err != nil || !h.Reads() || h.Chat == nil {
		return err
	}
	for _, channel := range channels {
		sources, err := h.Store.SourcesIn(ctx, channel)
		if err != nil {
			return err
		}
		said, err := h.Chat.History(ctx, channel, time.Time{}, lastMost)
		if err != nil && !errors.Is(err, feature.ErrGone) {
			h.Log.Warn("a channel could not be looked through for deleted messages", "channel", channel, "error", err)
			continue
		}
		there := map[string]bool{}
		for _, m := range said {
			there[m.ID] = true
		}
		// Of what is older than all that was read, nothing is known.
		gone := slices.DeleteFunc(sources, func(m string) bool { return there[m] || len(said) == lastMost && older(m, said[0].ID) })
		if err := h.Deleted(ctx, gone...); err != nil {
			return err
		}
	}
	return nil
}

// older tells which of two of Discord's IDs was given out first.
func older(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
