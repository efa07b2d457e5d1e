package summaries

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/render"
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
