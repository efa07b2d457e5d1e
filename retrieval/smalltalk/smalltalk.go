// Package smalltalk tells talk from questions: greetings, thanks, "are you
// there?", "what can you do?" and the like, in the six languages of the bot, are
// no questions to articles.
//
// A linear model over words and character n-grams decides (softmax regression),
// and where it leaves a doubt the text's vector does, compared with those of lines
// whose kind is known (kernel ridge regression). The weights of both, weights.bin
// and meanings.bin, are trained by
//
//	go test ./retrieval/smalltalk -run Weights -update
//
// on half of the lines in testdata/lines; the other half is kept for the figures
// that the tests print. To take a question for small talk is the worse error, so
// that a text in doubt is a question.
package smalltalk

import "math"

// Kind is what small talk is about.
type Kind string

// The kinds of small talk. Question is everything else: questions, requests and
// statements that the articles may have something on.
const (
	Question Kind = "question"
	Greeting Kind = "greeting"
	Farewell Kind = "farewell"
	Thanks   Kind = "thanks"
	Praise   Kind = "praise"
	// Insult: also "that is wrong", which says nothing to look up.
	Insult Kind = "insult"
	// Present asks whether anybody is there.
	Present Kind = "present"
	// Reaction is what people say to each other: "+1", "lol", "ok", "me too".
	Reaction Kind = "reaction"
	// Clock asks for the time or the date.
	Clock Kind = "clock"
	// Help asks who the bot is, what it can do, and how.
	Help Kind = "help"
	// Articles asks what the answers come from.
	Articles Kind = "articles"
	// Summary asks what is new, or for a summary of everything.
	Summary Kind = "summary"
	// Chat is all else that is said to a person rather than to articles.
	Chat Kind = "chat"
)

// kinds are the classes of the model, in the order of its weights.
var kinds = [...]Kind{
	Question, Greeting, Farewell, Thanks, Praise, Insult, Present, Reaction, Clock, Help, Articles, Summary, Chat,
}

// certain is the least probability of being small talk that is believed where
// there are words alone. It was chosen by cross-validation within the half that the weights are trained on.
const certain = 0.95

// judge returns the most likely kind of small talk, and the probability, 0 to
// 1, that the text is small talk of any kind.
func (m *model) judge(f []feature) (Kind, float64) {
	p := m.probabilities(f)
	best := 1
	for k := range p {
		if k > 1 && p[k] > p[best] {
			best = k
		}
	}
	return kinds[best], 1 - p[0]
}

// probabilities are those of each kind.
func (m *model) probabilities(f []feature) (p [len(kinds)]float64) {
	most := math.Inf(-1)
	for k := range p {
		for _, x := range f {
			p[k] += float64(m.weights[k][x.bucket]) * x.value
		}
		most = max(most, p[k])
	}
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - most)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

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
