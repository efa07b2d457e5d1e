package ask

import (
	"strings"
	"testing"

	"footnote/bot/words"
	"footnote/retrieval/smalltalk"
)

// TestSmallTalkHasItsReply looks for a sentence for each kind in each language.
func TestSmallTalkHasItsReply(t *testing.T) {
	for _, locale := range words.Locales() {
		for _, kind := range smalltalk.Kinds() {
			said := talkReply(locale, kind).Embeds[0].Description
			if said == "" || strings.HasPrefix(said, "smalltalk.") || strings.Contains(said, "{") {
				t.Errorf("%s, %s: %q", locale, kind, said)
			}
		}
	}
}
