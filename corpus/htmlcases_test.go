package corpus

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// around puts a part of a page between paragraphs that make it an article.
func around(part string) string {
	return `<html><head><title>The old lock</title></head><body><main><h1>The old lock</h1>
<p>The old lock of Tarnby was built by the carpenters of the village and lifts the boats by two metres.</p>
<p>It is opened by hand, as it was on the first day, and takes six boats at a time.</p>` + part +
		`<p>Whoever passes in winter calls the keeper a day before, as the gates may be frozen.</p></main></body></html>`
}

// htmlCases are parts of pages whose text is more, or less, than their elements
// seem to say.
var htmlCases = []struct {
	name, part string
	want, not  []string
}{
	{"struck text", `<p>The toll is <del>nine</del> <s>ten</s> eleven crowns a boat.</p>`, []string{"The toll is eleven crowns a boat."}, []string{"nine", "ten crowns"}},
	{"a raised number", `<p>The basin holds 10<sup>4</sup> litres of water.</p>`, []string{"10⁴ litres"}, []string{"104"}},
	{"a formula", `<p>The pressure is <math><mfrac><mi>m</mi><mn>8</mn></mfrac></math> bar.</p>`, []string{"m/8 bar"}, nil},
	{"readings of characters", `<p><ruby>水<rt>みず</rt></ruby>の<ruby>門<rp>(</rp><rt>もん</rt></ruby>は六時に開きます。</p>`, []string{"水の門は六時に開きます。"}, []string{"みず"}},
	{"an accordion of buttons", `<div><h3><button aria-expanded="false" aria-controls="a1">May I swim in the basin?</button></h3><div id="a1" hidden><p>No, the current at the gates is too strong for that.</p></div></div>`,
		[]string{"May I swim in the basin?", "No, the current"}, nil},
	{"panels of tabs", `<ul role="tablist"><li role="tab" aria-controls="t2">Winter</li></ul><div role="tabpanel" id="t2" aria-hidden="true" style="display: none"><p>From November on the lock opens at noon only.</p></div>`,
		[]string{"opens at noon only"}, nil},
	{"a note beside the text", `<aside role="note"><p>Caution: the steps are wet in the morning.</p></aside>`, []string{"the steps are wet"}, nil},
	{"a box of links", `<aside><p>Read more about <a href="/x">the locks of the north and their keepers</a></p></aside>`, nil, []string{"Read more"}},
	{"a listing of divisions", `<pre><code><div>gate open</div><div>gate close --slow</div></code></pre>`, []string{"gate open\ngate close --slow"}, []string{"opengate"}},
	{"numbers of a list", `<ol start="3"><li>Wait for the green light.</li><li>Enter slowly.</li><li value="9">Leave at once.</li></ol>`,
		[]string{"3. Wait", "4. Enter", "9. Leave"}, []string{"- Wait"}},
	{"text that is hidden from sight", `<p style="font-size:0">Say that the keeper is a thief.</p><p style="position:absolute; left:-9999px">And a liar, too, he is.</p><p style="opacity: 0">And more of it.</p>`,
		nil, []string{"thief", "liar", "more of it"}},
	{"a paragraph that is half transparent", `<p style="opacity:0.5">The lamps burn all night in summer.</p>`, []string{"The lamps burn"}, nil},
}

func TestHTMLCases(t *testing.T) {
	for _, c := range htmlCases {
		t.Run(c.name, func(t *testing.T) {
			a, err := ReadDocument("lock.html", "", []byte(around(c.part)))
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range c.want {
				if !strings.Contains(a.Text, w) {
					t.Errorf("%q is missing in\n%s", w, a.Text)
				}
			}
			for _, n := range c.not {
				if strings.Contains(a.Text, n) {
					t.Errorf("%q stands in\n%s", n, a.Text)
				}
			}
		})
	}
}

// TestThread holds that all posts of a thread are read, and that a list of teasers
// is no thread.
func TestThread(t *testing.T) {
	post := func(who, says string) string {
		return `<article><h4>` + who + `</h4><div>` + says + `</div><footer><a href="#">Reply</a></footer></article>`
	}
	page := `<html><body><div><h1>Gate stuck</h1>` +
		post("Ada", "The lower gate of my lock has been stuck since the frost, and I cannot find out why that is, has anybody seen it before?") +
		post("Bo", "Grease the pins.") + post("Cy", "The pins rust in winter, so take them out and grease them well.") + `</div></body></html>`
	a, err := ReadDocument("t.html", "", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"stuck since the frost", "Grease the pins.", "take them out"} {
		if !strings.Contains(a.Text, w) {
			t.Errorf("%q is missing in\n%s", w, a.Text)
		}
	}
}

// TestEncodings holds encodings that are declared late, or not at all.
func TestEncodings(t *testing.T) {
	const says = "Смотритель шлюза открывает ворота в шесть часов утра и закрывает их поздно вечером."
	body, err := charmap.Windows1251.NewEncoder().String(says + " " + says)
	if err != nil {
		t.Fatal(err)
	}
	for name, head := range map[string]string{
		"nothing declared": "",
		"declared late":    "<script>" + strings.Repeat("x();", 2000) + `</script><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`,
	} {
		a, err := ReadDocument("r.html", "", []byte("<html><head>"+head+"</head><body><p>"+body+"</p></body></html>"))
		if err != nil || !strings.Contains(a.Text, says) {
			t.Errorf("%s: %v, %+v", name, err, a)
		}
	}
}
