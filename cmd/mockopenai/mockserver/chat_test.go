package mockserver_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
)

const passages = `<passage number="1" title="Harbour news" source="The Tide" date="2025-03-01">
The ferry to Sandholm leaves the old harbour at noon. It carries 120 people.
</passage>
<passage number="2" title="Council" source="The Tide" date="2025-03-02">
Mayor Ilse Brandt said the harbour wall will be repaired in June. The work costs 4 million crowns.
</passage>

Question: Who said the harbour wall will be repaired?`

const schema = `{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","additionalProperties":false,
"required":["claims","unanswered"],"properties":{"claims":{"type":"array","items":{"type":"object","additionalProperties":false,
"required":["text","evidence"],"properties":{"text":{"type":"string"},"evidence":{"type":"array","items":{"type":"object",
"additionalProperties":false,"required":["passage","quote"],"properties":{"passage":{"type":"integer"},"quote":{"type":"string"}}}}}}},
"unanswered":{"type":"string"}}}}}`

type completion struct {
	Choices []struct {
		Message      struct{ Content string }
		FinishReason string `json:"finish_reason"`
	}
	Usage struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
		Total      int `json:"total_tokens"`
	}
}

type answer struct {
	Claims []struct {
		Text     string
		Evidence []struct {
			Passage int
			Quote   string
		}
	}
	Unanswered string
}

// chatBody is a request with one user message and further fields.
func chatBody(t *testing.T, user, more string) string {
	t.Helper()
	return `{"model":"m","messages":[{"role":"system","content":"Reply in JSON with \"claims\"."},{"role":"user","content":` +
		quoted(t, user) + `}]` + more + `}`
}

func TestChatFollowsTheSchema(t *testing.T) {
	for _, name := range []persona.Name{persona.Grounded, persona.Fabricator} {
		_, url := start(t, mockserver.Options{Persona: name})
		got := must[completion](t, url+"/v1/chat/completions", chatBody(t, passages, `,"response_format":`+schema))
		var a answer
		if err := json.Unmarshal([]byte(got.Choices[0].Message.Content), &a); err != nil {
			t.Fatalf("%s: %v in %s", name, err, got.Choices[0].Message.Content)
		}
		if len(a.Claims) == 0 || !strings.Contains(a.Claims[0].Text, "Ilse Brandt") || a.Claims[0].Evidence[0].Passage != 2 {
			t.Errorf("%s: %+v", name, a)
		}
		if got.Usage.Total != got.Usage.Prompt+got.Usage.Completion || got.Usage.Completion == 0 {
			t.Errorf("%s: usage %+v", name, got.Usage)
		}
	}
}

func TestEveryPersonaStreamsWhatItSays(t *testing.T) {
	for _, name := range persona.Names() {
		_, url := start(t, mockserver.Options{Persona: name})
		whole := must[completion](t, url+"/v1/chat/completions", chatBody(t, passages, ""))
		_, _, raw, err := post(t, url+"/v1/chat/completions", chatBody(t, passages, `,"stream":true,"stream_options":{"include_usage":true}`))
		if err != nil {
			t.Fatal(err)
		}
		text, finish, usage := readStream(t, raw)
		if text != whole.Choices[0].Message.Content || finish != "stop" || usage != whole.Usage.Total {
			t.Errorf("%s: streamed %q (%s, %d tokens), whole %q (%d tokens)", name, text, finish, usage,
				whole.Choices[0].Message.Content, whole.Usage.Total)
		}
		if (name == persona.Mute) != (text == "") {
			t.Errorf("%s said %q", name, text)
		}
	}
}

// readStream joins the deltas and returns the finish reason and total usage.
func readStream(t *testing.T, raw string) (text, finish string, total int) {
	t.Helper()
	for event := range strings.SplitSeq(strings.TrimSpace(raw), "\n\n") {
		data := strings.TrimPrefix(event, "data: ")
		if data == "[DONE]" {
			continue
		}
		var chunk struct {
			Choices []struct {
				Delta        struct{ Content string }
				FinishReason string `json:"finish_reason"`
			}
			Usage struct {
				Total int `json:"total_tokens"`
			}
		}
		if err := json.Unmarshal([]byte(data), &chunk); err != nil {
			t.Fatalf("%v in %q", err, event)
		}
		for _, c := range chunk.Choices {
			text, finish = text+c.Delta.Content, finish+c.FinishReason
		}
		total += chunk.Usage.Total
	}
	return text, finish, total
}

func TestChatHeedsLimitStopAndN(t *testing.T) {
	_, url := start(t, mockserver.Options{})
	for _, field := range []string{"max_tokens", "max_completion_tokens"} {
		got := must[completion](t, url+"/v1/chat/completions", chatBody(t, passages, `,"`+field+`":5`))
		if got.Usage.Completion != 5 || got.Choices[0].FinishReason != "length" {
			t.Errorf("%s: %+v", field, got)
		}
	}
	got := must[completion](t, url+"/v1/chat/completions", chatBody(t, passages, `,"stop":["evidence"],"n":2,"temperature":0.5,"seed":3`))
	if len(got.Choices) != 2 || strings.Contains(got.Choices[0].Message.Content, "evidence") {
		t.Errorf("%+v", got)
	}
}

func TestChatRefusesWhatOpenAIRefuses(t *testing.T) {
	_, url := start(t, mockserver.Options{Refuse: []string{"temperature"}})
	open := strings.Replace(schema, `"additionalProperties":false,`, "", 1)
	cases := map[string]string{
		`{"model":"m","messages":[]}`:                                                                       "empty array",
		`{"messages":[{"role":"user","content":"a"}]}`:                                                      "model parameter",
		`{"model":"m","messages":[{"role":"robot","content":"a"}]}`:                                         "role",
		`{"model":"m","messages":[{"role":"user","content":[{"type":"image_url"}]}]}`:                       "content",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"max_tokens":0}`:                           "limit of tokens",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"stop":[]}`:                                "stop",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"stream_options":{}}`:                      "stream_options",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"temperature":1}`:                          "temperature",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"response_format":{"type":"yaml"}}`:        "json_schema",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"response_format":{"type":"json_object"}}`: "must contain the word",
		`{"model":"m","messages":[{"role":"user","content":"a"}],"response_format":` + open + `}`:           "additionalProperties",
	}
	for body, want := range cases {
		status, _, reply, err := post(t, url+"/v1/chat/completions", body)
		if err != nil || status != http.StatusBadRequest || !strings.Contains(reply, want) {
			t.Errorf("%.100s: status %d, %v, %.200s; want 400 and %q", body, status, err, reply, want)
		}
	}
	status, _, _, _ := post(t, url+"/v1/chat/completions", `{"model":"missing-model","messages":[{"role":"user","content":"a"}]}`)
	if status != http.StatusNotFound {
		t.Errorf("an unknown model gave status %d", status)
	}
}
