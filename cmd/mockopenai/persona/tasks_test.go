package persona

import (
	"encoding/json"
	"testing"

	"footnote/cmd/mockopenai/schema"
)

func form(t *testing.T, raw string) *schema.Schema {
	t.Helper()
	s, err := schema.Parse(json.RawMessage(raw))
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
		got := Write(Grounded, Request{Schema: form(t, questionSchema), JSON: true,
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
