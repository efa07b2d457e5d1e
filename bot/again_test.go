package bot

import (
	"strings"
	"testing"

	"footnote/cmd/mockopenai/persona"
)

// A conversation outlives a restart: the follow-up is understood by what was
// said to another process.
func TestAConversationOutlivesARestart(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]setup{
		"no model": {withContent}, "a model": {withContent, byModel(t, persona.Grounded)},
	} {
		w := newWorld(t, options...)
		w.start(t)
		m := w.ask(t, w.general.ID, "What did Dmitry Peskov say about a meeting of Trump and Putin?")
		if _, err := w.press(t, w.anna, m, "follow").Message(w.ctx); err != nil {
			t.Fatal(err)
		}
		if err := w.end(); err != nil {
			t.Fatal(err)
		}
		w.start(t)
		next := w.answered(t, w.anna, m.ID, "and what did he say about the American position?")
		if says := text(next); !strings.Contains(says, "Understood as: What did Dmitry Peskov say") {
			t.Errorf("with %s the follow-up is understood otherwise:\n%s", name, says)
		}
		// What the earlier process has sent can still be pressed.
		if shown, err := w.press(t, w.anna, m, "passages").Message(w.ctx); err != nil || !shown.Ephemeral() {
			t.Errorf("with %s an old button gives %s, %v", name, text(shown), err)
		}
	}
}
