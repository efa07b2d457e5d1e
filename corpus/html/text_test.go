package html

import "testing"

// TestRender holds how the elements of a page become lines.
func TestRender(t *testing.T) {
	for page, want := range map[string]string{
		"<ul><li><p>One.</p><p>More.</p></li><li></li><li>Two</li></ul>after": "- One.\n\nMore.\n\n- Two\n\nafter",
		"<p>a<br>b<br><br>c</p>":                                                "a\nb\n\nc",
		"<pre>\nif x:\n  y = 2\n</pre><p>end</p>":                               "```\nif x:\n  y = 2\n```\n\nend",
		"<h2>Costs<a href='#c'>¶</a></h2><p>No <b>b</b>read<i>s</i>.</p>":       "## Costs\n\nNo breads.",
		"<p>shown</p><p hidden>h</p><p style='display: none'>n</p><nav>m</nav>": "shown",
		"<dl><dt>Term</dt><dd>What it means.</dd></dl>":                         "Term\nWhat it means.",
	} {
		doc, err := parse([]byte(page), "")
		if err != nil {
			t.Fatal(err)
		}
		if got := render(findBody(doc)); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", page, got, want)
		}
	}
}
