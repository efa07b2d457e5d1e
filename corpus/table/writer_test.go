package table

import "testing"

// Rows are written below their heads, and columns of questions and answers as
// headings with the answers below.
func TestWriter(t *testing.T) {
	for name, c := range map[string]struct {
		rows [][]string
		want string
	}{
		"heads": {[][]string{{"Boat", "Fee"}, {"Small", "4"}, {"", ""}, {"Large | wide", "9"}},
			"| Boat | Fee |\n| --- | --- |\n| Small | 4 |\n| Large ¦ wide | 9 |"},
		"no heads":     {[][]string{{"Small", "4"}, {"Large", "9"}}, "| Small | 4 |\n| Large | 9 |"},
		"one column":   {[][]string{{"Wait."}, {"Enter."}}, "- Wait.\n- Enter."},
		"questions":    {[][]string{{"Question", "Answer"}, {"May I swim?", "No."}}, "### May I swim?\n\nNo."},
		"a title":      {[][]string{{"Fees"}, {"Boat", "Fee"}, {"Small", "4"}}, "### Fees\n\n| Boat | Fee |\n| --- | --- |\n| Small | 4 |"},
		"nothing":      {[][]string{{"", " "}, {"\u200b"}}, ""},
		"heads, again": {[][]string{{"Boat", "Fee"}, {"Small", "4"}, {"Boat", "Fee"}, {"Large", "9"}}, "| Boat | Fee |\n| --- | --- |\n| Small | 4 |\n| Large | 9 |"},
	} {
		w := &Writer{}
		w.Table(c.rows)
		if got := w.String(); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

// A cell that stands alone heads what follows; items that are told apart make two lists.
func TestWriterOfParts(t *testing.T) {
	w := &Writer{}
	w.Heading("##", " Winter \n hours")
	w.Heading("##", " ")
	w.Item("From nine.")
	w.Item("To four.")
	w.EndList()
	w.Item("Closed in fog.")
	w.Paragraph("Ask the keeper.")
	if got, want := w.String(), "## Winter hours\n\n- From nine.\n- To four.\n\n- Closed in fog.\n\nAsk the keeper."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if w.Rows() != 0 {
		t.Errorf("%d rows", w.Rows())
	}
}
