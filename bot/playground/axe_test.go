package playground_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestAccessible finds what bars people with disabilities, by WCAG 2.1 A and AA. The test
// needs the one file of the npm package axe-core, which FOOTNOTE_AXE names.
func TestAccessible(t *testing.T) {
	source := axe(t)
	dark := desktop
	dark.dark = true
	for name, s := range map[string]size{"light desktop": desktop, "dark desktop": dark, "dark phone": phone} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			p := open(t, w.url+"/#Mira//questions", s)
			p.eval(source, nil)
			p.audit("an empty channel")
			p.asks(question, "United Arab Emirates")
			p.click(".btn", "Passages")
			p.sees(".msg.ephemeral", "Only you can see this")
			p.audit("an answer")
			p.click(".msg:not(.ephemeral) .happened", "What happened")
			p.sees("#panel", "Sentences weighed")
			p.audit("what happened")
			p.eval(`document.querySelector("#panel .traffic summary").click()`, nil)
			p.audit("traffic")
			p.click(".msg .mark", "1")
			p.sees("#panel mark.here", "put forward")
			p.audit("an article")
			p.keys(kb.Escape)
			p.writes("#writing", "/")
			p.sees("#suggestions", "/ask")
			p.audit("suggestions")
			p.keys("ask ")
			p.until("the command is open", `document.activeElement?.id === "option-question"`)
			p.audit("a command")
			p.keys(kb.Escape)
			p.click(".btn", "👎")
			p.sees("dialog h2", "What was wrong?")
			p.audit("a form")
			p.keys(kb.Escape)
			p.click(".msg .more", "")
			p.audit("a menu")
		})
	}
}

// axe is the source of axe-core, where there is one.
func axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("FOOTNOTE_AXE")
	if path == "" {
		t.Skip("not run: FOOTNOTE_AXE does not name axe.min.js of the npm package axe-core")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(source) + ";0"
}

// The same for what only some answers have: files, menus of every kind, long
// commands, pins; and for the ways around by keyboard.
func TestAccessibleKinds(t *testing.T) {
	source := axe(t)
	dark := desktop
	dark.dark = true
	for name, s := range map[string]size{"light desktop": desktop, "dark desktop": dark, "dark phone": phone} {
		t.Run(name, func(t *testing.T) {
			w := newParade(t)
			p := open(t, w.url+"/#Otto//questions", s)
			p.eval(source, nil)
			p.offers("/parade", "One of everything")
			p.keys(kb.Enter)
			p.until("the picture is drawn", `document.querySelector(".embed .figure img")?.naturalWidth === 320`)
			p.audit("a message with everything")
			p.click(".select", "volumes")
			p.audit("a menu of many")
			p.keys(kb.Escape)
			p.click(".figure", "")
			p.sees("dialog.viewer", "Close")
			p.audit("a picture")
			p.keys(kb.Escape)
			p.offers("/shelf add", "Add a file")
			p.keys(kb.Enter)
			p.until("the command is open", `document.activeElement?.id === "option-file"`)
			p.audit("a command with every option")
			p.keys(kb.Escape)
			p.click(".msg .more", "")
			p.click(".menu [role=menuitem]", "Pin")
			p.click(".chat-head .quiet", "Pins")
			p.sees("#panel .pins", "Show")
			p.audit("pins")
			p.keys(kb.Escape)
			p.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(input.ModifierCtrl)))
			p.sees("dialog.switcher [role=option]", "#lounge")
			p.audit("the switcher")
			p.keys(kb.Escape)
			p.eval(`document.querySelector('[aria-label="Keys"]').click()`, nil)
			p.sees("dialog .keys", "Go to a channel")
			p.audit("the keys")
		})
	}
}

// audit lists what axe finds of the impact serious or critical.
func (p *tab) audit(where string) {
	p.t.Helper()
	p.eval(`window.found = null; axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then((r) => {
		window.found = r.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id + ": " + v.help + "\n    " +
			v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160) + " " + n.any.concat(n.all, n.none).map((c) => c.message).join("; ")).join("\n    ")); }); 0`, nil)
	p.until("axe is done", `window.found !== null`)
	var found []string
	p.eval(`window.found`, &found)
	if len(found) > 0 {
		p.t.Errorf("%s: axe finds\n  %s", where, strings.Join(found, "\n  "))
	}
}
