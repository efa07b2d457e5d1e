package block

import (
	"slices"
	"testing"
)

// TestMarkedBlocks reads the marks that documentation uses beside Markdown's own.
func TestMarkedBlocks(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string // kind and text of each block
	}{
		{"fenced note", "Intro here.\n\n:::warning Storms\n\nThe wall is shut.\n\n:::\n\nAfter it.",
			[]string{"paragraph Intro here.", "heading Storms", "quotation The wall is shut.", "paragraph After it."}},
		{"indented note", "!!! note \"Guests\"\n    Guests pay.\n\n    They sign.\n\nAfter it.",
			[]string{"heading Guests", "quotation Guests pay.", "quotation They sign.", "paragraph After it."}},
		{"folded note", "???+ info\n    Folded away.", []string{"quotation Folded away."}},
		{"tabs", "<Tabs>\n<TabItem value=\"a\" label=\"Left bank\">\n\nBy boat.\n\n</TabItem>\n</Tabs>\n\nAfter it.",
			[]string{"furniture <Tabs>", "heading Left bank", "paragraph By boat.", "paragraph After it."}},
		{"indented tabs", "=== \"Left bank\"\n\n    By boat.\n\nAfter it.", []string{"heading Left bank", "quotation By boat.", "paragraph After it."}},
		{"folded part", "<details>\n<summary>Is it deep?</summary>\n\nVery.\n\n</details>", []string{"furniture <details>", "heading Is it deep?", "paragraph Very."}},
		{"table in HTML", "<table>\n<tr><th>Tool</th><th>Price</th></tr>\n<tr>\n<td>Oar</td>\n<td>15</td>\n</tr>\n</table>",
			[]string{"table <th>Tool</th><th>Price</th>", "table <td>Oar</td>\n<td>15</td>"}},
		{"what no reader sees", "<!-- old\nnews -->\n\n[a]: https://a.example\n\n![bank](b.png)\n\nText.",
			[]string{"furniture <!-- old\nnews -->", "furniture [a]: https://a.example", "furniture ![bank](b.png)", "paragraph Text."}},
		{"definitions", "Keel\n:   The lowest beam.\n\nRudder\n:   What steers.", []string{"item Keel\n:   The lowest beam.", "item Rudder\n:   What steers."}},
		{"options of a manual", "  -d DIR\n      Write into DIR.\n\n  -q     Be quiet.\n  -n     Do nothing.",
			[]string{"item -d DIR\n      Write into DIR.", "paragraph -q     Be quiet.", "paragraph -n     Do nothing."}},
		{"callout", "> [!NOTE]\n> Mind the gap.", []string{"quotation Mind the gap."}},
		{"table without outer bars", "Code | Meaning\n---- | ----\n401 | None\n429 | Many\n\nA | b",
			[]string{"table Code | Meaning\n---- | ----\n401 | None\n429 | Many", "paragraph A | b"}},
		{"indented listing", "Run the command:\n\n    pump start\n    pump stop\n\nDone.",
			[]string{"paragraph Run the command:", "code pump start\n    pump stop", "paragraph Done."}},
		{"indented text", "Some text.\n\n    Indented by hand.", []string{"paragraph Some text.", "paragraph Indented by hand."}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, b := range Divide(c.text) {
				got = append(got, b.Kind.String()+" "+c.text[b.Start:b.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
