package corpus

import (
	"strings"
	"testing"
)

// wallPages are pages that stand in the place of an article, with a part of the
// reason that is given; "" marks articles about the same things.
var wallPages = map[string]struct{ page, reason string }{
	"a page that is missing": {`<title>Page not found | Harbour of Tarnby</title><body><nav>Home</nav><main><h1>Oops! That page could not be found.</h1>
		<p>It looks like nothing stands at this place. Maybe the page you are looking for has been moved; try a search?</p></main>`, "not found"},
	"a missing page in German":   {`<title>404 – Hafen</title><body><h1>Seite nicht gefunden</h1><p>Die gesuchte Seite gibt es leider nicht mehr.</p><p><a href="/">Zur Startseite</a></p>`, "not found"},
	"a missing page in Japanese": {`<title>港</title><body><h1>ページが見つかりません</h1><p>お探しのページは移動したか、削除された可能性があります。</p>`, "not found"},
	"a check of the browser": {`<title>Just a moment...</title><body><div class="main"><h1>tarnby.example</h1><p>Verifying you are human. This may take a few seconds.</p>
		<p>tarnby.example needs to review the security of your connection before proceeding.</p></div><script src="/cdn/challenge-platform/x.js"></script>`, "check for robots"},
	"a refusal by a filter": {`<title>Access Denied</title><body><h1>Access Denied</h1><p>You don't have permission to access "http://tarnby.example/fees" on this server.</p><p>Reference #18.2f.173.a9</p>`, "check for robots"},
	"a puzzle":              {`<title>tarnby.example</title><body><p>We have seen unusual traffic from your network. Please confirm that you are not a robot to go on.</p><div class="g-recaptcha"></div>`, "check for robots"},
	"a wall of consent": {`<title>Tarnby Post</title><body><div role="dialog"><h1>We value your privacy</h1>
		<p>We and our partners store and access information on a device, such as cookies, and process personal data, such as browsing data.</p>
		<p>With your consent we and our partners may use your location. You may withdraw your consent at any time in the settings of cookies.</p><button>Accept all</button><button>Options</button></div>`, "consent"},
	"a login": {`<title>Sign in · Tarnby Wiki</title><body><h1>Sign in</h1><form><label>Email address <input type="email"></label><label>Password <input type="password"></label><button>Sign in</button></form>
		<p>Forgot your password? Ask the keeper of the lock for a new one.</p>`, "login"},
	"a page for members":  {`<title>Log in</title><body><p>You must be logged in to see this page of the club.</p>`, "login"},
	"an empty shell":      {`<title>Tarnby App</title><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>`, "script"},
	"a shell with a note": {`<title>Tarnby App</title><body><div id="app"><p>We're sorry but this app doesn't work properly without JavaScript enabled.</p></div>`, "script"},

	"a guide to a message": {`<title>What a 404 means</title><body><main><h1>What a 404 means</h1><p>Your browser shows "page not found" where a link is old. The keeper can mend the link, so write to him and name the page you were looking for.</p></main>`, ""},
	"a guide to the login": {`<title>How to log in</title><body><main><h1>How to log in</h1><p>Open the site of the club, enter your e-mail address and your password, and press the button. Forgot your password? Then press the link below it, and a new one is sent within five minutes.</p></main>`, ""},
	"an article under a banner": {`<title>The lock of Tarnby</title><body><main><h1>The lock of Tarnby</h1><p>The lock lifts six boats at a time by two metres, and it is opened by hand, as it was on its first day.</p>
		<p>Whoever passes in winter calls the keeper a day before, because the gates may be frozen by then.</p></main><div class="banner"><h2>We value your privacy</h2><p>We and our partners use cookies.</p><button>Accept all</button></div>`, ""},
	"a page with a login in its head": {`<title>Lock rules</title><body><form><input type="text" placeholder="username"><input type="password"><button>Log in</button></form><main><h1>Lock rules</h1>
		<p>Boats wait below the bridge until the light turns green. The fee is eleven crowns a boat and is paid in the hut of the keeper.</p><p>Swimming in the basin is forbidden at all times, for the current at the gates is strong.</p></main>`, ""},
	"a policy on cookies": {`<title>Cookie policy</title><body><main><h1>Cookie policy</h1><p>This site uses cookies to remember the language of a reader and nothing else.</p><p>They are kept for a year. Our partners get none of them.</p></main><button>OK</button>`, ""},
	"a guide that names scripts": {`<title>Using the map</title><body><main><h1>Using the map</h1><p>The map of the canal needs JavaScript. Where it stays grey, allow scripts for this site in the settings of the browser and load the page again.</p>
		<p>Green points are locks, red points are bridges that open, and blue points are places to moor for the night. A click on a point shows the hours at which it is served, the fee, and the number of its keeper.</p></main>`, ""},
}

// TestWalls holds that a page that stands in the place of an article is refused
// with its reason, and that an article about such pages is not.
func TestWalls(t *testing.T) {
	for name, c := range wallPages {
		_, err := ReadDocument("https://tarnby.example/x", "text/html", []byte("<!DOCTYPE html><html>"+c.page+"</body></html>"))
		switch {
		case c.reason == "" && err != nil:
			t.Errorf("%s is refused: %v", name, err)
		case c.reason != "" && err == nil:
			t.Errorf("%s is read as an article", name)
		case err != nil && !strings.Contains(err.Error(), c.reason):
			t.Errorf("%s: the reason is %v", name, err)
		}
	}
}
