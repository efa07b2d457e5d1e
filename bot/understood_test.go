package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
)

// replies replies to an answer and waits for the answer to that.
func (w *moderated) replies(t *testing.T, to wire.Message, text string) wire.Message {
	t.Helper()
	said, err := w.anna.Post(to.ChannelID, localdiscord.Post{Content: text, ReplyTo: to.ID})
	if err != nil {
		t.Fatal(err)
	}
	m, err := w.anna.WaitMessage(w.ctx, to.ChannelID, func(m wire.Message) bool {
		return answers(m) && m.MessageReference != nil && m.MessageReference.MessageID == said.ID
	})
	if err != nil {
		t.Fatalf("no answer to %q: %v\n%s", text, err, w.logs)
	}
	return m
}

// What was asked behind another question is a gap, a suggestion and a case in the
// wording in which it stands by itself; marked as wrong, it is not answered again.
func TestAFollowUpIsKeptAsItWasUnderstood(t *testing.T) {
	t.Parallel()
	const understood = "What did Sergei Ryabkov say about the work on a summit?"
	w := newModerated(t)
	first := w.asks(t, w.anna, w.general.ID, "What did Dmitry Peskov say about the work on a summit?")
	w.known(t, first)
	declined := w.replies(t, first, "and Boris Johnson?")
	gaps, err := w.kept().Gaps(store.Across(w.ctx), w.guild.ID, 10)
	if err != nil || len(gaps) != 1 || gaps[0].Question != "What did Boris Johnson say about the work on a summit?" {
		t.Errorf("the gaps are %+v, %v, after %s", gaps, err, text(declined))
	}
	answered := w.replies(t, first, "and Sergei Ryabkov?")
	asked, err := w.kept().Answered(store.Across(w.ctx), w.guild.ID, time.Time{}, 10)
	if err != nil || len(asked) != 2 || asked[0].Question != understood && asked[1].Question != understood {
		t.Errorf("suggested are %+v, %v, after %s", asked, err, text(answered))
	}
	w.corrects(t, answered, map[string]string{"reason": "he said it later"})
	again := w.asks(t, w.ben, w.general.ID, understood)
	if says := text(again); !strings.Contains(says, "he said it later") {
		t.Errorf("asked again, the answer is %s", says)
	}
}
