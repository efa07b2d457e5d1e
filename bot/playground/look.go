package playground

import (
	"context"
	"net/http"
	"strconv"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// started is what a page needs to begin.
type started struct {
	Boot     string   `json:"boot"`
	Bot      string   `json:"bot"` // the bot's user ID
	People   []Person `json:"people"`
	About    string   `json:"about"`
	Examples []string `json:"examples"`
	// Ready: the articles are read.
	Ready    bool `json:"ready"`
	Articles int  `json:"articles"`
}

func (s *Server) start(w http.ResponseWriter, _ *http.Request) {
	out := started{Boot: s.boot, Bot: s.Discord.BotID(), People: s.People, About: s.About, Examples: s.examples()}
	if b := s.back.Load(); b != nil {
		out.Ready, out.Articles = true, len(b.articles.Articles())
	}
	reply(w, out, nil)
}

func (s *Server) reads() map[string]func(*http.Request, *localdiscord.Person) (any, error) {
	return map[string]func(*http.Request, *localdiscord.Person) (any, error){
		"look":     func(_ *http.Request, p *localdiscord.Person) (any, error) { return p.Look(), nil },
		"messages": messages,
		"count":    s.count,
		"pins": func(r *http.Request, p *localdiscord.Person) (any, error) {
			return p.Pins(r.URL.Query().Get("channel")), nil
		},
		"commands": func(r *http.Request, p *localdiscord.Person) (any, error) {
			return p.Commands(r.URL.Query().Get("channel")), nil
		},
		"happened": s.happened,
		"traffic":  s.traffic,
		"article":  s.article,
	}
}

// pageSize is how many messages a page loads at once: several screens full.
const pageSize = 100

// pageOf is a part of a channel's history.
type pageOf struct {
	Messages []wire.Message `json:"messages"`
	// More: there are older ones.
	More bool `json:"more"`
	// Starter is the message that a thread begins with.
	Starter *wire.Message `json:"starter,omitempty"`
}

// messages are the newest of a channel, or those before a message.
func messages(r *http.Request, p *localdiscord.Person) (any, error) {
	q := r.URL.Query()
	list := p.Messages(q.Get("channel"))
	end := len(list)
	if before := q.Get("before"); before != "" {
		end = 0
		for i, m := range list {
			if m.ID == before {
				end = i
			}
		}
	}
	n := pageSize
	if asked, err := strconv.Atoi(q.Get("limit")); err == nil && asked > 0 {
		n = min(asked, 1000)
	}
	begin := max(end-n, 0)
	page := pageOf{Messages: append([]wire.Message{}, list[begin:end]...), More: begin > 0}
	if parent := q.Get("parent"); parent != "" {
		// A thread has the ID of its message.
		for _, m := range p.Messages(parent) {
			if m.ID == q.Get("channel") {
				page.Starter = &m
			}
		}
	}
	return page, nil
}

// Guilds are Articles that know how many a guild answers from.
type Guilds interface {
	Count(ctx context.Context, guild string) (int, error)
}

// count is how many articles a guild answers from.
func (s *Server) count(r *http.Request, _ *localdiscord.Person) (any, error) {
	b := s.back.Load()
	if b == nil {
		return nil, errReading
	}
	n, err := len(b.articles.Articles()), error(nil)
	if guilds, ok := b.articles.(Guilds); ok {
		n, err = guilds.Count(r.Context(), r.URL.Query().Get("guild"))
	}
	return map[string]int{"articles": n}, err
}
