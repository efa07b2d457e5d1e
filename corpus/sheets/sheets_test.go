package sheets_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"footnote/corpus/sheets"
)

// hiding are rules, and whether they hide the paragraph #x from sight.
var hiding = map[string]bool{
	`.note{filter:opacity(0)}`:            true,
	`.note{filter:blur(1px) opacity(2%)}`: true,
	`.note{filter:opacity(60%)}`:          false,
	`.note{zoom:0}`:                       true,
	`.note{zoom:.8}`:                      false,
	`.note{scale:0}`:                      true,
	`.note{translate:-9999px}`:            true,
	`.note{inset:-9999px}`:                true,
	`.note{letter-spacing:-999px}`:        true,
	`.note{mask-image:linear-gradient(transparent,transparent)}`: true,
	`.note{mask-image:linear-gradient(black, transparent)}`:      false,
	`div{color:#eee} .note{background:#efefef}`:                  true,
	`div{color:#333;background:#333} .note{background:#fff}`:     false,
	`div{color:#fff} .note{background:#fff} p{color:#000}`:       false,
	`p { color: red }`:                                                    false,
	`.note { display: none }`:                                             true,
	`#x{visibility:hidden}`:                                               true,
	`div > p { font-size: 0 }`:                                            true,
	`p{font-size:1px!important}`:                                          true,
	`p{font-size:0.9em}`:                                                  false,
	`p { opacity: 0.0 }`:                                                  true,
	`p { opacity: .5 }`:                                                   false,
	`.note{position:absolute;left:-9999px}`:                               true,
	`.note{text-indent:-999em}`:                                           true,
	`.note{margin-left:-12px}`:                                            false,
	`.note{color:#fff;background:white}`:                                  true,
	`.note{color:#fff;background:#000}`:                                   false,
	`.note{color:rgba(0,0,0,0)}`:                                          true,
	`.note{clip:rect(0,0,0,0);position:absolute}`:                         true,
	`.note{clip-path:inset(50%)}`:                                         true,
	`.note{transform:scale(0)}`:                                           true,
	`.note{display:none} #x{display:block}`:                               false,
	`#x{display:none} .note{display:block}`:                               true,
	`.note{display:none} .note{display:block}`:                            false,
	`.note{display:none} .note.open{display:block}`:                       false,
	`p{display:none} input:checked ~ p{display:block}`:                    false,
	`.note{opacity:0} .note:target{opacity:1}`:                            false,
	`@media print { .note { display: none } }`:                            false,
	`@media (max-width: 600px) { .note { display: none } }`:               false,
	`@media screen { .note { display: none } }`:                           true,
	`/* p{} */ @import "a.css"; h1, .note, h2 { display /* x */ : none }`: true,
	`.note::before { display: none }`:                                     false,
	`.note{color:#FFFFFF}`:                                                true,
	`.note{color:white} body{background:#123456}`:                         false,
	`.note{display:none} .note:not(.closed){display:block}`:               true,
	`.note:not(.open){display:none}`:                                      false,
	`@layer a{@media all{@supports (x:y){.note{display:none}}}}`:          true,
	`.note{height:0;overflow:hidden}`:                                     true,
	`.note{max-height:0;overflow:clip} p{overflow:hidden}`:                true,
	`.note{width:1px;height:1px;overflow:hidden}`:                         true,
	`.note{height:0}`:                                                     false,
	`.note{overflow:hidden;max-height:400px}`:                             false,
	`.note{color:rgb(255 255 255)}`:                                       true,
	`.note{color:rgba(0 0 0 / 0)}`:                                        true,
	`.note{color:hsl(0,0%,100%)}`:                                         true,
	`.note{color:hsla(120, 40%, 20%, 0%)}`:                                true,
	`.note{color:#fffe}`:                                                  true,
	`.note{color:#12345600}`:                                              true,
	`.note{color:ghostwhite}`:                                             true,
	`.note{color:#fbfbfd}`:                                                true,
	`.note{color:#777}`:                                                   false,
	`.note{color:dimgray}`:                                                false,
	`body{background:#000} .note{color:#010101}`:                          true,
	`div{background:navy url(a.png)} .note{color:#000080}`:                true,
	`div{background:navy} .note{color:#fff}`:                              false,
	`:root{--paper:#fff} .note{color:var(--paper)}`:                       true,
	`.note{color:var(--x, white)}`:                                        true,
	`:root{--ink:#222} .note{color:var(--ink,white)}`:                     false,
	`.note{-webkit-text-fill-color:transparent}`:                          true,
	`.note{filter:opacity(0%)}`:                                           true,
	`.note{opacity:1%}`:                                                   true,
	`.note{opacity:80%}`:                                                  false,
	`.note{filter:blur(2px)}`:                                             false,
	`.note{font:0/0 a}`:                                                   true,
	`.note{font:bold 16px/1.5 serif}`:                                     false,
	`.note{font-size:.05em}`:                                              true,
	`.note{font-size:1%}`:                                                 true,
	`.note{font-size:90%}`:                                                false,
	`.note{transform:scale(0.01)}`:                                        true,
	`.note{transform:translateX( -9999px )}`:                              true,
	`.note{transform:rotateY(90deg)}`:                                     true,
	`.note{transform:scale(0.9) rotate(3deg)}`:                            false,
	`.note{transform:translate(-50%,-50%)}`:                               false,
	`.note{position:absolute;inset:-9999px auto auto -9999px}`:            true,
	`.note{inset-inline-start:-9999px;position:absolute}`:                 true,
	`.note{left:calc(-100vw - 100px);position:fixed}`:                     true,
	`.note{position:absolute;left:-300em}`:                                true,
	`.note{position:absolute;left:9999px}`:                                true,
	`.note{margin:0 0 0 -9999px}`:                                         true,
	`.note{margin:1em auto}`:                                              false,
	`.note{margin:0 -15px}`:                                               false,
	`.other { display: none }`:                                            false,
	`.note { display: none`:                                               true,
	`}}}{{{ .note;:::`:                                                    false,
}

// TestHidden holds which rules hide the paragraph #x from sight.
func TestHidden(t *testing.T) {
	for sheet, want := range hiding {
		doc, err := html.Parse(strings.NewReader(`<style>` + sheet + `</style><body><div><input><p id=x class=note>Text.</p></div>`))
		if err != nil {
			t.Fatal(err)
		}
		got := false
		for n := range sheets.Hidden(doc) {
			got = got || n.Data == "p"
		}
		if got != want {
			t.Errorf("%s: hidden %v, want %v", sheet, got, want)
		}
	}
}

// Attributes give colours too.
func TestColoursOfAttributes(t *testing.T) {
	for page, want := range map[string]bool{
		`<body bgcolor=white><p style="color:#fff">Text.`:                     true,
		`<body bgcolor="#000"><p style="color:#fff">Text.`:                    false,
		`<body bgcolor=navy text=white><p>Text.`:                              false,
		`<body text=white><p style="background:#fefefe">Text.`:                true,
		`<body><p><font color=white>Text.</font>`:                             true,
		`<body><table bgcolor=black><td><p><font color=white>Text.</font>`:    false,
		`<body><font color=white><p style="color:black">Text.</p></font>`:     true,
		`<body background=night.png><p style="color:white">Text.`:             false,
		`<body><table bgcolor=red><td><p style="color:#ff0101">Text.</table>`: true,
	} {
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(sheets.Hidden(doc)) > 0; got != want {
			t.Errorf("%s: hidden %v, want %v", page, got, want)
		}
	}
}

// TestInlineGoesFirst holds that an element's own style undoes a sheet's.
func TestInlineGoesFirst(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<style>p{display:none}</style><body><p style="display:block">Text.</p>`))
	if err != nil || len(sheets.Hidden(doc)) != 0 {
		t.Errorf("%v, %v", sheets.Hidden(doc), err)
	}
}

// FuzzHidden holds that no sheet stops the program.
func FuzzHidden(f *testing.F) {
	for _, s := range []string{`.a{display:none}`, `@media screen{@supports(x){a>b,c~d:checked{opacity:0}}}`, `a{{{}`, `*:not(:has(p)){color:#fff;background:#fff}`, `a:nth-child(2n+1)[x="]{top:-1e9px}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		doc, err := html.Parse(strings.NewReader("<style>" + sheet + "</style><body><div class=a><p id=x>Text.</p></div>"))
		if err == nil {
			sheets.Hidden(doc)
		}
	})
}
