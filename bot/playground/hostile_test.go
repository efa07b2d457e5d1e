package playground_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot/playground"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// hostile are texts that would do something on a page that makes HTML of them.
var hostile = []string{
	`<img src=x onerror="window.harmed=1">`,
	`<script>window.harmed=2</script>`,
	`[press me](javascript:window.harmed=3)`,
	`[press me](data:text/html,<script>window.harmed=4</script>)`,
	`<javascript:window.harmed=5>`,
	"**bold <svg/onload=window.harmed=6>** `<b>code</b>`",
	"```html\n<iframe srcdoc='<script>parent.harmed=7</script>'></iframe>\n```",
	`</div></article><form action=//evil.example><input name=q></form>`,
	`||<details open ontoggle=window.harmed=8>||`,
	`<t:99999999999999:R> <@1> <#2> <@&3> <:x:4> <t:8640000000001:F>`,
	strings.Repeat("*", 400) + strings.Repeat("_[(", 200) + strings.Repeat("> ", 100) + strings.Repeat("|", 300),
	"\u202Egnp.exe\u2066 \u0000 \uFEFF",
	`"><style>body{display:none}</style>`,
	`[[1]](http://ok.example/"onmouseover="window.harmed=9)`,
}

// Hostile texts show as they are, in messages, names of threads and articles.
func TestHostileTexts(t *testing.T) {
	w := newWorld(t)
	p := open(t, w.url+"/#Mira//questions", desktop)
	channel := w.channel(t, "questions")
	for _, text := range hostile {
		if _, err := w.people["Otto"].Say(channel, text); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	}
	m, err := w.people["Otto"].Say(channel, "the last one")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.people["Otto"].ThreadFrom(channel, m.ID, `<img src=x onerror="window.harmed=10">`); err != nil {
		t.Fatal(err)
	}
	p.sees(".msg", "the last one")
	p.sees(".msg", hostile[0])
	p.sees(".place.in-thread", "<img src=x")
	p.asks(`who is <img src=x onerror="window.harmed=11"> in the UAE venue?`, "onerror")
	p.unharmed()
}

// A hostile article is shown as it is, title and text, and so is its quote.
func TestHostileArticle(t *testing.T) {
	needsBrowser(t)
	const text = "Mayor Anna Berg named Lisbon <img src=x onerror=\"window.harmed=12\"> as a venue for the talks. " +
		"</span><script>window.harmed=13</script> [press](javascript:window.harmed=14)\n"
	library := retrieval.NewLibrary(lexical.New())
	for a, err := range corpus.ReadFS(t.Context(), fstest.MapFS{"harbour.md": {Data: []byte("---\ntitle: \"<img src=x onerror=window.harmed=15>\"\n---\n\n" + text)}}, ".") {
		if err != nil {
			t.Fatal(err)
		}
		if err := library.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	w := newWorldOf(t, library, func(c *playground.Config, _ *[]answer.Option) { c.Examples = []string{"<b>x</b>"} })
	p := open(t, w.url, desktop)
	p.asks("Who named Lisbon as a venue for the talks?", "Anna Berg")
	p.click(".msg .mark", "1")
	p.sees("#panel mark", `<img src=x onerror="window.harmed=12">`)
	p.sees("#panel h3", "<img src=x onerror=window.harmed=15>")
	p.click(".happened", "What happened")
	p.sees("#panel", "Time line")
	p.unharmed()
}

// unharmed checks that no text became anything but text; a selector may except
// what the page has made itself.
func (p *tab) unharmed(but ...string) {
	p.t.Helper()
	var harmed bool
	except := ""
	if len(but) > 0 {
		except = ":not(" + but[0] + ")"
	}
	p.eval(`Boolean(window.harmed) || document.querySelector("#app img`+except+`, #app iframe, #app script, #app style, #app form[action*=evil], #app details[ontoggle], a[href^='javascript'], a[href^='data']") !== null`, &harmed)
	if harmed {
		p.t.Error("a text did something")
	}
}
