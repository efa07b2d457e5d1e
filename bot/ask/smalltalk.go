package ask

import (
	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/retrieval/smalltalk"
)

// smallTalk is the kind of small talk that a question is, if it is any. A
// message that is held against the articles is taken at its word.
func smallTalk(q *feature.Question) smalltalk.Kind {
	if q.Kind != feature.Ask {
		return smalltalk.Question
	}
	return smalltalk.Of(q.Text)
}

// talkReply answers small talk in a sentence, which names the command that
// helps on. It is no post: nothing is kept, counted or suggested.
func talkReply(locale string, kind smalltalk.Kind) render.Message {
	w := words.In(locale)
	return render.Notice(render.ColourPlain, w.Say("smalltalk."+string(kind),
		"help", w.Say("command.help"), "sources", w.Say("command.sources"),
		"ask", w.Say("command.ask"), "summary", w.Say("command.summary")))
}
