package talk

import (
	"errors"
	"reflect"
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

func TestSettingsAreSensibleUntouchedAndUnreadable(t *testing.T) {
	t.Parallel()
	d := desk(t, false)
	e, err := d.resolver.Environment(t.Context(), feature.Place{Guild: "untouched", Channel: "c"})
	s := e.Settings
	if err != nil || !reflect.DeepEqual(s, feature.Settings{}) || s.Days() != 30 || s.Claims() != 0 || d.limits(s.Limits) != d.Limits || !s.Here(feature.Place{Channel: "c"}) {
		t.Errorf("untouched they are %+v, %v", s, err)
	}
	for _, key := range []string{feature.KeyChannels, feature.KeyLanguage, feature.KeyRetention} {
		if err := d.Store.Set(t.Context(), "odd", key, map[string]int{"x": 1}); err != nil {
			t.Fatal(err)
		}
	}
	if e, err = d.resolver.Environment(t.Context(), feature.Place{Guild: "odd", Channel: "c"}); err != nil || !e.Settings.Here(feature.Place{Channel: "c"}) || e.Settings.Days() != 30 {
		t.Errorf("unreadable they are %+v, %v", e.Settings, err)
	}
	// What guards a border is not left out.
	if err := d.Store.Set(t.Context(), "odd", feature.KeySources, "x"); err != nil {
		t.Fatal(err)
	}
	if _, err = d.resolver.Environment(t.Context(), feature.Place{Guild: "odd", Channel: "c"}); err == nil {
		t.Error("a channel whose sources cannot be read answers from all")
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
			e, err := d.resolver.Environment(t.Context(), feature.Place{Guild: "g"})
			if got := current(&e.Settings, key); err != nil || got != choice {
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
	s := feature.Settings{Language: "xx"}
	if got := s.Locale("fr", false); got != "fr" {
		t.Errorf("an unknown language speaks %s", got)
	}
	s.Language = "de"
	if got := s.Locale("fr", true); got != "fr" {
		t.Errorf("in private it speaks %s", got)
	}
}
