package smalltalk

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed replies.txt
var replies string

// replyTo are the sentences of replies.txt by kind.
var replyTo = sync.OnceValue(func() map[Kind]string {
	by := map[Kind]string{}
	for line := range strings.Lines(replies) {
		if kind, text, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			by[Kind(kind)] = text
		}
	}
	return by
})

// Reply is a short English reply to small talk, "" to a Question.
func Reply(k Kind) string { return replyTo()[k] }

// Kinds are the kinds of small talk, Question left out.
func Kinds() []Kind { return kinds[1:] }

// Passing reports whether people say such a thing to each other, with nothing
// in it that wants a reply.
func (k Kind) Passing() bool {
	switch k {
	case Greeting, Farewell, Thanks, Praise, Insult, Reaction, Chat:
		return true
	}
	return false
}
