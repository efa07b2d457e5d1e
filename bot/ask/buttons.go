package ask

import (
	"strconv"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
)

// Verbs of buttons and forms. They stand in the IDs of messages that were sent
// long ago: an old one keeps its meaning.
const (
	verbPassages = "passages"
	verbPage     = "page"
	verbFollow   = "follow"
	verbUp       = "up"
	verbDown     = "down"
	verbDelete   = "delete"
	verbRemove   = "remove"
	verbTell     = "tell"
	verbSources  = "sources"
)

// buttons are those under an answer or a refusal.
func buttons(w words.Words, p poststore.Post, up, down int) []render.Row {
	var row render.Row
	button := func(verb, label, emoji string) render.Button {
		return render.Button{Label: label, Emoji: emoji, ID: feature.ButtonID(verb, p.ID, 0)}
	}
	follow := button(verbFollow, w.Say("button.follow"), "💬")
	if p.Answer.Answered {
		follow.Style = render.Primary
		row = append(row, follow, button(verbPassages, w.Say("button.passages"), "🔎"), button(verbUp, votes(up), "👍"), button(verbDown, votes(down), "👎"))
	} else {
		if len(p.Answer.Nearest) > 0 {
			nearest := button(verbPassages, w.Say("button.nearest"), "🔎")
			nearest.Style = render.Primary
			row = append(row, nearest)
		}
		if p.Guild != "" && p.Curated == 0 {
			tell := button(verbTell, w.Say("button.tell"), "🙋")
			if p.Told {
				tell.Label, tell.Disabled = w.Say("button.told"), true
			}
			row = append(row, tell)
		}
		row = append(row, follow)
	}
	row = append(row, button(verbDelete, "", "🗑️"))
	return append([]render.Row{row}, similarButton(w, &p)...)
}

// votes is the label of a vote: nothing for none.
func votes(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
