package ask

import (
	"footnote/retrieval/answer"
	"reflect"
	"testing"
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
