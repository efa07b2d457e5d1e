package talk

import (
	"strconv"
	"strings"

	"footnote/bot/render"
	"footnote/bot/store"
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
	verbAuto     = "auto"
)

// fieldText is the ID of the one input of each form.
const fieldText = "text"

// id makes the ID of a button: a verb, a post and a number.
func id(verb, post string, number int) string {
	return verb + "|" + post + "|" + strconv.Itoa(number)
}

// readID takes a button's ID apart. An ID of another make gives no verb.
func readID(s string) (verb, post string, number int) {
	parts := strings.Split(s, "|")
	if len(parts) != 3 {
		return "", "", 0
	}
	number, err := strconv.Atoi(parts[2])
	if err != nil || number < 0 {
		return "", "", 0
	}
	return parts[0], parts[1], number
}

// buttons are those under an answer or a refusal.
func buttons(w words.Words, p store.Post, up, down int) []render.Row {
	var row render.Row
	if p.Answer.Answered {
		row = append(row, render.Button{Label: w.Say("button.passages"), Emoji: "🔎", ID: id(verbPassages, p.ID, 0), Style: render.Primary})
	} else if len(p.Answer.Nearest) > 0 {
		row = append(row, render.Button{Label: w.Say("button.nearest"), Emoji: "🔎", ID: id(verbPassages, p.ID, 0), Style: render.Primary})
	}
	if !p.Answer.Answered && p.Guild != "" && p.Curated == 0 {
		tell := render.Button{Label: w.Say("button.tell"), Emoji: "🙋", ID: id(verbTell, p.ID, 0)}
		if p.Told {
			tell.Label, tell.Disabled = w.Say("button.told"), true
		}
		row = append(row, tell)
	}
	row = append(row, render.Button{Label: w.Say("button.follow"), Emoji: "💬", ID: id(verbFollow, p.ID, 0)})
	if p.Answer.Answered {
		row = append(row,
			render.Button{Label: votes(up), Emoji: "👍", ID: id(verbUp, p.ID, 0)},
			render.Button{Label: votes(down), Emoji: "👎", ID: id(verbDown, p.ID, 0)})
	}
	row = append(row, render.Button{Label: w.Say("button.delete"), Emoji: "🗑️", ID: id(verbDelete, p.ID, 0)})
	return append([]render.Row{row}, similarButton(w, &p)...)
}

// votes is the label of a vote: nothing for none.
func votes(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// pager are the buttons that turn pages; none where there is one page.
func pager(w words.Words, verb, post string, page, pages int) []render.Row {
	if pages < 2 {
		return nil
	}
	return []render.Row{{
		// The IDs of a message must differ, also those of disabled buttons.
		render.Button{Label: w.Say("button.back"), ID: id(verb, post, max(page-1, 0)), Disabled: page == 0},
		render.Button{
			Label: w.Say("button.page", "page", strconv.Itoa(page+1), "pages", strconv.Itoa(pages)),
			ID:    id("here", post, page), Disabled: true,
		},
		render.Button{Label: w.Say("button.next"), ID: id(verb, post, page+1), Disabled: page == pages-1},
	}}
}
