package playground_test

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"footnote/bot/localdiscord"
	"footnote/bot/playground"
)

// A thousand messages can be scrolled through: they come page by page, nothing
// jumps under the reader, and only what is in sight is laid out.
func TestThousandMessages(t *testing.T) {
	w := newWorld(t)
	w.chatter(t, 0, 1000)
	p := open(t, w.url+"/#Mira//questions", desktop)
	p.atEnd()
	p.sees(".msg:last-child", "message 999")
	for n := 100; n < 1000; n += 100 {
		p.eval(`document.getElementById("log").scrollTop = 0`, nil)
		p.until(fmt.Sprintf("more than %d messages", n), fmt.Sprintf(`document.querySelectorAll(".msg").length > %d`, n))
		p.until("the reader is where they were", `document.getElementById("log").scrollTop > 1000`)
	}
	p.eval(`document.getElementById("log").scrollTop = 0`, nil)
	p.sees(".beginning", "#questions")
	p.sees(".msg", "message 0 ")
	var out string
	p.eval(`getComputedStyle(document.querySelector(".msg")).contentVisibility`, &out)
	if out != "auto" {
		t.Errorf("messages out of sight are laid out: content-visibility is %q", out)
	}
}

// Whoever opens a channel lands at its end and stays there, on a slow machine
// too and on every screen, while messages come in and the window changes; who
// scrolls up is left in peace.
func TestLandsAtTheEnd(t *testing.T) {
	w := newWorld(t)
	w.chatter(t, 0, 150)
	p := open(t, w.url+"/#Mira//questions", desktop)
	tall := size{width: 1360, height: 3000}
	for i, s := range []size{phone, tall, phone, tall, phone, desktop} {
		p.anew(s, func() {})
		p.atEnd()
		if i == 2 {
			p.do(emulation.SetCPUThrottlingRate(4))
		}
	}
	p.anew(desktop, func() { w.chatter(t, 150, 10) })
	w.chatter(t, 160, 10)
	p.sees(".msg:last-child", "message 169 ")
	p.atEnd()
	p.do(chromedp.EmulateViewport(900, 700))
	p.atEnd()
	p.do(input.DispatchMouseEvent(input.MouseWheel, 500, 300).WithDeltaX(0).WithDeltaY(-900))
	p.until("the reader has scrolled up", fromEnd+` > 500`)
	w.chatter(t, 170, 5)
	p.sees(".msg:last-child", "message 174 ")
	p.until("the reader is still there", fromEnd+` > 500`)
}

// anew loads the page again on a screen; meanwhile is done while it loads.
func (p *tab) anew(s size, meanwhile func()) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(s.width, s.height, func(m *emulation.SetDeviceMetricsOverrideParams, _ *emulation.SetTouchEmulationEnabledParams) {
		m.Mobile = s.touch
	}))
	p.eval(`window.before = true; location.reload(); 0`, nil)
	meanwhile()
	p.until("the page is new", `window.before === undefined && document.querySelectorAll(".msg").length >= 100`)
}

// fromEnd is how far the end of the log is below what is in view, in pixels.
const fromEnd = `(() => { const l = document.getElementById("log"); return l.scrollHeight - l.scrollTop - l.clientHeight; })()`

// atEnd waits until the newest message is in view and stays there: what is
// drawn again when the connection is there must not lose it.
func (p *tab) atEnd() {
	p.t.Helper()
	p.until("the end is in view", `(window.calm = `+fromEnd+` < 4 ? (window.calm || 0) + 1 : 0) > 30`)
	p.eval(`window.calm = 0`, nil)
}

// chatter has Otto write n messages of many lengths, numbered from a number on.
func (w *world) chatter(t testing.TB, from, n int) {
	t.Helper()
	channel := w.channel(t, "questions")
	for i := from; i < from+n; i++ {
		if _, err := w.people["Otto"].Say(channel, fmt.Sprintf("message %d **bold** %s", i, strings.Repeat("and more ", i%30))); err != nil {
			t.Fatal(err)
		}
	}
}

// Twenty pages of one browser are told what happens, all at once: none waits
// for a connection that another holds.
func TestTwentyTabs(t *testing.T) {
	w := newWorld(t)
	first := open(t, w.url+"/#Mira//questions", desktop)
	first.eval(`window.frames20 = Array.from({length: 19}, () => new WebSocket("ws://" + location.host + "/api/events?as=" + `+quoted(w.people["Noor"].ID)+`));
		window.heard = 0; frames20.forEach((s) => { s.onmessage = (e) => { if (JSON.parse(e.data).type === "MESSAGE_CREATE") heard++; }; }); 0`, nil)
	first.until("all are connected", `frames20.every((s) => s.readyState === 1)`)
	if _, err := w.people["Otto"].Say(w.channel(t, "questions"), "to everybody"); err != nil {
		t.Fatal(err)
	}
	first.until("all have heard it", `heard === 19`)
	first.sees(".msg", "to everybody")
	first.asks(question, "United Arab Emirates")
}

// The page outlives the program: it finds the next one at the same address and
// shows what that one has.
func TestRestart(t *testing.T) {
	needsBrowser(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	serve := func(l net.Listener) func() {
		d := localdiscord.New(localdiscord.Config{})
		page := playground.New(playground.Config{Discord: d, People: playground.Furnish(d)})
		server := &http.Server{Handler: page}
		var serving sync.WaitGroup
		serving.Go(func() { _ = server.Serve(l) })
		return func() {
			page.Close()
			_ = server.Close()
			serving.Wait()
			_ = d.Stop(t.Context())
		}
	}
	stop := serve(l)
	p := open(t, "http://"+address+"/#Otto//lounge", desktop)
	p.sees(".chat-head h1", "lounge")
	p.writes("#writing", "kept by nobody\r")
	p.sees(".msg", "kept by nobody")
	stop()
	p.sees(".banner:not([hidden])", "again")
	if l, err = net.Listen("tcp", address); err != nil {
		t.Fatal(err)
	}
	defer serve(l)()
	p.until("the page is back", `document.querySelector(".banner").hidden && document.querySelector(".msg") === null`)
	p.sees(".chat-head h1", "lounge")
	p.writes("#writing", "here again\r")
	p.sees(".msg", "here again")
}
