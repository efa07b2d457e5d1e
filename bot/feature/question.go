package feature

import "time"

// Kind is what is asked for.
type Kind string

// The kinds of questions.
const (
	Ask   Kind = "ask"
	Check Kind = "check"
)

// Question is something that the bot has taken on to answer.
type Question struct {
	// ID is that of the interaction or message; the post gets it too.
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	Person
	Place
	// Private: only the asker sees the answer.
	Private bool `json:"private"`
	// Shown: the chat shows the question already.
	Shown bool `json:"shown"`
	// Unasked: nobody asked the bot; it answers only on strong evidence.
	Unasked bool `json:"unasked,omitempty"`
	// Conversation names the turns before, "" begins a new conversation.
	Conversation string    `json:"conversation"`
	At           time.Time `json:"at"`
	// Environment is what holds where it was asked; it is read again after a restart.
	Environment `json:"-"`
}

// Question is a question of who makes the request.
func (r *Request) Question(kind Kind, text string) *Question {
	return &Question{ID: r.ID, Kind: kind, Text: text, Person: r.Person, Place: r.Place, Environment: r.Environment, At: time.Now()}
}
