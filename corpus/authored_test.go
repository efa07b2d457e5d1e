package corpus

import (
	"slices"
	"strings"
	"testing"
)

// Nothing of a document that says by its own marks what its parts are is taken
// for the page around an article, however short its lines are.
func TestDocumentsAreWhole(t *testing.T) {
	cases := []struct {
		name, path, text string
		want             []string
	}{
		{"cards", "cards.md", "## Tidewall\n\n*2nd circle*\n\n**Range:** 9 metres\n**Duration:** one hour\n\nA wall of water rises and holds.\n",
			[]string{"heading Tidewall", "paragraph *2nd circle*", "paragraph **Range:** 9 metres", "paragraph **Duration:** one hour", "paragraph A wall of water rises and holds."}},
		{"minutes", "minutes.md", "# Minutes\n\nPresent: Ada Quill, Bo Lund\nAbsent: Cy Marr\n\n## Fees\n\nThe fee rises to nine crowns.\n\n## To do\n\n- [ ] Bo: write to all\n",
			[]string{"title Minutes", "paragraph Present: Ada Quill, Bo Lund", "paragraph Absent: Cy Marr", "heading Fees", "paragraph The fee rises to nine crowns.", "heading To do", "item [ ] Bo: write to all"}},
		{"bold questions", "faq.md", "# Questions\n\n**May I come?**\nAt ten.\n\n**Who leads?**\nAda.\n",
			[]string{"title Questions", "heading **May I come?**", "paragraph At ten.", "heading **Who leads?**", "paragraph Ada."}},
		{"marked text of unknown format", "all.jsonl", "# Hours\n\n## Mondays\n\nClosed.\n", []string{"title Hours", "heading Mondays", "paragraph Closed."}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := &Article{Path: c.path, Text: c.text}
			var got []string
			for _, b := range Outline(a) {
				got = append(got, b.Kind.String()+" "+a.Slice(b.Span))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A sentence knows the list, the listing and what stands below its item.
func TestPartAt(t *testing.T) {
	const text = "# Trip\n\nBring these:\n\n- a rope\n- clothes\n  - a coat\n  - two shirts\n\nRun this:\n\n```sh\nsail --go\nsail --stop\n```\n\nAll done.\n"
	a := &Article{Path: "trip.md", Text: text}
	cases := []struct {
		sentence                  string
		list, inner, below, block string
	}{
		{"a rope", "- a rope\n- clothes\n  - a coat\n  - two shirts", "a rope", "", "a rope"},
		{"clothes", "- a rope\n- clothes\n  - a coat\n  - two shirts", "clothes\n  - a coat\n  - two shirts", "", "clothes"},
		{"Bring these:", "", "Bring these:", "- a rope\n- clothes\n  - a coat\n  - two shirts", "Bring these:"},
		{"Run this:", "", "Run this:", "sail --go\nsail --stop", "Run this:"},
		{"sail --stop", "", "sail --go\nsail --stop", "", "sail --go\nsail --stop"},
	}
	for _, c := range cases {
		p := PartAt(a, spanOf(text, c.sentence))
		if got := []string{a.Slice(p.List), a.Slice(p.Inner), a.Slice(p.Below), a.Slice(p.Block)}; !slices.Equal(got, []string{c.list, c.inner, c.below, c.block}) {
			t.Errorf("%q: got %q", c.sentence, got)
		}
	}
}

// spanOf is where part first stands in text.
func spanOf(text, part string) Span {
	i := strings.Index(text, part)
	return Span{Start: i, End: i + len(part)}
}
