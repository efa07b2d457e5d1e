package playground_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"footnote/bot/localdiscord"
)

// A subcommand is found and filled in with the keyboard, with an option of
// every type; the file that is chosen goes with it.
func TestSubcommandWithEveryOption(t *testing.T) {
	w := newParade(t)
	p := open(t, w.url+"/#Otto//questions", desktop)
	p.until("the commands are there", `performance.getEntriesByName("usable").length > 0`)
	p.offers("/shelf ", "/shelf rules show")
	p.keys(kb.Enter)
	p.until("the command is open", `document.activeElement?.id === "option-file"`)
	path := filepath.Join(t.TempDir(), "minutes.txt")
	if err := os.WriteFile(path, []byte("minutes of the meeting"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles("#option-file", []string{path}, chromedp.ByQuery))
	p.picks("option-channel", "#lounge")
	p.picks("option-role", "member")
	p.picks("option-user", "Mira")
	p.click(".option", "count")
	p.until("the option is open", `document.activeElement?.id === "option-count"`)
	p.keys("12" + kb.Enter)
	p.until("it is out of range", `document.querySelector("#option-count:invalid") !== null`)
	p.keys(kb.Backspace + kb.Enter)
	p.sees(".msg.by-bot", "add: file=minutes.txt 22 bytes; channel="+w.channel(t, "lounge"))
	p.sees(".msg.by-bot", "user="+w.people["Mira"].ID+"; count=1")
	p.offers("/shelf r", "Show the rules")
	p.keys(kb.Enter)
	p.sees(".msg.by-bot", "rules: show:")
}

// Menus of every kind, of several values, and a form of several fields.
func TestMenusAndForms(t *testing.T) {
	w := newParade(t)
	p := open(t, w.url+"/#Otto//questions", desktop)
	p.offers("/parade", "One of everything")
	p.keys(kb.Enter)
	p.sees(".msg .embed-title", "Figures")
	for _, c := range []struct{ menu, first, second, want string }{
		{"volumes", "Volume 3", "Volume 11", "volumes = 3 11"},
		{"roles", "moderator", "", "roles = "},
		{"channels", "#lounge", "#welcome", "channels = "},
		{"users", "Mira", "Noor", "users = " + w.people["Mira"].ID + " " + w.people["Noor"].ID},
	} {
		p.click(".select", c.menu)
		p.click(".choices label", c.first)
		if c.second != "" {
			p.click(".choices label", c.second)
		}
		p.click(".choices .primary", "Choose")
		p.sees(".msg.by-bot", c.want)
	}
	p.click(".btn", "Fill in")
	p.sees("dialog h2", "A form of three")
	p.keys("Anna Berg" + kb.Tab + kb.Tab + "because")
	p.click("dialog .primary", "Send")
	p.sees(".msg.by-bot", `"value":"Anna Berg"`)
	p.sees(".msg.by-bot", `"value":"today"`)
	p.sees(".msg.by-bot", `"value":"because"`)
}

// A long menu can be searched, and a choice beyond the number allowed is not
// taken.
func TestLongMenu(t *testing.T) {
	w := newParade(t)
	p := open(t, w.url+"/#Otto//questions", desktop)
	p.offers("/parade", "One of everything")
	p.keys(kb.Enter)
	p.click(".select", "volumes")
	p.until("the search has the focus", `document.activeElement?.type === "search"`)
	p.keys("11")
	p.until("one is left", `[...document.querySelectorAll(".choices label")].filter((l) => !l.hidden && l.offsetHeight).length === 1`)
	for _, one := range []string{"Volume 1", "Volume 2", "Volume 3"} {
		p.click(".choices label", one)
	}
	p.until("three are too many", `document.querySelector(".choices .primary").disabled`)
	p.keys(kb.Escape)
	p.gone(".choices")
}

// Pictures show with their text, whoever sent them; what is no picture can be
// saved and is never a page.
func TestFiles(t *testing.T) {
	w := newParade(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.offers("/parade", "One of everything")
	p.keys(kb.Enter)
	p.until("the embed's picture is drawn", `document.querySelector(".embed .figure img")?.naturalWidth === 320`)
	p.sees(".file", "page.html")
	p.until("the picture is not listed again", `document.querySelectorAll(".file, .body > .figure").length === 1`)
	path := filepath.Join(t.TempDir(), "harbour.png")
	if err := os.WriteFile(path, chart(), 0o600); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(`#composer input[type=file]`, []string{path}, chromedp.ByQuery))
	p.sees(".tray li", "harbour.png")
	p.eval(`document.querySelector(".tray input").focus()`, nil)
	p.keys("The harbour at dawn")
	p.writes("#writing", "look"+kb.Enter)
	p.until("it shows with its text", `document.querySelector('.body > .figure img[alt="The harbour at dawn"]')?.naturalWidth === 320`)
	p.gone(".tray:not([hidden])")
	p.click(".body > .figure", "")
	p.sees("dialog.viewer p", "The harbour at dawn")
	p.keys(kb.Escape)
	p.gone("dialog.viewer")
	p.unharmed(`.figure img`)
}

// A moderator pins a message; everybody finds it in the list of pins.
func TestPins(t *testing.T) {
	w := newParade(t)
	m, err := w.people["Mira"].Post(w.channel(t, "questions"), localdiscord.Post{Content: "the rules of the house"})
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, w.url+"/#Otto//questions", desktop)
	p.click(`.msg[data-message="`+m.ID+`"] .more`, "")
	p.click(".menu [role=menuitem]", "Pin")
	p.sees(".msg .pinned", "pinned")
	p.sees(".msg.system", "pinned a message")
	p.becomes("Mira")
	p.click(".chat-head .quiet", "Pins")
	p.sees("#panel .pins", "the rules of the house")
	p.click("#panel .pins .linky", "Show")
	p.until("it is shown", `document.activeElement?.dataset.message === `+quoted(m.ID))
	if err := w.people["Mira"].Pin(m.ChannelID, m.ID, false); err == nil {
		t.Error("a member may unpin")
	}
	if err := w.people["Otto"].Pin(m.ChannelID, m.ID, false); err != nil {
		t.Fatal(err)
	}
	p.sees("#panel", "Nothing is pinned here.")
}

// offers types the beginning of a command until the picker shows one.
func (p *tab) offers(text, want string) {
	p.t.Helper()
	p.until("the commands are there", `document.getElementById("writing") !== null`)
	p.sees(".chat-head h1", "questions")
	p.writes("#writing", text)
	p.sees("#suggestions [role=option]", want)
}

// picks chooses from an option's list what holds a text.
func (p *tab) picks(id, text string) {
	p.t.Helper()
	p.eval(`(() => { const s = document.getElementById(`+quoted(id)+`); s.value = [...s.options].find((o) => o.textContent.includes(`+quoted(text)+`)).value;
		s.dispatchEvent(new Event("change", {bubbles: true})); s.focus(); })()`, nil)
}
