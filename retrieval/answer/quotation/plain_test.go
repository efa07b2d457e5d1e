package quotation

import "testing"

// What a reader sees of a quote.
func TestPlain(t *testing.T) {
	for quote, want := range map[string]string{
		"- The *ferry* leaves at **nine**.":                       "The ferry leaves at nine.",
		"3) The `keeper` is\n   Ada Lowe.":                        "The keeper is Ada Lowe.",
		"- [x] Book the hall":                                     "Book the hall",
		"See [the report](https://news.example/r \"A report\").":  "See the report.",
		"[![the ferry](f.png)](https://news.example)":             "the ferry",
		"The [[harbours|harbour]] of [[Brenwick]] is old.[^2]":    "The harbour of Brenwick is old.",
		"The [harbour][1] is old.":                                "The harbour is old.",
		"[!NOTE] It is old.":                                      "It is old.",
		"Keeper\n: who keeps it":                                  "Keeper: who keeps it",
		"A: It is old.":                                           "It is old.",
		"| Boat | Leaves |\n|------|--------|\n| Ada | at nine |": "Boat · Leaves Ada · at nine",
		"<tr><td>Ada</td><td>at nine</td></tr>":                   "Ada · at nine",
		"It is <b>old</b>.":                                       "It is old.",
		"```go\nif a < b { return <-c }\n```":                     "if a < b { return <-c }",
		"2 * 3 is 6, and 4 * 5 is 20":                             "2 * 3 is 6, and 4 * 5 is 20",
		"Cells [1] and a|b stay.":                                 "Cells [1] and a|b stay.",
	} {
		if got := Plain(quote); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", quote, got, want)
		}
	}
}

// Nothing that shows nothing is left in a claim.
func TestClean(t *testing.T) {
	for claim, want := range map[string]string{
		"The\u200b ferry\u202e leaves\ufe0f.": "The ferry leaves.",
		"two\nlines\t here ":                  "two lines here",
		"broken \xff bytes":                   "broken bytes",
		"a\x00b\x1b[31m":                      "ab[31m",
		"Straße, Київ":                        "Straße, Київ",
	} {
		if got := Clean(claim); got != want {
			t.Errorf("%q: got %q, want %q", claim, got, want)
		}
	}
}
