package playground

import (
	"encoding/json"
	"errors"
	"net/http"

	"footnote/bot/localdiscord"
)

// maxBody is more than any message, form or command holds.
const maxBody = 64 << 10

// refusal is a sentence for whoever acts.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return r.text }

var (
	errNobody  = &refusal{http.StatusNotFound, "There is nobody of this ID to act as: reload the page."}
	errReading = &refusal{http.StatusServiceUnavailable, "The articles are still being read. Try again in a moment."}
	errBody    = &refusal{http.StatusBadRequest, "The request is not what the page sends: reload the page."}
)

// reading wraps what only looks: by the query's "as".
func (s *Server) reading(get func(*http.Request, *localdiscord.Person) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p, err := s.person(r.URL.Query().Get("as"))
		if err != nil {
			reply(w, nil, err)
			return
		}
		out, err := get(r, p)
		reply(w, out, err)
	}
}

// acting wraps what changes something: a body of JSON, which no form of
// another page can send.
func (s *Server) acting(do func(*http.Request, *localdiscord.Person, *act) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a act
		if r.Header.Get("Content-Type") != "application/json" {
			reply(w, nil, errBody)
			return
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&a); err != nil {
			reply(w, nil, errBody)
			return
		}
		p, err := s.person(a.As)
		if err != nil {
			reply(w, nil, err)
			return
		}
		out, err := do(r, p, &a)
		reply(w, out, err)
	}
}

// person finds somebody to act as. Only those of the configuration can be:
// the bot and others' accounts cannot.
func (s *Server) person(id string) (*localdiscord.Person, error) {
	for _, p := range s.People {
		if p.ID == id {
			if found := s.Discord.Person(id); found != nil {
				return found, nil
			}
		}
	}
	return nil, errNobody
}

// reply writes JSON, or an error as a sentence with Discord's code.
func reply(w http.ResponseWriter, out any, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if err != nil {
		status, text := http.StatusBadRequest, err.Error()
		var mine *refusal
		var theirs *localdiscord.Error
		switch {
		case errors.As(err, &mine):
			status = mine.status
		case errors.As(err, &theirs):
			status, text = theirs.Status, theirs.Message
		}
		w.WriteHeader(status)
		out = map[string]any{"error": text, "code": localdiscord.CodeOf(err)}
	}
	if out == nil {
		out = struct{}{}
	}
	_ = json.NewEncoder(w).Encode(out) // the page may be gone
}
