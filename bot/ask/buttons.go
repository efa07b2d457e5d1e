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
	verbTell     = "tell"
	verbSources  = "sources"
)

// buttons are those under an answer or a refusal.
func buttons(w words.Words, p poststore.Post, up, down int) []render.Row {
	var row render.Row
	if p.Answer.Answered {
		row = append(row, render.Button{Label: w.Say("button.passages"), Emoji: "🔎", ID: feature.ButtonID(verbPassages, p.ID, 0), Style: render.Primary})
	} else if len(p.Answer.Nearest) > 0 {
		row = append(row, render.Button{Label: w.Say("button.nearest"), Emoji: "🔎", ID: feature.ButtonID(verbPassages, p.ID, 0), Style: render.Primary})
	}
	if !p.Answer.Answered && p.Guild != "" && p.Curated == 0 {
		tell := render.Button{Label: w.Say("button.tell"), Emoji: "🙋", ID: feature.ButtonID(verbTell, p.ID, 0)}
		if p.Told {
			tell.Label, tell.Disabled = w.Say("button.told"), true
		}
		row = append(row, tell)
	}
	row = append(row, render.Button{Label: w.Say("button.follow"), Emoji: "💬", ID: feature.ButtonID(verbFollow, p.ID, 0)})
	if p.Answer.Answered {
		row = append(row,
			render.Button{Label: votes(up), Emoji: "👍", ID: feature.ButtonID(verbUp, p.ID, 0)},
			render.Button{Label: votes(down), Emoji: "👎", ID: feature.ButtonID(verbDown, p.ID, 0)})
	}
	row = append(row, render.Button{Label: w.Say("button.delete"), Emoji: "🗑️", ID: feature.ButtonID(verbDelete, p.ID, 0)})
	return append([]render.Row{row}, similarButton(w, &p)...)
}

// votes is the label of a vote: nothing for none.
func votes(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
