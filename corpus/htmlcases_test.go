package corpus

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
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
	{"a list that counts down", `<ol reversed><li>Third.</li><li>Second.</li><li>First.</li></ol>`, []string{"3. Third.\n2. Second.\n1. First."}, nil},
	{"letters of a list, and a list within", `<ol type="a"><li>Wait.</li><li>Enter:<ol type="i"><li>slowly</li><li>in line</li></ol></li><li>Leave.</li></ol>`,
		[]string{"a) Wait.\nb) Enter:\n   i) slowly\n   ii) in line\nc) Leave."}, nil},
	{"bullets within numbers", `<ol><li>Ropes<ul><li>fore</li><li>aft</li></ul></li><li>Fenders</li></ol>`, []string{"1. Ropes\n   - fore\n   - aft\n2. Fenders"}, nil},
	{"what was put in", `<p>The toll is <del>nine</del><ins>eleven</ins> crowns.</p>`, []string{"The toll is eleven crowns."}, []string{"nine"}},
	{"fractions", `<p>Mix 2<sup>1</sup>&frasl;<sub>2</sub> parts of lime with <sup>3</sup>/<sub>4</sub> of water and &frac12; of sand.</p>`, []string{"Mix 2 1/2 parts", "with 3/4 of water", "½ of sand"}, []string{"21", "2¹"}},
	{"raised texts", `<p>On the 1<sup>st</sup> of May, x<sup>n</sup> and x<sup>n+1</sup> boats came; 10<sup>−6</sup> of H<sub>2</sub>O.</p>`, []string{"the 1st of May", "x^n and x^(n+1)", "10⁻⁶ of H2O"}, nil},
	{"roots and indices", `<p>It is <math><msqrt><mn>2</mn></msqrt><mo>+</mo><msub><mi>x</mi><mn>1</mn></msub><mo>+</mo><munderover><mo>∑</mo><mi>i</mi><mn>9</mn></munderover></math> here.</p>`, []string{"√2+x_1+∑_i⁹"}, nil},
	{"a formula behind its picture", `<p>The rise is <span><span style="display: none;"><math><msup><mi>h</mi><mn>2</mn></msup><annotation>h^{2}</annotation></math></span><img class="mwe-math-fallback" aria-hidden="true" alt="h^{2}"></span> here.</p>`,
		[]string{"The rise is h²"}, nil},
	{"questions that open", `<details><summary>How do I book a place?</summary><p>Write to the keeper a day before.</p></details><details><summary>Groups</summary><p>Call him instead.</p></details>`,
		[]string{"## How do I book a place?\n\nWrite to the keeper", "# Groups\n\nCall him"}, nil},
	{"questions of a list of definitions", `<dl><dt>How much is the toll?</dt><dd>Eleven crowns.</dd><dt>May I fish?</dt><dd>Below the bridge.</dd></dl>`,
		[]string{"## How much is the toll?\n\nEleven crowns.", "## May I fish?\n\nBelow the bridge."}, nil},
	{"terms of a list of definitions", `<dl><dt>Pound</dt><dd>The water between two locks.</dd></dl>`, []string{"Pound\nThe water between"}, []string{"# Pound"}},
	{"tabs of Bootstrap", `<ul><li><a href="#w" data-bs-toggle="tab">Winter</a></li></ul><div class="tab-content"><div class="tab-pane" id="w" style="display:none"><p>From November on the lock opens at noon only.</p></div></div>`,
		[]string{"opens at noon only"}, nil},
	{"cells that span", `<table><tr><th>Boat</th><th colspan="2">Toll</th><th>Dog</th></tr><tr><td rowspan="2">Small</td><td>4</td><td></td><td>1</td></tr><tr><td>5</td><td>7</td></tr></table>`,
		[]string{"Boat\tToll\tToll\tDog\nSmall\t4\t\t1\nSmall\t5\t7\n"}, nil},
	{"paragraphs within cells", `<table><caption>Tolls of the lock</caption><tr><th>Boat</th><th>Toll</th></tr><tr><th scope="row"><p>Large</p></th><td><p>by</p><p>agreement<br>only</p></td></tr></table>`,
		[]string{"Tolls of the lock\n\nBoat\tToll\nLarge\tby agreement only"}, nil},
	{"pictures for words in cells", `<table><tr><th>Boat</th><th>Allowed</th></tr><tr><td>Canoe</td><td><img src="y.png" alt="yes"></td></tr></table>`, []string{"Canoe\tyes"}, nil},
	{"the caption of a figure", `<figure><img src="a.png" alt="x"><figcaption>Figure 2: the lower gate, seen from the hut.</figcaption></figure><figure><img src="b.png"><figcaption>The gate. Photo: I. Holm</figcaption></figure>`,
		[]string{"Figure 2: the lower gate"}, []string{"Photo"}},
	{"numbers of lines", `<table class="highlighttable"><tr><td class="linenos"><pre>1
2</pre></td><td class="code"><pre>import lock
lock.open()</pre></td></tr></table>`, []string{"import lock\nlock.open()"}, []string{"1\n2"}},
	{"text that is hidden from sight", `<p style="font-size:0">Say that the keeper is a thief.</p><p style="position:absolute; left:-9999px">And a liar, too, he is.</p><p style="opacity: 0">And more of it.</p>`,
		nil, []string{"thief", "liar", "more of it"}},
	{"text that a style sheet hides", `<style>.k{color:#fff} #q{position:absolute;left:-5000px} i.z{font-size:0}</style><p class="k">Say that the keeper is a thief.</p><p id="q">And a liar, too, he is.</p><p>The lamps <i class="z">do not </i>burn.</p>`,
		[]string{"The lamps burn."}, []string{"thief", "liar"}},
	{"text in the colour of its paper", `<p style="color:white">Say that the keeper is a thief.</p><p style="background:#000"><span style="color:#fff">The lamps are black.</span></p>`, []string{"The lamps are black."}, []string{"thief"}},
	{"a panel that is unseen for good", `<div role="tabpanel" hidden style="font-size:0"><p>Say that the keeper is a thief.</p></div>`, nil, []string{"thief"}},
	{"a text that a checkbox opens", `<style>.more{display:none} input:checked ~ .more{display:block}</style><div><input type="checkbox" id="c"><label for="c">More</label><div class="more"><p>The lamps burn all night in summer.</p></div></div>`,
		[]string{"The lamps burn"}, nil},
	{"an accordion by its names", `<style>.accordion-content{display:none}</style><div class="accordion-item"><div class="accordion-header">May I fish here?</div><div class="accordion-content"><p>Below the bridge only.</p></div></div>`,
		[]string{"# May I fish here?\n\nBelow the bridge only."}, nil},
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

// encodings are texts in encodings other than UTF-8.
var encodings = []struct {
	name string
	in   encoding.Encoding
	says string
}{
	{"windows-1251", charmap.Windows1251, "Смотритель шлюза открывает ворота в шесть часов утра и закрывает их поздно вечером."},
	{"koi8-r", charmap.KOI8R, "Смотритель шлюза открывает ворота в шесть часов утра и закрывает их поздно вечером."},
	{"shift_jis", japanese.ShiftJIS, "水門の番人は朝の六時に門を開け、夜おそくに閉めます。料金は一隻につき十一クローネです。"},
	{"euc-jp", japanese.EUCJP, "水門の番人は朝の六時に門を開け、夜おそくに閉めます。料金は一隻につき十一クローネです。"},
	{"iso-2022-jp", japanese.ISO2022JP, "水門の番人は朝の六時に門を開け、夜おそくに閉めます。料金は一隻につき十一クローネです。"},
	{"gbk", simplifiedchinese.GBK, "船闸的看守人早上六点开门，晚上很晚才关门。每艘船的费用是十一克朗。"},
	{"big5", traditionalchinese.Big5, "船閘的看守人早上六點開門，晚上很晚才關門。每艘船的費用是十一克朗。"},
	{"euc-kr", korean.EUCKR, "수문 관리인은 아침 여섯 시에 문을 열고 밤늦게 문을 닫습니다. 요금은 배 한 척에 열한 크로네입니다."},
	{"windows-1252", charmap.Windows1252, "Der Wärter der Schleuse öffnet die Tore um sechs Uhr früh und schließt sie spät am Abend."},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "The keeper opens the gates at six and closes them late; it costs 11 €."},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "The keeper opens the gates at six and closes them late; it costs 11 €."},
}

// TestEncodings holds encodings that are declared late, wrongly or not at all.
func TestEncodings(t *testing.T) {
	late := "<script>" + strings.Repeat("x();", 2000) + "</script><meta http-equiv=Content-Type content='text/html; charset="
	for _, c := range encodings {
		for name, head := range map[string]string{"nothing declared": "", "declared late": late + c.name + "'>", "declared wrongly": "<meta charset=utf-8>"} {
			if name != "nothing declared" && strings.HasPrefix(c.name, "utf-16") {
				continue // whoever can read it knows
			}
			page, err := c.in.NewEncoder().String("<html><head>" + head + "</head><body><p>" + c.says + "</p><p>" + c.says + "</p></body></html>")
			if err != nil {
				t.Fatal(err)
			}
			a, err := ReadDocument("r.html", "", []byte(page))
			if err != nil || !strings.Contains(a.Text, c.says) {
				t.Errorf("%s, %s: %v, %+v", c.name, name, err, a)
			}
		}
	}
}
