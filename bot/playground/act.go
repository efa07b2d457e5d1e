package playground

import (
	"context"
	"net/http"
	"time"

	"footnote/bot/localdiscord"
)

// act is what somebody does; which fields count depends on what it is.
type act struct {
	As      string `json:"as"`
	Channel string `json:"channel"`
	Message string `json:"message"`
	// Text is a message, a thread's name, an emoji or a locale.
	Text    string `json:"text"`
	Title   string `json:"title"`
	ReplyTo string `json:"reply_to"`
	Silent  bool   `json:"silent"` // a reply that does not ping
	// Name and Values are a command's, Option the one being typed.
	Name   string              `json:"name"`
	Values localdiscord.Values `json:"values"`
	Option string              `json:"option"`
	// Component is a button's or menu's custom ID, Chosen what was chosen.
	Component string   `json:"component"`
	Chosen    []string `json:"chosen"`
	// Invocation opened a form, Fields are what was written into it.
	Invocation string            `json:"invocation"`
	Fields     map[string]string `json:"fields"`
	// Uploads are the files of the form by their fields.
	Uploads map[string][]sentFile `json:"uploads"`
	// Files go with a message.
	Files []sentFile `json:"files"`
}

type doing = func(*http.Request, *localdiscord.Person, *act) (any, error)

func (s *Server) acts() map[string]doing {
	return map[string]doing{
		"say":    s.say,
		"post":   s.forumPost,
		"thread": thread,
		"edit": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return nil, p.Edit(a.Channel, a.Message, a.Text)
		},
		"delete": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return nil, p.Delete(a.Channel, a.Message)
		},
		"react": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return nil, p.React(a.Channel, a.Message, a.Text)
		},
		"unreact": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return nil, p.Unreact(a.Channel, a.Message, a.Text)
		},
		"pin": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return nil, p.Pin(a.Channel, a.Message, true)
		},
		"unpin": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return nil, p.Pin(a.Channel, a.Message, false)
		},
		"typing": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) { return nil, p.Type(a.Channel) },
		"locale": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			p.SetLocale(a.Text)
			return nil, nil
		},
		"command": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			values, err := s.filled(a.Values)
			if err != nil {
				return nil, err
			}
			return invoked(p.Command(a.Channel, a.Name, values))
		},
		"menu": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return invoked(p.MessageCommand(a.Channel, a.Name, a.Message))
		},
		"press": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return invoked(p.Press(a.Channel, a.Message, a.Component))
		},
		"select": func(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
			return invoked(p.Select(a.Channel, a.Message, a.Component, a.Chosen...))
		},
		"submit":       s.submit,
		"autocomplete": autocomplete,
	}
}

// invoked names the interaction, by which the page knows the events about it.
func invoked(v *localdiscord.Invocation, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return map[string]string{"id": v.ID()}, nil
}

func (s *Server) say(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
	files, err := s.sent(a.Files)
	if err != nil {
		return nil, err
	}
	return p.Post(a.Channel, localdiscord.Post{Content: a.Text, ReplyTo: a.ReplyTo, NoPing: a.Silent, Files: files})
}

func (s *Server) forumPost(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
	files, err := s.sent(a.Files)
	if err != nil {
		return nil, err
	}
	c, err := p.ForumPost(a.Channel, a.Title, localdiscord.Post{Content: a.Text, Files: files})
	if err != nil {
		return nil, err
	}
	return map[string]string{"id": c.ID}, nil
}

func thread(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
	c, err := p.ThreadFrom(a.Channel, a.Message, a.Text)
	if err != nil {
		return nil, err
	}
	return map[string]string{"id": c.ID}, nil
}

func (s *Server) submit(_ *http.Request, p *localdiscord.Person, a *act) (any, error) {
	v := s.Discord.Invocation(a.Invocation)
	if v == nil {
		return nil, localdiscord.ErrNoModal
	}
	files := map[string][]localdiscord.File{}
	for field, list := range a.Uploads {
		sent, err := s.sent(list)
		if err != nil {
			return nil, err
		}
		files[field] = sent
	}
	return invoked(p.SubmitFiles(v, a.Fields, files))
}

// suggestTime is Discord's patience with a bot's suggestions.
const suggestTime = 3 * time.Second

func autocomplete(r *http.Request, p *localdiscord.Person, a *act) (any, error) {
	ctx, cancel := context.WithTimeout(r.Context(), suggestTime)
	defer cancel()
	return p.Autocomplete(ctx, a.Channel, a.Name, a.Option, a.Values)
}
