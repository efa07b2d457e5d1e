package answer_test

import (
	"strings"
	"testing"
)

const ferrySettings = "# Ramp\n\nThe ramp of Sundby is moved by a small program, which reads `ramp.ini` when it starts:\n\n" +
	"```\nramp.lampDelay = 40\nhornTwice = no\n--quiet-night\n```\n\n" +
	`## Settings

ramp.lampDelay
:   How long the lamp burns before the ramp moves. The mate may shorten it in fog.

- hornTwice
    The horn is blown a second time for whoever stands on the ramp.

- tideGauge
    Where the depth is read from.

### winch.brake

* Type: number
* Default: Ask the mate of the day.

See [winch.brake](gear.md#winch).

Holds the winch while the ramp is up.

## Flags

| Flag | Effect |
| ---- | ------ |
| --quiet-night | The horn stays silent from ten to six |
| --log | Each move is written down |

Whoever sets ramp.lampDelay, hornTwice or winch.brake tells the mate first, for ramp.lampDelay, hornTwice and winch.brake matter to all.
`

// What a setting, a flag or a command does is told where it stands as the name of an
// entry, a heading or a row, before listings and sentences that use it.
func TestDefinitionBeforeUse(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"What does lampDelay do?":                "How long the lamp burns before the ramp moves.",
		"What is ramp.lampDelay?":                "How long the lamp burns before the ramp moves.",
		"What is the hornTwice setting for?":     "The horn is blown a second time",
		"What does winch.brake do?":              "Holds the winch while the ramp is up.",
		"What does the --quiet-night flag mean?": "The horn stays silent from ten to six",
	} {
		t.Run(question, func(t *testing.T) {
			t.Parallel()
			a := ask(t, question, article("ferry", ferrySettings))
			if len(a.Claims) == 0 || !strings.Contains(a.Claims[0].Text, want) {
				t.Errorf("got %+v (%s), want first with %q", a.Claims, a.Reason, want)
			}
			for _, c := range a.Claims {
				if strings.Contains(c.Text, "= 40") || strings.Contains(c.Text, "= no") {
					t.Errorf("a listing answers: %q", c.Text)
				}
			}
		})
	}
}
