package schema

import (
	"encoding/json"
	"strings"
	"testing"
)

func parse(t *testing.T, raw string) *Schema {
	t.Helper()
	s, err := Parse(json.RawMessage(raw))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEncodeFitsTheSchema(t *testing.T) {
	s := parse(t, `{"type":"object","required":["b","a","n","e","l"],"properties":{"b":{"type":"boolean"},"a":{"type":["string","null"]},
		"n":{"type":"number"},"e":{"enum":["x","y"]},"l":{"type":"array","items":{"type":"string"}},"o":{"type":"string"},
		"any":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}`)
	for want, v := range map[string]map[string]any{
		`{"b":false,"a":"<t>","n":0,"e":"x","l":[]}`:                   {"a": "<t>", "unknown": 1, "b": "no truth value"},
		`{"b":true,"a":"","n":7,"e":"y","l":["1"],"o":"here","any":3}`: {"b": true, "n": 7, "e": "y", "l": []string{"1"}, "o": "here", "any": 3},
	} {
		if got := s.Encode(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	var none *Schema
	if got := none.Encode(map[string]any{"a": 1}); got != `{"a":1}` {
		t.Errorf("without a schema: %s", got)
	}
}

func TestMentionsAtAnyDepth(t *testing.T) {
	s := parse(t, `{"properties":{"outer":{"type":"array","items":{"properties":{"theQuestion":{}}}}}}`)
	if !s.Mentions("question") || s.Mentions("answer") {
		t.Error("a name below an item is not found, or one that is not there is")
	}
}

func TestCheckStrict(t *testing.T) {
	for raw, want := range map[string]string{
		`{"type":"object","properties":{},"additionalProperties":false}`:                                                                   "",
		`{"type":"object","properties":{}}`:                                                                                                "additionalProperties",
		`{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}`:                                              "missing 'a'",
		`{"type":"array","items":{"type":"object"}}`:                                                                                       "additionalProperties",
		`{"type":"object","required":["a"],"properties":{"a":{"anyOf":[{"type":"null"},{"type":"object"}]}},"additionalProperties":false}`: "additionalProperties",
	} {
		err := parse(t, raw).CheckStrict()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", raw, err, want)
		}
	}
	for _, raw := range []string{`[]`, `{"properties":[]}`, `{"properties":{"a":7}}`, `{"items":3}`} {
		if _, err := Parse(json.RawMessage(raw)); err == nil {
			t.Errorf("%s was taken for a schema", raw)
		}
	}
}
