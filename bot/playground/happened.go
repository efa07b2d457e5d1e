package playground

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/bot/store/poststore"
	"footnote/retrieval/answer"
)

// happened is what the bot did for one message of its own.
type happened struct {
	// Question is the ID of what was asked, "" where the message answers nothing.
	Question string         `json:"question"`
	Answer   *answer.Answer `json:"answer"`
	Trace    *answer.Trace  `json:"trace"`
	Bars     []bar          `json:"bars"`
	Traffic  []exchange     `json:"traffic"`
}

// errUnseen: the person does not see such a message.
var errUnseen = &refusal{http.StatusNotFound, "There is no such message here any more."}

func (s *Server) happened(r *http.Request, p *localdiscord.Person) (any, error) {
	q := r.URL.Query()
	m, ok := messageOf(p, q.Get("channel"), q.Get("message"))
	if !ok {
		return nil, errUnseen
	}
	id, post, err := s.postOf(r.Context(), m)
	if err != nil {
		return nil, err
	}
	out := happened{Question: id, Trace: s.Traces.of(id)}
	if post != nil {
		out.Answer = &post.Answer
	}
	all := s.about(id, m.ID)
	out.Bars = timeline(id, out.Trace, all)
	for _, one := range all {
		out.Traffic = append(out.Traffic, one.shown())
	}
	return out, nil
}

// messageOf finds a message that the person sees.
func messageOf(p *localdiscord.Person, channel, id string) (wire.Message, bool) {
	for _, m := range p.Messages(channel) {
		if m.ID == id {
			return m, true
		}
	}
	return wire.Message{}, false
}

// postOf finds the question that a message answers and, once it is there, the
// answer: the message is a part of it, or stands under a question, or came of
// a button on it.
func (s *Server) postOf(ctx context.Context, m wire.Message) (id string, post *poststore.Post, err error) {
	b := s.back.Load()
	if b == nil {
		return "", nil, errReading
	}
	asked, on := "", ""
	if meta := m.InteractionMetadata; meta != nil {
		asked, on = meta.ID, meta.InteractedMessageID
	} else if ref := m.MessageReference; ref != nil {
		asked = ref.MessageID
	}
	ctx = store.Across(ctx) // a message's guild is not told with it
	for _, look := range []func() (poststore.Post, error){
		func() (poststore.Post, error) { return b.posts.PostOf(ctx, m.ID) },
		func() (poststore.Post, error) { return b.posts.Post(ctx, asked) },
		func() (poststore.Post, error) { return b.posts.PostOf(ctx, on) },
	} {
		found, err := look()
		if err == nil {
			return found.ID, &found, nil
		}
		if !errors.Is(err, store.ErrNotFound) {
			return "", nil, err
		}
	}
	return asked, nil, nil
}

// exchange is a REST request with its answer, or a payload of the gateway.
type exchange struct {
	At     time.Time     `json:"at"`
	Took   time.Duration `json:"took"` // of a request, in nanoseconds
	Kind   string        `json:"kind"` // "rest", "in" (to the bot) or "out"
	Name   string        `json:"name"`
	Path   string        `json:"path"`
	Status int           `json:"status"`
	Body   string        `json:"body"`
	Answer string        `json:"answer"`
}

// longestBody is how much of a body is shown, in bytes.
const longestBody = 16 << 10

func (e exchange) shown() exchange {
	e.Body, e.Answer = clip(e.Body), clip(e.Answer)
	return e
}

func clip(s string) string {
	if len(s) <= longestBody {
		return s
	}
	return strings.ToValidUTF8(s[:longestBody], "") + "…"
}

func fromRequest(r localdiscord.Request) exchange {
	return exchange{At: r.At, Took: r.Took, Kind: "rest", Name: r.Method, Path: r.Path, Status: r.Status, Body: string(r.Body), Answer: string(r.Answer)}
}

func fromFrame(f localdiscord.Frame) exchange {
	e := exchange{At: f.At, Kind: "in", Name: f.Name, Body: string(f.Data)}
	if f.FromBot {
		e.Kind = "out"
	}
	if e.Name == "" {
		e.Name = opNames[f.Op]
	}
	return e
}

// opNames name the gateway's payloads that are no events.
// Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes
var opNames = map[int]string{
	1: "Heartbeat", 2: "Identify", 3: "Presence Update", 6: "Resume", 7: "Reconnect", 8: "Request Guild Members",
	9: "Invalid Session", 10: "Hello", 11: "Heartbeat ACK",
}

// about is the traffic that names a question or the message that answers it,
// oldest first.
func (s *Server) about(question, message string) []exchange {
	requests, frames := s.Discord.Requests(), s.Discord.Frames()
	names := [][]byte{[]byte(message)}
	if question != "" {
		names = append(names, []byte(question))
	}
	if token := tokenOf(requests, question); token != "" {
		names = append(names, []byte(token))
	}
	concerns := func(texts ...[]byte) bool {
		for _, text := range texts {
			for _, name := range names {
				if bytes.Contains(text, name) {
					return true
				}
			}
		}
		return false
	}
	var list []exchange
	for _, r := range requests {
		if concerns([]byte(r.Path), r.Body, r.Answer) {
			list = append(list, fromRequest(r))
		}
	}
	for _, f := range frames {
		if concerns(f.Data) {
			list = append(list, fromFrame(f))
		}
	}
	return ordered(list)
}

// tokenOf is the token of an interaction, as its first response names it: what
// follows goes by the token alone.
func tokenOf(requests []localdiscord.Request, interaction string) string {
	prefix := "/interactions/" + interaction + "/"
	for _, r := range requests {
		if rest, ok := strings.CutPrefix(r.Path, prefix); ok && interaction != "" {
			token, _, _ := strings.Cut(rest, "/")
			return token
		}
	}
	return ""
}
