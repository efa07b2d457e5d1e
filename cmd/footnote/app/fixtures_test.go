package app_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/conversation/conversationtest"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
	"footnote/cmd/mockopenai/spectest"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/openai"
)

// fenceWord is the word of a prompt's fence, which is another one each time.
var fenceWord = regexp.MustCompile(`passage-[a-z2-7]{26}`)

var updateRequests = flag.Bool("update-requests", false, "write the requests in testdata/requests anew")

// requestSchemas names the specification's schema for what is sent to a path.
var requestSchemas = map[string]string{
	"/v1/chat/completions": "CreateChatCompletionRequest",
	"/v1/embeddings":       "CreateEmbeddingRequest",
}

// What the program sends, to servers of three kinds: those that know JSON
// schemas, those that know JSON objects only, and those that know text only and
// old names. Each request is a file, so that a change of what is sent shows in
// review, and each is held against OpenAI's specification.
func TestRequestsAreAsRecorded(t *testing.T) {
	for _, server := range []struct {
		name   string
		refuse []string
	}{
		{"schema", nil},
		{"object", []string{"json_schema", "stream_options"}},
		{"text", []string{"json_schema", "json_object", "max_tokens", "temperature", "base64"}},
	} {
		t.Run(server.name, func(t *testing.T) {
			sent := map[string][]mockserver.Record{
				"answer":     requestsOf(t, persona.Grounded, server.refuse, answer.Question{Text: "Who leads the union of dockers?"}),
				"second-try": requestsOf(t, persona.Rambler, server.refuse, answer.Question{Text: "Which venue did Anna Berg name?"}),
				"follow-up": requestsOf(t, persona.Grounded, server.refuse, answer.Question{Text: "And what did he demand?",
					History: []answer.Turn{{Question: "Who leads the union of dockers?", Answer: "Omar Haddad leads the union of dockers."}}}),
				"translated": requestsOf(t, persona.Grounded, server.refuse, answer.Question{Text: "Was fordert Omar Haddad für die Nachtschicht der Hafenarbeiter?"}),
				"embeddings": embeddingRequests(t, server.refuse),
			}
			for name, records := range sent {
				recorded(t, filepath.Join("testdata", "requests", server.name+"-"+name+".json"), records)
			}
		})
	}
}

// requestsOf asks one question and returns what the model's server was sent.
func requestsOf(t *testing.T, who persona.Name, refuse []string, q answer.Question) []mockserver.Record {
	t.Helper()
	m := mockWith(t, mockserver.Options{Persona: who, Refuse: refuse, Record: true}, patient)
	if _, err := m.writtenBy(conversationtest.Harbour(t), time.Minute).Ask(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	return m.server.Records()
}

// embeddingRequests embeds two passages and a question.
func embeddingRequests(t *testing.T, refuse []string) []mockserver.Record {
	t.Helper()
	s, err := mockserver.New(mockserver.Options{Refuse: refuse, Record: true})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	defer web.Close()
	opts := patient
	opts.BaseURL, opts.Model = web.URL+"/v1", "mock-embedding"
	e, err := openai.NewEmbedder(opts)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for kind, texts := range [][]string{{"The strike has not ended.", "It rained."}, {"Has the strike ended?"}} {
		if _, err := e.Embed(t.Context(), []retrieval.Kind{retrieval.Passage, retrieval.Question}[kind], texts); err != nil {
			t.Fatal(err)
		}
	}
	return s.Records()
}

// recorded compares requests with a golden file and with the specification.
func recorded(t *testing.T, path string, records []mockserver.Record) {
	t.Helper()
	spec := spectest.LoadIfThere(t)
	var b bytes.Buffer
	for _, r := range records {
		if spec != nil {
			if err := spec.Check(requestSchemas[r.Path], r.Body); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
		out := json.NewEncoder(&b)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		if err := out.Encode(map[string]any{"path": r.Path, "status": r.Status, "body": json.RawMessage(r.Body)}); err != nil {
			t.Fatal(err)
		}
	}
	if b.Len() == 0 {
		t.Fatalf("%s: nothing was sent", path)
	}
	text := fenceWord.ReplaceAllString(b.String(), "passage-FENCE")
	if *updateRequests {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.TrimSpace(want), bytes.TrimSpace([]byte(text))) {
		t.Errorf("%s: %s\nRead the change, then: go test ./cmd/footnote/app -run Requests -update-requests", path, firstDifference(string(want), text))
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(want, got string) string {
	wants, gots := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wants), len(gots)) {
		w, g := "", ""
		if i < len(wants) {
			w = wants[i]
		}
		if i < len(gots) {
			g = gots[i]
		}
		if w != g {
			return "sent\n" + g + "\nrecorded\n" + w
		}
	}
	return "no difference in its lines"
}
