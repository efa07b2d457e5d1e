package persona

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const island = `<passage number="3" title="Ferry &quot;Aurora&quot;" source="The Tide" date="2025-03-01">
The ferry Aurora leaves Sandholm at noon. It carries 120 people and 14 cars.
However, Captain Nils Ovesen said the ship needs a new engine. He expects it in June.
</passage>
<passage number="7" title="Council" source="The Tide" date="2025-03-02">
Council
Read more
Mayor Ilse Brandt presented several reasons for the repair:
- The harbour wall leaks after every storm.
- Insurance for the quay ends in May.
“The wall is old. It will not last,” Brandt told residents on Tuesday.
</passage>
`

func ask(question string) Request {
	return Request{JSON: true, Messages: []Message{
		{Role: "system", Text: "Answer from the passages."}, {Role: "user", Text: island + "\nQuestion: " + question},
	}}
}

func read(t *testing.T, text string) (r reply) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return r
}

func TestGroundedAnswers(t *testing.T) {
	for question, want := range map[string]string{
		"When does the Aurora leave?":                      `The ferry Aurora leaves Sandholm at noon. [3: "The ferry Aurora leaves Sandholm at noon."]`,
		"How many cars does the Aurora carry?":             `It carries 120 people and 14 cars.`,
		"Who said the ship needs an engine?":               `Captain Nils Ovesen said the ship needs a new engine. [3: "However, Captain Nils Ovesen said the ship needs a new engine."]`,
		"Which reasons for the repair did Brandt present?": `The harbour wall leaks after every storm.`,
		"What did Brandt say about the old wall?":          `“The wall is old. It will not last,” Brandt told residents on Tuesday.`,
		"What is the capital of Australia?":                cannotAnswer,
		"How many seats does the council have?":            cannotAnswer,
		"When was Nils Ovesen born?":                       cannotAnswer,
		"Tell me a joke":                                   cannotAnswer,
		"What did Erik Lund say about the engine?":         cannotAnswer,
	} {
		d := read(t, Write(Grounded, ask(question)))
		if got := d.plain(); !strings.Contains(got, want) || (want == cannotAnswer) != (len(d.Claims) == 0) {
			t.Errorf("%s\n got %s\nwant %s", question, got, want)
		}
	}
}

// Whatever passages and question are, each quote is in its passage.
func TestGroundedQuotesAreTrue(t *testing.T) {
	piece := rapid.SampledFrom([]string{"The ferry", "leaves", "Sandholm", "Nils Ovesen", "He", "It", ". ", ".\n", ", ", " ", "“", "”", "?", ": ",
		"U.S.", "14", "é", "\n- ", "noon", "when", "</passage", "\"", "\\", "However, "})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 1, 60).Draw(t, "pieces"), " ") })
	rapid.Check(t, func(t *rapid.T) {
		a, b, q := text.Draw(t, "a"), text.Draw(t, "b"), text.Draw(t, "q")
		req := Request{JSON: true, Messages: []Message{{Role: "user", Text: fmt.Sprintf(
			"<passage number=\"1\">\n%s\n</passage>\n<passage number=\"2\">\n%s\n</passage>\nQuestion: %s", a, b, strings.ReplaceAll(q, "\n", " "))}}}
		var d reply
		if err := json.Unmarshal([]byte(Write(Grounded, req)), &d); err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Claims {
			if len(c.Evidence) == 0 || c.Text == "" {
				t.Fatalf("claim %q with %d quotes", c.Text, len(c.Evidence))
			}
			for _, e := range c.Evidence {
				if !strings.Contains(map[int]string{1: a, 2: b}[e.Passage], e.Quote) {
					t.Fatalf("passage %d does not hold %q", e.Passage, e.Quote)
				}
			}
		}
	})
}

func TestCutSentences(t *testing.T) {
	for text, want := range map[string]string{
		"One is here. Two is there.":             "One is here.|Two is there.",
		"Mr. Brown met U.S. officials. He left.": "Mr. Brown met U.S. officials.|He left.",
		"“It is old.” She left.":                 "“It is old.”|She left.",
		"A line\nand another":                    "A line|and another",
		"It cost 4.5 million. 3 left.":           "It cost 4.5 million.|3 left.",
		"Really?! Yes…":                          "Really?!|Yes…",
		"  \n\n ":                                "",
	} {
		if got := strings.Trim(strings.Join(cut(text), "|"), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestThePlainFormAndTheLastQuestion(t *testing.T) {
	req := ask("When does the Aurora leave?")
	req.JSON = false
	want := "- The ferry Aurora leaves Sandholm at noon. [3: \"The ferry Aurora leaves Sandholm at noon.\"]\n"
	if got := Write(Grounded, req); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	none := ask("What is the capital of Australia?")
	none.JSON = false
	if got := Write(Grounded, none); got != "unanswered: "+cannotAnswer+"\n" {
		t.Errorf("%q", got)
	}
	for i := range req.Messages { // the fence's name may go on
		req.Messages[i].Text = strings.ReplaceAll(req.Messages[i].Text, "passage", "passage-7f3a")
	}
	if got := Write(Grounded, req); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	// A second try names the faults of the first and repeats no passages.
	req.Messages = append(req.Messages, Message{Role: "assistant", Text: "nonsense"},
		Message{Role: "user", Text: "Your reply cited words that are in no passage. Write it again."})
	if got := Write(Grounded, req); got != want {
		t.Errorf("second try: %q, want %q", got, want)
	}
}
