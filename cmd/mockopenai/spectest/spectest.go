// Package spectest holds requests and replies against OpenAI's published
// specification, for tests of the mock server and of whatever talks to it.
//
// The specification is no part of this repository: its file is named by the
// environment variable OPENAI_OPENAPI or lies in ../shared/specs beside the
// repository; without it the tests that need it are skipped.
package spectest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Spec validates JSON by the schemas of the specification.
type Spec struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

const resource = "openai.json"

var load = sync.OnceValues(func() (*Spec, error) {
	path, err := find()
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(resource, allowNull(doc)); err != nil {
		return nil, err
	}
	return &Spec{compiler: c, compiled: map[string]*jsonschema.Schema{}}, nil
})

// Load returns the specification, or skips the test where there is none.
func Load(t testing.TB) *Spec {
	t.Helper()
	s, err := load()
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("no OpenAI specification: %v; name its file in OPENAI_OPENAPI", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// LoadIfThere is Load for tests that are worth running without the
// specification too: it returns nil then, whose WatchRequests lets all pass,
// and logs why.
func LoadIfThere(t testing.TB) *Spec {
	t.Helper()
	if _, err := find(); err != nil {
		t.Logf("requests are not held against OpenAI's specification: %v", err)
		return nil
	}
	return Load(t)
}

// find looks in OPENAI_OPENAPI, then for shared/specs beside any folder above.
func find() (string, error) {
	if p := os.Getenv("OPENAI_OPENAPI"); p != "" {
		_, err := os.Stat(p)
		return p, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		p := filepath.Join(dir, "shared", "specs", "openai-openapi.json")
		if _, err := os.Stat(p); err == nil {
			return p, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("shared/specs/openai-openapi.json: %w", os.ErrNotExist)
		}
		dir = up
	}
}

// allowNull rewrites OpenAPI's "nullable": true, which the specification still
// uses in places, into what JSON Schema understands.
func allowNull(v any) any {
	switch t := v.(type) {
	case []any:
		for i := range t {
			t[i] = allowNull(t[i])
		}
	case map[string]any:
		for k := range t {
			t[k] = allowNull(t[k])
		}
		if t["nullable"] == true {
			delete(t, "nullable")
			return map[string]any{"anyOf": []any{t, map[string]any{"type": "null"}}}
		}
	}
	return v
}

// Check returns an error where raw is not JSON of the schema with that name
// under components/schemas.
func (s *Spec) Check(schema string, raw []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("%s: not JSON: %w", schema, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	sch := s.compiled[schema]
	if sch == nil {
		if sch, err = s.compiler.Compile(resource + "#/components/schemas/" + schema); err != nil {
			return err
		}
		s.compiled[schema] = sch
	}
	if err := sch.Validate(v); err != nil {
		return fmt.Errorf("%s: %w\n%.600s", schema, err, raw)
	}
	return nil
}

// CheckStream checks each event of a stream of chat completion chunks.
func (s *Spec) CheckStream(raw []byte) error {
	for event := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
		data, ok := strings.CutPrefix(event, "data: ")
		if !ok {
			return fmt.Errorf("not an event: %.200q", event)
		}
		if data == "[DONE]" {
			continue
		}
		if err := s.Check("CreateChatCompletionStreamResponse", []byte(data)); err != nil {
			return err
		}
	}
	return nil
}

// plainVectors turns base64 vectors into lists. The specification describes
// the field encoding_format and leaves out that the reply is then a string.
func plainVectors(raw []byte) ([]byte, error) {
	var reply map[string]any
	if err := json.Unmarshal(raw, &reply); err != nil {
		return nil, err
	}
	data, _ := reply["data"].([]any)
	for _, d := range data {
		item, _ := d.(map[string]any)
		coded, ok := item["embedding"].(string)
		if !ok {
			continue
		}
		v, err := decodeVector(coded)
		if err != nil {
			return nil, err
		}
		item["embedding"] = v
	}
	return json.Marshal(reply)
}
