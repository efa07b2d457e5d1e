package corpus

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
			[]string{"paragraph Intro here.", "quotation The wall is shut.", "paragraph After it."}},
		{"indented note", "!!! note \"Guests\"\n    Guests pay.\n\n    They sign.\n\nAfter it.",
			[]string{"quotation Guests pay.", "quotation They sign.", "paragraph After it."}},
		{"folded note", "???+ info\n    Folded away.", []string{"quotation Folded away."}},
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
			for _, b := range divide(c.text) {
				got = append(got, b.Kind.String()+" "+c.text[b.Start:b.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
