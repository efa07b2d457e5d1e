package ask

import (
	"context"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
)

// verbAgain asks a question again that was turned away.
const verbAgain = "again"

// mostTurnedAway is how many questions that were turned away are kept for a while.
const mostTurnedAway = 5000

// newTurnedAway keeps the questions that met a limit, by ID, the last ones alone.
func newTurnedAway() *lru.Cache[string, feature.Question] {
	cache, err := lru.New[string, feature.Question](mostTurnedAway)
	if err != nil {
		panic(err) // only for a size below one
	}
	return cache
}

// againButton asks a question again.
func againButton(w words.Words, q *feature.Question) []render.Row {
	return []render.Row{{render.Button{Label: w.Say("button.again"), Emoji: "🔁", ID: feature.ButtonID(verbAgain, q.ID, 0)}}}
}

// again asks a question that was turned away, where it was asked and by who asked
// it; after a restart it is not known any more.
func (h *Handler) again(_ context.Context, p feature.Press, id string, _ int) (feature.Reply, error) {
	known, ok := h.turned.Get(id)
	if !ok || known.Person.ID != p.Person.ID || known.Place.Channel != p.Place.Channel {
		m := feature.Notice(p.Locale, "again.unknown")
		return feature.Reply{Message: &m, Private: true}, nil
	}
	q := p.Question(known.Kind, known.Text)
	q.Private, q.Conversation = known.Private, known.Conversation
	return feature.Reply{Ask: q}, nil
}
