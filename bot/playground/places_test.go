package playground_test

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"footnote/bot/localdiscord"
)

// A post in a forum is a thread of its own, in which the bot can be mentioned.
func TestForum(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.goes("help-desk")
	p.click(".forum .primary", "New post")
	p.sees("dialog h2", "New post")
	p.keys("The venue" + kb.Tab + "A question follows.")
	p.click("dialog .primary", "Post")
	p.sees(".chat-head h1", "The venue")
	p.sees(".msg", "A question follows.")
	p.writes("#writing", "@Foot")
	p.sees("#suggestions [role=option]", "@Footnote")
	p.keys(kb.Enter + question + kb.Enter)
	p.sees(".msg .mention", "@Footnote")
	p.sees(".msg.by-bot .embed", "United Arab Emirates")
}

// Messages elsewhere mark their channel; replies and threads show what they are
// about; edits and deletions show at once.
func TestMessagesOfOthers(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	otto, lounge := w.people["Otto"], w.channel(t, "lounge")
	first, err := otto.Say(lounge, "Good **morning**, "+w.people["Mira"].Mention())
	if err != nil {
		t.Fatal(err)
	}
	p.sees(".place.unread", "lounge")
	p.goes("lounge")
	p.sees(".msg.for-me strong", "morning")
	p.click(".msg .tools .quiet", "")
	p.keys(kb.Escape)
	p.click(`.tools [aria-label="Reply"]`, "")
	p.sees(".replying", "Otto")
	p.keys("And to you" + kb.Enter)
	p.sees(".msg .above", "Otto")
	if err := otto.Edit(lounge, first.ID, "Good *evening*"); err != nil {
		t.Fatal(err)
	}
	p.sees(".msg em", "evening")
	p.sees(".msg .edited", "edited")
	if err := otto.Delete(lounge, first.ID); err != nil {
		t.Fatal(err)
	}
	p.until("it is gone", `document.querySelectorAll(".msg").length === 1`)
}

// The page speaks of commands in the person's language, and so does the bot.
func TestLanguage(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url, desktop)
	p.eval(`{ const s = document.querySelector(".me select"); s.value = "de"; s.dispatchEvent(new Event("change")); }`, nil)
	p.until("the page is German", `document.documentElement.lang === "de"`)
	p.writes("#writing", "/")
	p.sees("#suggestions", "/fragen")
	mira, values := w.people["Mira"], localdiscord.Values{"question": question, "private": true}
	if _, err := mira.Command(w.channel(t, "questions"), "ask", values); err != nil {
		t.Fatal(err)
	}
	p.sees(".msg.ephemeral footer", "Nur du siehst das.")
	p.sees(".msg.ephemeral footer button", "Ausblenden")
	p.eval(`{ const s = document.querySelector(".me select"); s.value = "uk"; s.dispatchEvent(new Event("change")); }`, nil)
	p.sees(".msg.ephemeral footer", "Це бачите лише ви.")
}

// Every channel is reached without a mouse: by its name, and one after another.
func TestKeyboardFindsChannels(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.until("the page is usable", `document.activeElement?.id === "writing" || document.getElementById("writing") !== null`)
	p.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(input.ModifierCtrl)))
	p.sees("dialog.switcher [role=option]", "#lounge")
	p.keys("harb" + kb.Enter)
	p.sees(".chat-head h1", "harbour")
	p.gone("dialog")
	p.do(chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(input.ModifierAlt)))
	p.sees(".chat-head h1", "Footnote")
	p.do(chromedp.KeyEvent(kb.ArrowUp, chromedp.KeyModifiers(input.ModifierAlt)))
	p.sees(".chat-head h1", "harbour")
	p.click(`[aria-label="Keys"]`, "")
	p.sees("dialog .keys", "Go to a channel")
	p.keys(kb.Escape)
	p.gone("dialog")
}
