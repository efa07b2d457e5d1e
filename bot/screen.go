package bot

import (
	"context"
	"strconv"

	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/render"
)

// screen shows the answer to one job, in the reply to an interaction or in
// replies to a message. It is used from one goroutine at a time.
type screen struct {
	b *Bot
	j *job
	// unsure: an earlier try may have posted the reply without our knowing.
	// Posting it again then gives that one, whatever it says, because of the
	// nonce, and it has to be edited too.
	unsure bool
}

// sent is the part of a message that the bot needs of Discord's answers.
type sent struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
}

func one(m render.Message) []render.Message { return []render.Message{m} }

// Show puts messages in the place of what was shown.
func (s *screen) Show(ctx context.Context, messages []render.Message) ([]feature.Posted, error) {
	for n, m := range messages {
		edit := s.unsure && s.j.Token == "" && n >= len(s.j.Shown)
		if err := s.put(ctx, n, m); err != nil {
			return s.j.Shown, err
		}
		if edit {
			if err := s.put(ctx, n, m); err != nil {
				return s.j.Shown, err
			}
		}
	}
	return s.j.Shown, nil
}

func (s *screen) put(ctx context.Context, n int, m render.Message) error {
	out, err := discord.Decode[sent](s.b.rest.Do(ctx, s.request(n, m)))
	if err == nil {
		s.note(ctx, n, out)
	}
	return err
}

// ShowProgress shows a passing state where nothing waits for it.
func (s *screen) ShowProgress(ctx context.Context, m render.Message) bool {
	out, ok := s.b.rest.TryOnce(ctx, s.request(0, m))
	if !ok {
		s.unsure = true
		return false
	}
	if shown, err := discord.Decode[sent](out, nil); err == nil {
		s.note(ctx, 0, shown)
	}
	return true
}

// note remembers which message part n became. A message's reply is kept at
// once, so that a restart edits it instead of writing another.
func (s *screen) note(ctx context.Context, n int, out sent) {
	m := feature.Posted{ID: out.ID, Channel: out.Channel}
	if n < len(s.j.Shown) {
		s.j.Shown[n] = m
		return
	}
	s.j.Shown = append(s.j.Shown, m)
	if s.j.Token == "" || n > 0 {
		_ = s.b.keep(ctx, s.j) // logged
	}
}

// request shows part n: an edit where it is shown already, a new message
// otherwise.
func (s *screen) request(n int, m render.Message) discord.Request {
	if s.j.Token != "" {
		return s.throughHook(n, m)
	}
	channel := "/channels/" + s.j.Channel + "/messages"
	if n < len(s.j.Shown) {
		return discord.Request{Method: "PATCH", Path: channel + "/" + s.j.Shown[n].ID, Lane: "edit " + s.j.Channel, Body: instead(m)}
	}
	body := fresh(m, false)
	// Discord posts a nonce once, however often it is sent.
	body.Nonce, body.EnforceNonce = s.j.Question.ID+"-"+strconv.Itoa(n), true
	if n == 0 {
		body.Reference = &reference{Message: s.j.Question.ID}
	}
	return discord.Request{Method: "POST", Path: channel, Lane: "post " + s.j.Channel, Body: body}
}

// throughHook shows part n by the interaction's token.
func (s *screen) throughHook(n int, m render.Message) discord.Request {
	hook := s.b.hook(s.j.Token)
	switch {
	case n == 0:
		return throughHook("PATCH", hook, original, instead(m))
	case n < len(s.j.Shown):
		return throughHook("PATCH", hook, "/messages/"+s.j.Shown[n].ID, instead(m))
	}
	return throughHook("POST", hook, "?wait=true", fresh(m, s.j.Private))
}
