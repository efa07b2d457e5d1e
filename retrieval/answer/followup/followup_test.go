package followup

import (
	"os"
	"strings"
	"testing"
)

// TestFollowUps reads testdata/followups.txt.
func TestFollowUps(t *testing.T) {
	data, err := os.ReadFile("testdata/followups.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(data), "=== ")[1:]
	if len(cases) < 30 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, part := range cases {
		name, rest, _ := strings.Cut(part, "\n")
		t.Run(name, func(t *testing.T) {
			var history []Turn
			text := ""
			want := ""
			for line := range strings.Lines(rest) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				switch key {
				case "q":
					history = append(history, Turn{Question: value})
				case "a":
					history[len(history)-1].Answer = value
				case "ask":
					text = value
				case "want":
					want = value
				}
			}
			if got := StandAlone(text, history); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func FuzzStandAlone(f *testing.F) {
	f.Add("and what about her?", "Who is Anna Berg?", "The mayor.")
	f.Add("There, and İt’s why?", "the the the", "\xff")
	f.Fuzz(func(t *testing.T, text, question, reply string) {
		history := []Turn{{question, reply}, {reply, question}}
		if strings.TrimSpace(text) != "" && StandAlone(text, history) == "" {
			t.Errorf("nothing is left of %q", text)
		}
	})
}
