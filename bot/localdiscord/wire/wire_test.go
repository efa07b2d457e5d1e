package wire_test

import (
	"encoding/json"
	"testing"
	"time"

	"footnote/bot/localdiscord/wire"
)

func TestTime(t *testing.T) {
	at := wire.Time{Time: time.Date(2026, 1, 2, 4, 4, 5, 6000, time.FixedZone("CET", 3600))}
	got, err := json.Marshal(at)
	if err != nil || string(got) != `"2026-01-02T03:04:05.000006+00:00"` {
		t.Errorf("got %s, %v", got, err)
	}
	var back wire.Time
	if err := json.Unmarshal(got, &back); err != nil || !back.Equal(at.Time) {
		t.Errorf("read back %v, %v", back, err)
	}
}

func TestSnowflake(t *testing.T) {
	for _, text := range []string{`"12"`, `12`} {
		var s wire.Snowflake
		if err := json.Unmarshal([]byte(text), &s); err != nil || s != "12" {
			t.Errorf("%s became %q, %v", text, s, err)
		}
	}
	var s wire.Snowflake
	if err := json.Unmarshal([]byte(`{}`), &s); err == nil {
		t.Errorf("an object became %q", s)
	}
}

// TestNormalise: components are numbered in order and get Discord's defaults.
func TestNormalise(t *testing.T) {
	var list []wire.Component
	err := json.Unmarshal([]byte(`[{"type":17,"components":[{"type":14},{"type":1,"components":[{"type":3,"custom_id":"s","id":40}]}]}]`), &list)
	if err != nil {
		t.Fatal(err)
	}
	wire.Normalise(list)
	got, err := json.Marshal(list)
	want := `[{"type":17,"id":1,"components":[{"type":14,"id":2,"divider":true,"spacing":1},` +
		`{"type":1,"id":3,"components":[{"type":3,"id":40,"custom_id":"s","min_values":1,"max_values":1}]}],"accent_color":null,"spoiler":false}]`
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
}
