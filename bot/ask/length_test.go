package ask

import (
	"reflect"
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/retrieval/answer"
)

func TestShorten(t *testing.T) {
	t.Parallel()
	a := answer.Answer{
		Claims: []answer.Claim{{Text: "B.", Citations: []int{2}}, {Text: "A.", Citations: []int{1, 3}}, {Text: "C.", Citations: []int{1}}},
		Citations: []answer.Citation{
			{Number: 1, Quote: "one"}, {Number: 2, Quote: "two"}, {Number: 3, Quote: "three"},
		},
	}
	for most, want := range map[int]answer.Answer{
		0: a, 3: a, 9: a,
		1: {Answer: "B. [1]", Claims: []answer.Claim{{Text: "B.", Citations: []int{1}}}, Citations: []answer.Citation{{Number: 1, Quote: "two"}}},
		2: {
			Answer: "B. [2]\nA. [1] [3]",
			Claims: []answer.Claim{{Text: "B.", Citations: []int{2}}, {Text: "A.", Citations: []int{1, 3}}}, Citations: a.Citations,
		},
	} {
		if got := shorten(a, most); !reflect.DeepEqual(got, want) {
			t.Errorf("to %d: %+v", most, got)
		}
	}
	if a.Citations[1].Number != 2 || a.Claims[0].Citations[0] != 2 {
		t.Error("the answer itself was changed")
	}
}

// A brief answer leaves out what says the same once more, and what makes it long;
// one that a model wrote is as it is.
func TestABriefAnswer(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 39)
	for name, c := range map[string]struct {
		mode   answer.Mode
		length string
		claims []answer.Claim
		want   int
	}{
		"something more":      {answer.Extracted, "", []answer.Claim{{Text: "Ida Holm did.", Key: "Ida Holm"}, {Text: "Ships waited."}}, 2},
		"the same once more":  {answer.Extracted, "", []answer.Claim{{Text: "Ida Holm did.", Key: "Ida Holm"}, {Text: "It was Ida Holm."}}, 1},
		"long from the start": {answer.Extracted, "", []answer.Claim{{Text: long + long}, {Text: "Ships waited."}}, 1},
		"too long with more":  {answer.Extracted, "", []answer.Claim{{Text: long}, {Text: "It."}, {Text: "Ships."}}, 2},
		"written by a model":  {answer.Generated, "", []answer.Claim{{Text: long}, {Text: long}}, 2},
		"all, by the setting": {answer.Extracted, feature.LengthLong, []answer.Claim{{Text: long}, {Text: long}}, 2},
		"one, by the setting": {answer.Extracted, feature.LengthShort, []answer.Claim{{Text: "It."}, {Text: "Ships."}}, 1},
	} {
		got := fitting(&feature.Settings{Length: c.length}, answer.Answer{Mode: c.mode, Claims: c.claims, Confidence: 0.7})
		if len(got.Claims) != c.want {
			t.Errorf("%s: %d claims", name, len(got.Claims))
		}
	}
	doubtful := answer.Answer{Mode: answer.Extracted, Claims: []answer.Claim{{Text: long}, {Text: long}}, Confidence: 0.2}
	if got := fitting(&feature.Settings{}, doubtful); len(got.Claims) != 2 {
		t.Errorf("an answer in doubt is cut to %d claims", len(got.Claims))
	}
}
