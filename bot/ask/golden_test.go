package ask

import (
	"testing"

	"footnote/bot/feature"
	"footnote/bot/render/rendertest"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
	"footnote/retrieval/smalltalk"
)

// What is asked before an answer is deleted, the form of a vote down and the replies
// to small talk look in each language as the golden files have them.
func TestNoticesInEachLanguage(t *testing.T) {
	h := handler(t, true)
	for _, locale := range words.Locales() {
		p := feature.Press{Message: "m"}
		p.Guild, p.Person.ID, p.Person.Locale = "g", "anna", locale
		sure, err := h.askToRemove(t.Context(), p, poststore.Post{ID: "p", Person: "anna"}, 0)
		if err != nil || sure.Message == nil || !sure.Private {
			t.Fatalf("%s: asked %+v, %v", locale, sure, err)
		}
		shown := map[string]any{"delete": sure.Message.Blocks(), "down": downForm(words.In(locale), "p")}
		for _, kind := range smalltalk.Kinds() {
			shown["smalltalk "+string(kind)] = talkReply(locale, kind).Blocks()
		}
		rendertest.Golden(t, locale, shown)
	}
}
