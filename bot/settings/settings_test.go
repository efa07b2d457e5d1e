package settings

import (
	"errors"
	"log/slog"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/storetest"
)

func TestEverySettingIsPutAndRead(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	h := &Handler{Store: s, Base: feature.Base{Resolver: &feature.Resolver{Store: s, Log: slog.New(slog.DiscardHandler)}}}
	for key, list := range choices {
		for _, choice := range list {
			if _, err := h.put(store.In(t.Context(), "g"), "g", key, []string{choice}); err != nil {
				t.Fatal(err)
			}
			e, err := h.Resolver.Environment(store.In(t.Context(), "g"), feature.Place{Guild: "g"})
			if got := current(&e.Settings, key); err != nil || got != choice {
				t.Errorf("%s put to %q stands at %q, %v", key, choice, got, err)
			}
		}
		for _, bad := range [][]string{{"x"}, {}, {choiceDefault, choiceDefault}} {
			if _, err := h.put(store.In(t.Context(), "g"), "g", key, bad); !errors.Is(err, errSetting) {
				t.Errorf("%s takes %q: %v", key, bad, err)
			}
		}
	}
	if _, err := h.put(store.In(t.Context(), "g"), "g", "colour", []string{choiceDefault}); !errors.Is(err, errSetting) {
		t.Errorf("an unknown setting is taken: %v", err)
	}
}
