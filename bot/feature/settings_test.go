package feature

import (
	"context"
	"encoding/json"
	"log/slog"
	"reflect"
	"testing"
)

// guilds are the settings of guilds, as JSON by key.
type guilds map[string]map[string]string

func (g guilds) Settings(_ context.Context, guild string) (map[string]json.RawMessage, error) {
	set := map[string]json.RawMessage{}
	for key, value := range g[guild] {
		set[key] = json.RawMessage(value)
	}
	return set, nil
}

func TestSettingsAreSensibleUntouchedAndUnreadable(t *testing.T) {
	t.Parallel()
	kept := guilds{"odd": {KeyChannels: `{"x":1}`, KeyLanguage: `{"x":1}`, KeyRetention: `{"x":1}`}}
	r := &Resolver{Store: kept, Log: slog.New(slog.DiscardHandler)}
	e, err := r.Environment(t.Context(), Place{Guild: "untouched", Channel: "c"})
	s := e.Settings
	if err != nil || !reflect.DeepEqual(s, Settings{}) || s.Days() != 30 || s.Claims() != 0 || !s.Here(Place{Channel: "c"}) {
		t.Errorf("untouched they are %+v, %v", s, err)
	}
	if e, err = r.Environment(t.Context(), Place{Guild: "odd", Channel: "c"}); err != nil || !e.Settings.Here(Place{Channel: "c"}) || e.Settings.Days() != 30 {
		t.Errorf("unreadable they are %+v, %v", e.Settings, err)
	}
	// What guards a border is not left out.
	kept["odd"][KeySources] = `"x"`
	if _, err = r.Environment(t.Context(), Place{Guild: "odd", Channel: "c"}); err == nil {
		t.Error("a channel whose sources cannot be read answers from all")
	}
}

func TestTheLanguageOfAReply(t *testing.T) {
	t.Parallel()
	s := Settings{Language: "xx"}
	if got := s.Locale("fr", false); got != "fr" {
		t.Errorf("an unknown language speaks %s", got)
	}
	s.Language = "de"
	if got := s.Locale("fr", true); got != "fr" {
		t.Errorf("in private it speaks %s", got)
	}
}
