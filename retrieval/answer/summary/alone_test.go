package summary

import "testing"

// What points back to a sentence that is not shown speaks against a line.
func TestSentencesThatPointBack(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"From the other towns it wants the end of all fees for ferries.",
		"Few people in the town expect a new chain by then.",
		"In it the mate promised a new chain for the ramp.",
		"There is a second worry, too, which the mate shares with the town.",
	} {
		if doubt, ok := stands(line, nil); ok && doubt < 0.5 {
			t.Errorf("%q stands alone: %v", line, doubt)
		}
	}
	for _, line := range []string{
		"Sundby wants the end of all fees, and its mate agrees with that town.",
		"By Easter it will be clear whether the chain of the ramp holds.",
		"There is a new chain in the shed behind the office of the mate.",
	} {
		if doubt, ok := stands(line, nil); !ok || doubt >= 0.5 {
			t.Errorf("%q does not stand alone: %v", line, doubt)
		}
	}
}

// A word that begins like the topic is none of its family for that.
func TestTopicsByTheirFamilies(t *testing.T) {
	t.Parallel()
	protests := topicWord{term: "protest", lower: "protests"}
	for form, want := range map[string]float64{"protected": 0, "protesters": asFamily, "protesting": asFamily} {
		if got := protests.in(map[string]string{form: form}); got != want {
			t.Errorf("%s: %v, want %v", form, got, want)
		}
	}
}
