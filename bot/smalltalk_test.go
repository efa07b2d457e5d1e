package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/store"
)

// TestSmallTalkLeavesNothingBehind has small talk answered without a search: it
// is no gap, no suggestion, and nothing that a follow-up leans on.
func TestSmallTalkLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	for said, want := range map[string]string{
		"what time is it?": "no clock", "what can you do?": "/help", "what articles do you have?": "/sources",
		"thank you so much!": "welcome", "summarize the articles": "/summary",
	} {
		m := w.ask(t, w.general.ID, said)
		if says := text(m); !strings.Contains(says, want) || strings.Contains(says, "-# **[1]**") || len(buttonsOf(m)) > 0 {
			t.Errorf("%q got %s", said, says)
		}
	}
	gaps, err := w.kept().Gaps(store.Across(w.ctx), w.guild.ID, 10)
	if err != nil || len(gaps) > 0 {
		t.Errorf("the gaps are %+v, %v", gaps, err)
	}
	asked, err := w.kept().Answered(store.Across(w.ctx), w.guild.ID, time.Time{}, 10)
	if err != nil || len(asked) > 0 {
		t.Errorf("suggested are %+v, %v", asked, err)
	}
}
