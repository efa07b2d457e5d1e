package corpus

import (
	"slices"
	"strings"
	"testing"
)

// A passage knows the path of its headings, and the head of a table that it goes
// on with.
func TestHeadingPath(t *testing.T) {
	a := &Article{Text: "## Mill\n\n### Wheel\n\nIt turns.\n\n### Stone\n\nIt grinds.\n\n## Forge\n\nIt glows.\n\n" +
		"## Prices\n\n| Tool | Price |\n| --- | --- |\n| A | 1 |\n| B | 2 |\n| C | 3 |\n| D | 4 |\n| E | 5 |\n| F | 6 |\n"}
	var got []string
	for _, p := range Split(a) {
		got = append(got, p.Heading)
	}
	want := []string{"Mill\nWheel", "Mill\nStone", "Forge", "Prices", "Prices\nTool\tPrice"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What leads to a sentence: the head of its table, the sentence with the colon,
// the question above it.
func TestLeads(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"rows", "| Tool | Price |\n|---|---|\n| Oar | 15 |\n", []string{"", "| Tool | Price |"}},
		{"rows between tabs", "Tool\tPrice\nOar\t15\nLamp\t7\n", []string{"", "Tool\tPrice", "Tool\tPrice"}},
		{"rows without a head", "Owner\tAnn\nKeeper\tBob\n", []string{"", ""}},
		{"list", "Bring these:\n\n- a lamp\n- an oar\n\nThe office is open.", []string{"", "Bring these:", "Bring these:", ""}},
		{"question", "May I come?\n\nYes, at ten.\n\nThe office is open.", []string{"", "May I come?", ""}},
	}
	for _, c := range cases {
		var got []string
		for _, p := range Split(&Article{Text: c.text}) {
			for _, l := range p.Leads() {
				got = append(got, p.Article.Slice(l.Span))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// What is the same below several marked headings is found below each.
func TestRepeatedBelowHeadings(t *testing.T) {
	const rule = "From the third week on, whoever keeps the lamp may leave the tower for one night without asking.\n\n"
	const more = "The keepers of this tower are chosen in spring by those who kept it in the year before, and they serve until autumn.\n\n"
	a := &Article{Title: "Towers", Text: "# Towers\n\n## North\n\n" + more + "### Leave\n\n" + rule + "## South\n\nTwo keepers live in this tower, and they share the lamp, the boat and the garden behind the wall.\n\n### Leave\n\n" + rule}
	var got []string
	for _, p := range Split(a) {
		if strings.Contains(p.Text(), "leave the tower") {
			got = append(got, p.Heading)
		}
	}
	if want := []string{"North\nLeave", "South\nLeave"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// In Markdown the lines of a paragraph are one text, wherever they are wrapped.
func TestWrappedMarkdown(t *testing.T) {
	const text = "To be told of each stop by letter you have to name a server, see\n[`TOWER_MAIL`](settings.md#mail). Give the address too.\n"
	a := &Article{Text: text}
	s := Split(a)[0].Sentences
	if want := "To be told of each stop by letter you have to name a server, see\n[`TOWER_MAIL`](settings.md#mail)."; a.Slice(s[0]) != want {
		t.Errorf("got %q, want %q", a.Slice(s[0]), want)
	}
}

// A row of a table is known as one in every passage, a bar in a sentence makes none.
func TestRows(t *testing.T) {
	a := &Article{Text: "Tool | Price\n--- | ---\nOar | 15\nLamp | 7\nRope | 4\nMast | 90\nSail | 60\n\nRun `ps | grep oar` to count them."}
	rows := map[string]bool{}
	for _, p := range Split(a) {
		for i, l := range p.Leads() {
			rows[a.Slice(p.Sentences[i])] = l.Row
			if head := a.Slice(p.Sentences[i]) == "Tool | Price"; l.Head && !head {
				t.Errorf("%q is no head row", a.Slice(p.Sentences[i]))
			}
		}
	}
	for text, row := range rows {
		if want := !strings.HasPrefix(text, "Run"); row != want {
			t.Errorf("%q: a row is %v, want %v", text, row, want)
		}
	}
	if len(rows) != 7 {
		t.Errorf("sentences are %v", rows)
	}
}

// So are they in a document that shows by its headings alone that it is Markdown,
// though other lines of it are longer than any that is wrapped by hand.
func TestLinesOfADocumentGoOn(t *testing.T) {
	long := strings.Repeat("a table's row that nobody wraps, ", 6)
	text := "# Harbour\n\nThe key is no secret. It helps nobody who knows the washroom\nID to open the door of the washroom itself.\n\n# Rows\n\n" + long + "as it is.\n"
	a := &Article{Text: text, Path: "harbour.md"}
	for _, p := range Split(a) {
		for _, s := range p.Sentences {
			if got := a.Slice(s); !strings.HasSuffix(got, ".") {
				t.Errorf("%q is no whole sentence", got)
			}
		}
	}
}

// What stands behind the first sentence of an item that names what it is about is
// led to by that name.
func TestItemsLead(t *testing.T) {
	for _, text := range []string{
		"shut\n:   Nobody passes. It is the default.\n",
		"- shut: Nobody passes. It is the default.\n- open: All pass.\n",
		"- **shut** – nobody passes. It is the default.\n",
	} {
		p := Split(&Article{Text: text, Path: "a.md"})[0]
		got := strings.Trim(p.Article.Slice(p.Leads()[1].Span), "*")
		if first := p.Leads()[0].Len(); got != "shut" || first != 0 {
			t.Errorf("%q: the second sentence is led to by %q, the first by %d bytes", text, got, first)
		}
	}
}
