package feature

import (
	"strconv"
	"strings"

	"footnote/bot/render"
	"footnote/bot/words"
)

// FieldText is the ID of the one input of each form.
const FieldText = "text"

// ButtonID makes the ID of a button: a verb, a post and a number.
func ButtonID(verb, post string, number int) string {
	return verb + "|" + post + "|" + strconv.Itoa(number)
}

// ReadID takes a button's ID apart. An ID of another make gives no verb.
func ReadID(s string) (verb, post string, number int) {
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

// Pager are the buttons that turn pages; none where there is one page.
func Pager(w words.Words, verb, post string, page, pages int) []render.Row {
	if pages < 2 {
		return nil
	}
	return []render.Row{{
		// The IDs of a message must differ, also those of disabled buttons.
		render.Button{Label: w.Say("button.back"), ID: ButtonID(verb, post, max(page-1, 0)), Disabled: page == 0},
		render.Button{
			Label: w.Say("button.page", "page", strconv.Itoa(page+1), "pages", strconv.Itoa(pages)),
			ID:    ButtonID("here", post, page), Disabled: true,
		},
		render.Button{Label: w.Say("button.next"), ID: ButtonID(verb, post, page+1), Disabled: page == pages-1},
	}}
}
