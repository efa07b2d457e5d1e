package ask

import (
	"context"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/retrieval/smalltalk"
)

// Talker is an Answerer that tells small talk from questions; without one
// the words alone do.
type Talker interface {
	SmallTalk(ctx context.Context, text string) smalltalk.Kind
}

// smallTalk is the kind of small talk that a question is, if it is any. A
// message that is held against the articles is taken at its word.
func smallTalk(ctx context.Context, by Answerer, q *feature.Question) smalltalk.Kind {
	if q.Kind != feature.Ask {
		return smalltalk.Question
	}
	return talk(ctx, by, q.Text)
}

// talk is the kind of small talk that a text is, if it is any.
func talk(ctx context.Context, by Answerer, text string) smalltalk.Kind {
	if t, ok := by.(Talker); ok {
		return t.SmallTalk(ctx, text)
	}
	var words *smalltalk.Judge
	return words.Of(ctx, text)
}

// talkReply answers small talk in a sentence, which names the command that
// helps on. It is no post: nothing is kept, counted or suggested.
func talkReply(locale string, kind smalltalk.Kind) render.Message {
	w := words.In(locale)
	return render.Notice(render.ColourPlain, w.Say("smalltalk."+string(kind),
		"help", w.Say("command.help"), "sources", w.Say("command.sources"),
		"ask", w.Say("command.ask"), "summary", w.Say("command.summary")))
}
