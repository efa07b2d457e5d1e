package corpus

import (
	"strings"
	"testing"
)

const samplePage = `<!doctype html><html lang="en"><head>
<title>Lighthouse lit again | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<link rel="canonical" href="https://example.com/news/lighthouse">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":"NewsArticle","headline":"Lighthouse lit again","datePublished":"2024-05-06T07:08:09+02:00",
"author":[{"@type":"Person","name":"Ida Holm"},{"name":"Per Lund"}],"publisher":{"name":"The Harbour Post"}}]}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Lighthouse lit again</h1>
<p>The lighthouse of Varn was lit again on Sunday evening, nine years after a storm had put it out, and half of the town came to the harbour to see it.</p>
<figure><img src="x.jpg"><figcaption>The lighthouse. Photo: I. Holm</figcaption></figure>
<p>The keeper, Arne Vik, said that the lamp was new but the clockwork old;<br>he winds it every morning, as his father did, and oils it on Saturdays.</p>
<h2>What it cost</h2>
<p>The town paid for the lamp, the county for the stairs, and the school for the paint, which the pupils had earned by selling cakes all through the winter.</p>
<ul><li>Lamp: 40,000 crowns</li><li>Stairs: 95,000 crowns</li></ul>
<table><tr><th>Year</th><th>Visitors</th></tr><tr><td>2014</td><td>4,100</td></tr></table>
<p><a href="/more">Related: five lighthouses worth a walk</a></p>
<p>Visitors may climb the tower on Sundays from May to September, in groups of ten, if the wind is not too strong for the door.</p>
</article>
<aside>Subscribe to our letter!</aside><footer>© 2024</footer></body></html>`

func TestReadHTML(t *testing.T) {
	a, err := ReadDocument("https://example.com/n?id=1", "text/html; charset=utf-8", []byte(samplePage))
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Lighthouse lit again" || a.Source != "The Harbour Post" || a.Author != "Ida Holm, Per Lund" ||
		a.Date() != "2024-05-06" || a.URL != "https://example.com/news/lighthouse" {
		t.Errorf("%+v", a)
	}
	for _, part := range []string{
		"clockwork old;\nhe winds it", "\n\n## What it cost\n\n", "- Lamp: 40,000 crowns\n- Stairs: 95,000 crowns\n\n", "Year\tVisitors\n2014\t4,100\n\n",
	} {
		if !strings.Contains(a.Text, part) {
			t.Errorf("the text lacks %q:\n%s", part, a.Text)
		}
	}
	for _, part := range []string{"Home", "Subscribe", "Photo", "©", "Related"} {
		if strings.Contains(a.Text, part) {
			t.Errorf("the text has %q:\n%s", part, a.Text)
		}
	}
	checkPassages(t, a)
	if p := Split(a); len(p) == 0 || p[len(p)-1].Heading != "What it cost" {
		t.Errorf("passages %v", p)
	}
}

// TestHTMLEncodings holds that a page is decoded by what it declares, unless it
// is UTF-8 all the same.
func TestHTMLEncodings(t *testing.T) {
	for name, page := range map[string]string{
		"declared":        "<meta charset=iso-8859-1><p>Caf\xe9 au lait.</p>",
		"wrongly":         "<meta charset=iso-8859-1><p>Café au lait.</p>",
		"undeclared":      "<p>Café au lait.</p>",
		"byte order mark": "\xef\xbb\xbf<p>Café au lait.</p>",
	} {
		if a, err := ReadDocument("f.html", "", []byte(page)); err != nil || a.Text != "Café au lait." {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

// TestHTMLDates holds that a page's date comes from its metadata, and that one
// which means two days is none.
func TestHTMLDates(t *testing.T) {
	for head, want := range map[string]string{
		`<meta property="article:published_time" content="2024-05-06T07:08:09Z">`:                                       "2024-05-06",
		`<meta name="date" content="03/04/2024"><meta name="dc.date" content="2024-05-06">`:                             "2024-05-06",
		`<meta name="date" content="03/04/2024">`:                                                                       "",
		`<script type="application/ld+json">{"@type":"BreadcrumbList","datePublished":"2020-01-01"}</script>`:           "",
		`<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":"2024-05-06 10:00:00"}]</script>`: "2024-05-06",
	} {
		a, err := ReadDocument("f.html", "", []byte("<html><head>"+head+"</head><body><p>"+someText+"</p></body></html>"))
		if err != nil || a.Date() != want {
			t.Errorf("%s: %q, %v", head, a.Date(), err)
		}
	}
	page := "<body><h1>T</h1><time datetime='2024-05-06'>yesterday</time><p>" + someText + "</p></body>"
	if a, err := ReadDocument("f.html", "", []byte(page)); err != nil || a.Date() != "2024-05-06" {
		t.Errorf("time element: %+v, %v", a, err)
	}
}
