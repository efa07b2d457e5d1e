package answer_test

import (
	"strings"
	"testing"
)

const ferryYear = `# The ferry of Sundby: what could go wrong

The council has written down the risks that it sees for the ferry.

1. **The winter stays away.** Ice keeps the ramp from sinking into the mud.
2. **The mate retires.** Nobody else knows the winch.
3. **Diesel is short.** The tank holds enough for nine days.

None of the dangers is certain. Ask the mate about each danger before you sail.

## Duties of the mate

Whoever is on watch reads the gauge first.

- Oil the winch
- Ring the bell

## Duties of passengers

- Keep off the ramp
- Pay before boarding

## March

- **3 March, a Monday.** The ramp froze. Two boats waited.
- **After 3 March.** A new chain was ordered.
- **19 March.** The chain came and did not fit.

## Before Easter

The old chain was welded. It held.
`

// Who asks for several things gets the list that a heading, the title or the sentence
// before it names, as a whole, and who asks what happened what stands at that time.
func TestTheListAskedFor(t *testing.T) {
	t.Parallel()
	for question, want := range map[string][2]string{
		"What are the dangers for the ferry?":   {"The winter stays away.", "for nine days."},
		"What are the three risks?":             {"The winter stays away.", "for nine days."},
		"List the duties of the mate":           {"Oil the winch", "Ring the bell"},
		"What duties do passengers have?":       {"Keep off the ramp", "Pay before boarding"},
		"What happened in March?":               {"3 March, a Monday.", "did not fit."},
		"What happened on 3 March?":             {"3 March, a Monday.", "Two boats waited."},
		"What happened on March 19?":            {"19 March.", "did not fit."},
		"What happened before Easter?":          {"The old chain was welded.", ""},
		"What are the duties of the passenger?": {"Keep off the ramp", "Pay before boarding"},
	} {
		t.Run(question, func(t *testing.T) {
			t.Parallel()
			a := ask(t, question, article("ferry", ferryYear))
			if len(a.Claims) == 0 || !strings.HasPrefix(a.Claims[0].Text, want[0]) || !strings.HasSuffix(a.Claims[0].Text, want[1]) && want[1] != "" {
				t.Errorf("got %+v (%s), want it from %q to %q", a.Claims, a.Reason, want[0], want[1])
			}
		})
	}
}

// A list of as many things as nobody counted, or of something else, is not what is asked for.
func TestNoListOfSomethingElse(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"What are the five dangers?", "What are the duties of the owner?", "What happened on 5 March?"} {
		for _, c := range ask(t, question, article("ferry", ferryYear)).Claims {
			for _, item := range []string{"winter stays away", "Oil the winch", "Keep off the ramp", "ramp froze"} {
				if strings.Contains(c.Text, item) {
					t.Errorf("%s: got %q", question, c.Text)
				}
			}
		}
	}
}

// A month is no word that is written like it.
func TestMonthsAreNames(t *testing.T) {
	t.Parallel()
	a := ask(t, "What happened in March?", article("sundby", "The march of the fishermen ended in front of the town hall of Sundby. What happened there may be read in the log."))
	if len(a.Claims) > 0 {
		t.Errorf("got %q", a.Claims[0].Text)
	}
	a = ask(t, "What happened in May?", article("sundby", "In May the town hall of Sundby burned down. The fishermen may have seen it."))
	if len(a.Claims) == 0 || !strings.Contains(a.Claims[0].Text, "burned down") {
		t.Errorf("got %+v (%s)", a.Claims, a.Reason)
	}
}

// Lines may end as on Windows: what leads to a list stands above a line that holds a
// carriage return then.
func TestListsOfWindowsLines(t *testing.T) {
	t.Parallel()
	text := strings.ReplaceAll("# Watch\n\nWhoever is on watch has:\n\n- to read the gauge;\n- to ring the bell.\n", "\n", "\r\n")
	a := ask(t, "Who has to ring the bell?", article("watch", text))
	if len(a.Claims) == 0 || a.Claims[0].Text != "Whoever is on watch has: to ring the bell." {
		t.Errorf("got %+v (%s)", a.Claims, a.Reason)
	}
}
