package playground_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"footnote/cmd/footnote/patient"
)

// browser is one Chromium for all tests, started when the first needs it.
var browser struct {
	once   sync.Once
	ctx    context.Context
	close  []func()
	reason string // why there is none
}

func startBrowser() {
	var path string
	for _, name := range []string{os.Getenv("FOOTNOTE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		browser.reason = "no chromium is installed: apt-get install chromium, or name one in FOOTNOTE_CHROMIUM"
		return
	}
	profile, err := os.MkdirTemp("", "footnote-chromium-")
	if err != nil {
		browser.reason = err.Error()
		return
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("disable-renderer-backgrounding", true), chromedp.Flag("disable-backgrounding-occluded-windows", true),
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	// chromedp complains of every event that is newer than itself.
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	browser.ctx = ctx
	browser.close = []func(){cancel, stop, func() { _ = os.RemoveAll(profile) }}
	if err := chromedp.Run(ctx); err != nil {
		browser.reason = "chromium does not start: " + err.Error()
	}
}

// needsBrowser skips a test where there is no browser, and with -short: what
// this package does in Go is tried without one, see TestManyAtOnce.
func needsBrowser(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("not run: -short, and it needs a browser")
	}
	browser.once.Do(startBrowser)
	if browser.reason != "" {
		t.Skip("not run: " + browser.reason)
	}
}

func closeBrowser() {
	for _, f := range browser.close {
		f()
	}
}

// tab is a page that somebody looks at.
type tab struct {
	t      testing.TB
	ctx    context.Context
	mu     sync.Mutex
	faults []string
}

// size of a screen; touch makes it a phone.
type size struct {
	width, height int64
	touch         bool
	dark          bool
	scale         float64 // 0 means 1
}

var desktop = size{width: 1360, height: 860}
var phone = size{width: 390, height: 844, touch: true, dark: true}

// open opens a page in a profile of its own. The test fails where the page
// throws, or breaks its own policy.
func open(t testing.TB, url string, s size) *tab {
	t.Helper()
	needsBrowser(t)
	ctx, cancel := ownProfile(t)
	p := &tab{t: t, ctx: ctx}
	t.Cleanup(func() {
		cancel()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, f := range p.faults {
			t.Error("the page: " + f)
		}
	})
	chromedp.ListenTarget(ctx, p.hear)
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	p.do(chromedp.EmulateViewport(s.width, s.height, func(m *emulation.SetDeviceMetricsOverrideParams, touch *emulation.SetTouchEmulationEnabledParams) {
		m.Mobile, touch.Enabled = s.touch, s.touch
		m.DeviceScaleFactor = max(s.scale, 1)
	}), emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}),
		// Windows of tests beside this one take the focus, and keys would go astray.
		emulation.SetFocusEmulationEnabled(true), log.Enable(), chromedp.Navigate(url))
	p.until("the page is there", `document.querySelector(".log .msg, .beginning") !== null && document.querySelector(".chat-head h1") !== null`)
	return p
}

// ownProfile opens a window in a profile of its own. chromedp's own way opens a
// tab, for which the new headless mode wants a window first.
func ownProfile(t testing.TB) (context.Context, context.CancelFunc) {
	t.Helper()
	c := chromedp.FromContext(browser.ctx)
	ctx := cdp.WithExecutor(browser.ctx, c.Browser)
	profile, err := target.CreateBrowserContext().Do(ctx)
	if err != nil {
		t.Fatal(err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(ctx)
	if err != nil {
		t.Fatal(err)
	}
	own, cancel := chromedp.NewContext(browser.ctx, chromedp.WithTargetID(id))
	return own, func() { cancel(); _ = target.DisposeBrowserContext(profile).Do(ctx) }
}

func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.faults = append(p.faults, e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		// A refusal that the page shows is logged as an error of the network.
		if e.Entry.Level == log.LevelError && e.Entry.Source != log.SourceNetwork {
			p.faults = append(p.faults, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// do carries actions out.
func (p *tab) do(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := p.patiently()
	defer cancel()
	// The first run binds the tab to its context, which must not be one that ends.
	if chromedp.FromContext(p.ctx).Target == nil {
		ctx = p.ctx
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// patiently is the tab's context, which ends before the run of the tests does.
func (p *tab) patiently() (context.Context, context.CancelFunc) {
	if end, ok := patient.Context(p.t).Deadline(); ok {
		return context.WithDeadline(p.ctx, end)
	}
	return context.WithCancel(p.ctx)
}

// eval runs a script and reads what it gives.
func (p *tab) eval(script string, out any) {
	p.t.Helper()
	p.do(chromedp.Evaluate(script, out))
}

// until waits for a condition.
func (p *tab) until(what, condition string) {
	p.t.Helper()
	ctx, cancel := p.patiently()
	defer cancel()
	var ok bool
	var err error
	holds := func() bool {
		err = chromedp.Run(ctx, chromedp.Evaluate("Boolean("+condition+")", &ok))
		return err == nil && ok
	}
	if patient.Until(ctx, holds) != nil {
		var text string
		_ = chromedp.Run(p.ctx, chromedp.Evaluate(`document.body.innerText.slice(0, 3000)`, &text))
		p.t.Fatalf("%s: it never came (%v); the page shows:\n%s", what, err, text)
	}
}

// quoted is a Go string as a script's.
func quoted(s string) string {
	b, _ := json.Marshal(s) // cannot fail
	return string(b)
}

// sees waits for a text within the elements of a selector.
func (p *tab) sees(selector, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%q in %s", text, selector),
		fmt.Sprintf(`[...document.querySelectorAll(%s)].some((e) => e.textContent.includes(%s))`, quoted(selector), quoted(text)))
}

// gone waits until nothing matches a selector.
func (p *tab) gone(selector string) {
	p.t.Helper()
	p.until(selector+" is gone", `document.querySelector(`+quoted(selector)+`) === null`)
}

// click presses the last element of a selector whose text holds a text, as the
// mouse does.
func (p *tab) click(selector, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%q in %s, to be pressed", text, selector), fmt.Sprintf(`(() => {
		const all = [...document.querySelectorAll(%s)].filter((e) => e.textContent.includes(%s) && !e.disabled && !e.closest("[inert]"));
		const one = all[all.length - 1];
		one?.scrollIntoView({block: "nearest"});
		one?.click();
		return one; })()`, quoted(selector), quoted(text)))
}

// keys types; kb has the keys without a letter. Enter is sent as keyboards do:
// chromedp sends its character apart, which nothing on a page can prevent.
func (p *tab) keys(keys string) {
	p.t.Helper()
	for i, text := range strings.Split(keys, kb.Enter) {
		if i > 0 {
			enter := func(kind input.KeyType) *input.DispatchKeyEventParams {
				return input.DispatchKeyEvent(kind).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13)
			}
			p.do(enter(input.KeyDown).WithText("\r").WithUnmodifiedText("\r"), enter(input.KeyUp))
		}
		if text != "" {
			p.do(chromedp.KeyEvent(text))
		}
	}
}

// writes types into a field and leaves the cursor there.
func (p *tab) writes(selector, text string) {
	p.t.Helper()
	p.until(selector, `document.querySelector(`+quoted(selector)+`) !== null`)
	p.eval(`document.querySelector(`+quoted(selector)+`).focus()`, nil)
	p.keys(text)
}

// asks uses /ask with the keyboard and waits for what the bot says.
func (p *tab) asks(question, want string) {
	p.t.Helper()
	p.writes("#writing", "/ask ")
	p.until("the command is open", `document.activeElement?.id === "option-question"`)
	p.keys(question)
	p.keys(kb.Enter)
	p.sees(".msg.by-bot .embed", want)
}

// goes opens a channel.
func (p *tab) goes(name string) {
	p.t.Helper()
	p.click(".place", name)
	p.until("in "+name, `document.querySelector(".chat-head h1").textContent.includes(`+quoted(name)+`)`)
}

// becomes acts as somebody else.
func (p *tab) becomes(name string) {
	p.t.Helper()
	p.click(".self", name)
	p.until("being "+name, fmt.Sprintf(`location.hash.startsWith(%s) && !document.getElementById("chat").inert`, quoted("#"+name+"/")))
}
