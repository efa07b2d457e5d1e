package persona

import (
	"encoding/json"
	"strings"
	"testing"
)

func schema(t *testing.T, raw string) *Schema {
	t.Helper()
	s, err := ParseSchema(json.RawMessage(raw))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const questionSchema = `{"type":"object","properties":{"question":{"type":"string"},"changed":{"type":"boolean"}},"required":["question","changed"],"additionalProperties":false}`

func TestFollowUpsAreMadeToStandAlone(t *testing.T) {
	for _, c := range []struct{ prompt, want string }{
		{"Q: What did Ilse Brandt say about the wall?\nA: It is old.\nFollow-up: and what did she say about the quay?", "What did Ilse Brandt say about the quay?"},
		{"Question: Where was Nils Ovesen born?\nAnswer: In Sandholm.\nQuestion: what about Ilse Brandt?", "Where was Ilse Brandt born?"},
		{"Question: Who is Nils Ovesen?\nAnswer: A captain.\nQuestion: What is his ship?", "What is Nils Ovesen’s ship?"},
		{"Question: When does the Aurora leave?", "When does the Aurora leave?"},
	} {
		got := Write(Grounded, Request{Schema: schema(t, questionSchema), JSON: true,
			Messages: []Message{{Role: "system", Text: "Rewrite the question."}, {Role: "user", Text: c.prompt}}})
		var out struct {
			Question string
			Changed  *bool
		}
		if err := json.Unmarshal([]byte(got), &out); err != nil || out.Question != c.want || out.Changed == nil {
			t.Errorf("%q: %s, want %q", c.prompt, got, c.want)
		}
	}
	loose := Request{JSON: true, Messages: []Message{{Role: "system", Text: `Make it stand alone. Answer with JSON: {"question": "..."}`},
		{Role: "user", Text: "Earlier question: Who is Nils Ovesen?\nAnswer: A captain.\n\nQuestion: What is his ship?"}}}
	if got := Write(Grounded, loose); got != `{"question":"What is Nils Ovesen’s ship?"}` {
		t.Errorf("without a schema: %s", got)
	}
	turns := Request{Messages: []Message{{Role: "system", Text: "Rewrite the last question so that it stands alone."},
		{Role: "user", Text: "What did Ilse Brandt say?"}, {Role: "assistant", Text: "The wall is old."}, {Role: "user", Text: "When did she say it?"}}}
	if got := Write(Grounded, turns); got != "When did Ilse Brandt say it?" {
		t.Errorf("as turns: %q", got)
	}
}

func TestTranslationsEcho(t *testing.T) {
	req := Request{Messages: []Message{{Role: "system", Text: "Translate into German."}, {Role: "user", Text: "Text: The wall is old."}}}
	if got := Write(Grounded, req); got != "The wall is old." {
		t.Errorf("%q", got)
	}
	req.JSON = true
	req.Schema = schema(t, `{"type":"object","properties":{"translations":{"type":"array","items":{"type":"object",
		"properties":{"number":{"type":"integer"},"text":{"type":"string"}},"required":["number","text"]}}},"required":["translations"]}`)
	req.Messages[1].Text = "Text:\n1. The wall is old.\n2. It leaks."
	if got := Write(Grounded, req); got != `{"translations":[{"number":1,"text":"The wall is old."},{"number":2,"text":"It leaks."}]}` {
		t.Errorf("%s", got)
	}
}

func TestEncodeFitsTheSchema(t *testing.T) {
	s := schema(t, `{"type":"object","required":["b","a","n","e","l"],"properties":{"b":{"type":"boolean"},"a":{"type":["string","null"]},
		"n":{"type":"number"},"e":{"enum":["x","y"]},"l":{"type":"array","items":{"type":"string"}},"o":{"type":"string"}}}`)
	got := string(s.encode(map[string]any{"a": "<t>", "unknown": 1}))
	if got != `{"b":false,"a":"<t>","n":0,"e":"x","l":[]}` {
		t.Error(got)
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
		err := schema(t, raw).CheckStrict()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", raw, err, want)
		}
	}
	for _, raw := range []string{`[]`, `{"properties":[]}`, `{"properties":{"a":7}}`, `{"items":3}`} {
		if _, err := ParseSchema(json.RawMessage(raw)); err == nil {
			t.Errorf("%s was taken for a schema", raw)
		}
	}
}
