package sheets_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"footnote/corpus/sheets"
)

// TestHidden holds which rules hide the paragraph #x from sight.
func TestHidden(t *testing.T) {
	for sheet, want := range map[string]bool{
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
		`.other { display: none }`:                                            false,
		`.note { display: none`:                                               true,
		`}}}{{{ .note;:::`:                                                    false,
	} {
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
