package playground_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Every button under an answer does what it says, also the form behind one.
func TestButtonsOfAnAnswer(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.asks(question, "United Arab Emirates")
	p.click(".btn", "👍")
	p.sees(".btn", "👍1")
	p.click(".btn", "👎")
	p.sees("dialog h2", "What was wrong?")
	p.until("the choice has the focus", `document.activeElement?.closest("dialog fieldset") !== null && document.activeElement.type === "radio"`)
	p.click("dialog .pick", "Something is missing")
	p.keys(kb.Tab + "too short")
	p.click("dialog .primary", "Send")
	p.gone("dialog")
	p.sees(".btn", "👎1")
	p.sees(".msg.ephemeral", "Thank you")
	p.click(".btn", "Passages")
	p.sees(".msg.ephemeral .embed", "Russian president named the country")
	p.click(".msg.ephemeral .quote", "put forward")
	p.sees("#panel mark.here", "put forward")
	p.click(".btn", "Follow up")
	p.sees(".msg.ephemeral", "Ask on in")
	p.click(".msg:not(.ephemeral) .btn", "🗑")
	p.click(".msg.ephemeral .btn", "Delete")
	p.until("the answer is gone", `[...document.querySelectorAll(".msg:not(.ephemeral)")].every((m) => !m.textContent.includes("put forward"))`)
}

// A refusal has a button that tells the moderators, once.
func TestTellTheModerators(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.asks("Who will win the World Cup?", "don't say")
	p.click(".btn", "Tell the moderators")
	p.sees(".btn:disabled", "The moderators know")
	p.sees(".msg.ephemeral", "Thank you")
}

// A form that is given up sends nothing, and the page lives on.
func TestFormGivenUp(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//Footnote", desktop)
	p.writes("#writing", question+kb.Enter)
	p.sees(".msg.by-bot .embed", "United Arab Emirates")
	p.click(".btn", "Follow up")
	p.sees("dialog h2", "Follow up")
	p.keys(kb.Escape)
	p.gone("dialog")
	p.click(".btn", "Follow up")
	p.sees("dialog h2", "Follow up")
	p.keys("Who is Peskov?")
	p.click("dialog .primary", "Send")
	p.sees(".msg.by-bot .embed", "Peskov")
}

// The sources are turned page by page.
func TestPager(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.writes("#writing", "/sources"+kb.Enter)
	p.sees(".msg.ephemeral .embed h6", "Articles: 26")
	p.sees(".btn:disabled", "1 of")
	p.click(".btn", "Next")
	p.sees(".btn:disabled", "2 of")
	p.click(".btn", "Back")
	p.sees(".btn:disabled", "1 of")
}

// A message's menu offers the bot's commands, by mouse and by keyboard.
func TestContextMenu(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.writes("#writing", "Putin has put forward the United Arab Emirates as a venue for the meeting with Trump."+kb.Enter)
	p.sees(".msg", "put forward")
	p.click(".msg .more", "")
	p.sees(".menu [role=menuitem]", "Check against the articles")
	p.keys(kb.End + kb.Enter)
	p.sees(".msg.by-bot .embed", "Putin names the United Arab Emirates")
	p.click(".msg .more", "")
	p.keys(kb.Escape)
	p.gone(".menu")
	p.until("the focus is back", `document.activeElement?.classList.contains("more")`)
}
