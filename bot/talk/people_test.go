package talk

import (
	"errors"
	"reflect"
	"testing"

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

func TestSettingsAreSensibleUntouchedAndUnreadable(t *testing.T) {
	t.Parallel()
	d := desk(t, false)
	r, err := d.rules(t.Context(), "untouched")
	if err != nil || !reflect.DeepEqual(r, rules{}) || r.days() != 30 || r.most() != 0 || d.limits(&r) != d.Limits || !r.here(Place{Channel: "c"}) {
		t.Errorf("untouched they are %+v, %v", r, err)
	}
	for _, key := range []string{keyChannels, keyLanguage, keyRetention} {
		if err := d.Store.Set(t.Context(), "odd", key, map[string]int{"x": 1}); err != nil {
			t.Fatal(err)
		}
	}
	if r, err = d.rules(t.Context(), "odd"); err != nil || !r.here(Place{Channel: "c"}) || r.days() != 30 {
		t.Errorf("unreadable they are %+v, %v", r, err)
	}
}

func TestEverySettingIsPutAndRead(t *testing.T) {
	t.Parallel()
	d := desk(t, false)
	for key, list := range choices {
		for _, choice := range list {
			if _, err := d.put(t.Context(), "g", key, []string{choice}); err != nil {
				t.Fatal(err)
			}
			r, err := d.rules(t.Context(), "g")
			if got := r.current(key); err != nil || got != choice {
				t.Errorf("%s put to %q stands at %q, %v", key, choice, got, err)
			}
		}
		for _, bad := range [][]string{{"x"}, {}, {choiceDefault, choiceDefault}} {
			if _, err := d.put(t.Context(), "g", key, bad); !errors.Is(err, errSetting) {
				t.Errorf("%s takes %q: %v", key, bad, err)
			}
		}
	}
	if _, err := d.put(t.Context(), "g", "colour", []string{choiceDefault}); !errors.Is(err, errSetting) {
		t.Errorf("an unknown setting is taken: %v", err)
	}
	r := rules{Language: "xx"}
	if got := r.locale(&Question{Person: Person{Locale: "fr"}}); got != "fr" {
		t.Errorf("an unknown language speaks %s", got)
	}
	r.Language = "de"
	if got := r.locale(&Question{Private: true, Person: Person{Locale: "fr"}}); got != "fr" {
		t.Errorf("in private it speaks %s", got)
	}
}
