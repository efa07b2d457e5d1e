package persona

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Schema is the part of JSON Schema that the personas heed: types, properties
// in their order, required ones, items and enumerations. A nil Schema allows
// anything.
type Schema struct {
	kind     string
	order    []string
	props    map[string]*Schema
	required []string
	items    *Schema
	enum     []json.RawMessage
	closed   bool
	any      []*Schema
}

// ParseSchema reads a schema. Keywords that are not heeded are ignored.
func ParseSchema(raw json.RawMessage) (*Schema, error) {
	var in struct {
		Type                 json.RawMessage
		Properties           json.RawMessage
		Required             []string
		Items                json.RawMessage
		Enum                 []json.RawMessage
		AnyOf                []json.RawMessage
		AdditionalProperties json.RawMessage
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("a schema must be a JSON object: %w", err)
	}
	s := &Schema{required: in.Required, enum: in.Enum, closed: string(in.AdditionalProperties) == "false"}
	s.kind = firstType(in.Type)
	var err error
	if len(in.Items) > 0 {
		if s.items, err = ParseSchema(in.Items); err != nil {
			return nil, err
		}
	}
	for _, a := range in.AnyOf {
		one, err := ParseSchema(a)
		if err != nil {
			return nil, err
		}
		s.any = append(s.any, one)
	}
	return s, s.readProperties(in.Properties)
}

// firstType reads "object" or ["object", "null"].
func firstType(raw json.RawMessage) string {
	var one string
	var many []string
	if json.Unmarshal(raw, &one) == nil {
		return one
	}
	if json.Unmarshal(raw, &many) == nil && len(many) > 0 {
		return many[0]
	}
	return ""
}

// readProperties keeps the order, which a map would lose: a reply is written
// in it, and what comes first shows first.
func (s *Schema) readProperties(raw json.RawMessage) error {
	s.props = map[string]*Schema{}
	if len(raw) == 0 {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return errors.New("properties must be an object")
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		sub, err := ParseSchema(value)
		if err != nil {
			return err
		}
		name, _ := key.(string)
		s.order = append(s.order, name)
		s.props[name] = sub
	}
	return nil
}

// CheckStrict returns an error where an object is open or has a property that
// is not required, which OpenAI's strict mode refuses.
func (s *Schema) CheckStrict() error {
	if s == nil {
		return nil
	}
	if s.kind == "object" {
		if !s.closed {
			return errors.New("'additionalProperties' is required to be supplied and to be false")
		}
		for _, name := range s.order {
			if !slices.Contains(s.required, name) {
				return fmt.Errorf("'required' is required to be supplied and to be an array including every key in properties; missing '%s'", name)
			}
		}
	}
	for _, name := range s.order {
		if err := s.props[name].CheckStrict(); err != nil {
			return err
		}
	}
	for _, a := range s.any {
		if err := a.CheckStrict(); err != nil {
			return err
		}
	}
	return s.items.CheckStrict()
}

func (s *Schema) has(name string) bool {
	return s != nil && s.props[name] != nil
}

// hasLike tells whether a property's name, at any depth, contains one of parts.
func (s *Schema) hasLike(parts ...string) bool {
	if s == nil {
		return false
	}
	for _, name := range s.order {
		low := strings.ToLower(name)
		if slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(low, p) }) || s.props[name].hasLike(parts...) {
			return true
		}
	}
	return s.items.hasLike(parts...)
}
