package terminal

import (
	_ "embed"
	"strings"
	"sync"

	"footnote/retrieval/smalltalk"
)

//go:embed replies.txt
var replies string

// replyTo are the sentences of replies.txt by kind.
var replyTo = sync.OnceValue(func() map[smalltalk.Kind]string {
	by := map[smalltalk.Kind]string{}
	for line := range strings.Lines(replies) {
		if kind, text, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			by[smalltalk.Kind(kind)] = text
		}
	}
	return by
})
