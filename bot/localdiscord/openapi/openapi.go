// Package openapi checks traffic against Discord's own OpenAPI description,
// which is not part of this project: Find looks for it, and who has none goes
// without. A *Spec is a localdiscord.Validator.
//
// The description is of API version 10 and knows requests and answers. Events
// of the gateway are checked against the schemas of what they carry. Where it
// disagrees with the documentation and with what Discord does, the reading
// here is the documentation's; see known.
package openapi

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ErrAbsent says that the description is not on this machine.
var ErrAbsent = errors.New("the OpenAPI description of Discord is not here, set DISCORD_OPENAPI to its path")

// EnvVar names the environment variable with the description's path.
const EnvVar = "DISCORD_OPENAPI"

// Find gives the path of the description: that of DISCORD_OPENAPI, else
// ../shared/specs/discord-openapi.json beside this repository, looked for from
// the working directory upwards. It returns ErrAbsent.
func Find() (string, error) {
	if path := os.Getenv(EnvVar); path != "" {
		return path, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		path := filepath.Join(dir, "..", "shared", "specs", "discord-openapi.json")
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			if _, err := os.Stat(path); err == nil {
				return path, nil
			}
			return "", ErrAbsent
		}
		if filepath.Dir(dir) == dir {
			return "", ErrAbsent
		}
		dir = filepath.Dir(dir)
	}
}

// Spec is a loaded description. It may be used from any goroutine.
type Spec struct {
	doc map[string]any

	mu       sync.Mutex // guards compiler and compiled
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema // nil for a place that has no schema
}

const location = "discord.json"

// Load reads a description.
func Load(path string) (*Spec, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read Discord's description, check %s: %w", EnvVar, err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s is no JSON: %w", path, err)
	}
	root, ok := doc.(map[string]any)
	if !ok || root["paths"] == nil {
		return nil, fmt.Errorf("%s is no OpenAPI description", path)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(location, doc); err != nil {
		return nil, err
	}
	return &Spec{doc: root, compiler: c, compiled: map[string]*jsonschema.Schema{}}, nil
}

// Request checks the JSON body of a request; template is the path with its
// parameters in braces. What the description does not know passes.
func (s *Spec) Request(method, template string, body []byte) error {
	return s.check(body, "paths", template, strings.ToLower(method), "requestBody", "content", "application/json", "schema")
}

// Answer checks an answer's body.
func (s *Spec) Answer(method, template string, status int, body []byte) error {
	responses := []string{"paths", template, strings.ToLower(method), "responses"}
	if s.at(responses[:3]...) == nil {
		return nil
	}
	for _, key := range []string{strconv.Itoa(status), strconv.Itoa(status/100) + "XX"} {
		node, _ := s.at(append(responses, key)...).(map[string]any)
		if node == nil {
			continue
		}
		place := append(responses, key)
		if ref, ok := node["$ref"].(string); ok {
			place = strings.Split(strings.TrimPrefix(ref, "#/"), "/")
		}
		return s.check(body, append(place[:len(place):len(place)], "content", "application/json", "schema")...)
	}
	return fmt.Errorf("an answer of %d is not described", status)
}

// events are the schemas of what an event carries, by field; "" is the whole.
var events = map[string]map[string]string{
	"READY":                {"user": "UserPIIResponse"},
	"GUILD_CREATE":         {"": "GuildWithCountsResponse", "channels.*": "GuildChannelResponse", "threads.*": "ThreadResponse", "members.*": "GuildMemberResponse"},
	"GUILD_MEMBER_ADD":     {"": "GuildMemberResponse"},
	"GUILD_MEMBER_UPDATE":  {"": "GuildMemberResponse"},
	"GUILD_ROLE_CREATE":    {"role": "GuildRoleResponse"},
	"CHANNEL_CREATE":       {"": "GuildChannelResponse"},
	"CHANNEL_UPDATE":       {"": "GuildChannelResponse"},
	"CHANNEL_DELETE":       {"": "GuildChannelResponse"},
	"THREAD_CREATE":        {"": "ThreadResponse"},
	"THREAD_UPDATE":        {"": "ThreadResponse"},
	"THREAD_MEMBER_UPDATE": {"": "ThreadMemberResponse"},
	"MESSAGE_CREATE":       {"": "MessageResponse"},
	"MESSAGE_UPDATE":       {"": "MessageResponse"},
	"MESSAGE_REACTION_ADD": {"member": "GuildMemberResponse"},
	"TYPING_START":         {"member": "GuildMemberResponse"},
	"INTERACTION_CREATE": {
		"user": "UserResponse", "member": "GuildMemberResponse", "message": "MessageResponse",
		"data.resolved.users.*": "UserResponse", "data.resolved.roles.*": "GuildRoleResponse",
		"data.resolved.messages.*": "MessageResponse", "data.resolved.attachments.*": "MessageAttachmentResponse",
	},
}

// Event checks what an event of the gateway carries.
func (s *Spec) Event(name string, data []byte) error {
	schemas := events[name]
	if len(schemas) == 0 {
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for place, schema := range schemas {
		for _, part := range pick(value, place) {
			if err := s.validate(part, "components", "schemas", schema); err != nil {
				return fmt.Errorf("%s: %w", place, err)
			}
		}
	}
	return nil
}

// pick follows a path such as "a.b.*" and gives what is there.
func pick(value any, path string) []any {
	if path == "" {
		return []any{value}
	}
	key, rest, _ := strings.Cut(path, ".")
	var out []any
	switch v := value.(type) {
	case map[string]any:
		for k, inner := range v {
			if k == key || key == "*" {
				out = append(out, pick(inner, rest)...)
			}
		}
	case []any:
		for _, inner := range v {
			out = append(out, pick(inner, rest)...)
		}
	}
	return out
}

// at gives the node at a path of keys, or nil.
func (s *Spec) at(path ...string) any {
	var node any = s.doc
	for _, key := range path {
		m, ok := node.(map[string]any)
		if !ok {
			return nil
		}
		node = m[key]
	}
	return node
}

func (s *Spec) check(body []byte, place ...string) error {
	if s.at(place...) == nil {
		return nil // a body that is not described is ignored, as Discord does
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("the body is no JSON: %w", err)
	}
	return s.validate(known(value), place...)
}

func (s *Spec) validate(value any, place ...string) error {
	schema, err := s.schema(place)
	if err != nil {
		return err
	}
	var bad *jsonschema.ValidationError
	if err := schema.Validate(value); errors.As(err, &bad) {
		return errors.New(brief(bad))
	} else if err != nil {
		return err
	}
	return nil
}

// schema compiles a place once.
func (s *Spec) schema(place []string) (*jsonschema.Schema, error) {
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	pointer := "#"
	for _, key := range place {
		pointer += "/" + escape.Replace(key)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if done := s.compiled[pointer]; done != nil {
		return done, nil
	}
	schema, err := s.compiler.Compile(location + pointer)
	if err != nil {
		return nil, fmt.Errorf("the description's %s cannot be compiled: %w", pointer, err)
	}
	s.compiled[pointer] = schema
	return schema, nil
}
