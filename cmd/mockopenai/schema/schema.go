// Package schema reads the part of JSON Schema that structured outputs use, and
// writes values in it: types, properties in their order, required ones, items,
// alternatives and enumerations.
package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Schema is the form of a value. A nil one allows anything.
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

// Parse reads a schema. Keywords that are not heeded are ignored.
func Parse(raw json.RawMessage) (*Schema, error) {
	s := &Schema{}
	return s, json.Unmarshal(raw, s)
}

// UnmarshalJSON reads a schema.
func (s *Schema) UnmarshalJSON(raw []byte) error {
	var in struct {
		Type                 json.RawMessage
		Properties           json.RawMessage
		Required             []string
		Items                *Schema
		Enum                 []json.RawMessage
		AnyOf                []*Schema
		AdditionalProperties json.RawMessage
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return fmt.Errorf("a schema must be a JSON object: %w", err)
	}
	*s = Schema{required: in.Required, enum: in.Enum, items: in.Items, any: in.AnyOf, closed: string(in.AdditionalProperties) == "false"}
	var several []string // ["object", "null"]
	if json.Unmarshal(in.Type, &s.kind) != nil && json.Unmarshal(in.Type, &several) == nil && len(several) > 0 {
		s.kind = several[0]
	}
	if len(in.Properties) == 0 {
		return nil
	}
	if err := json.Unmarshal(in.Properties, &s.props); err != nil {
		return err
	}
	// A map loses the order, in which a reply is written.
	d := json.NewDecoder(bytes.NewReader(in.Properties))
	_, err := d.Token()
	for err == nil && d.More() {
		var name json.Token
		if name, err = d.Token(); err == nil {
			s.order = append(s.order, name.(string)) // a key of an object
			err = d.Decode(&json.RawMessage{})
		}
	}
	return err
}

// CheckStrict returns an error where an object is open or has a property that
// is not required, which OpenAI's strict mode refuses.
func (s *Schema) CheckStrict() error {
	if s == nil {
		return nil
	}
	if s.kind == "object" && !s.closed {
		return errors.New("'additionalProperties' is required to be supplied and to be false")
	}
	for _, name := range s.order {
		if s.kind == "object" && !slices.Contains(s.required, name) {
			return fmt.Errorf("'required' is required to be supplied and to be an array including every key in properties; missing '%s'", name)
		}
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

// Names are the properties of an object, in their order.
func (s *Schema) Names() []string {
	if s == nil {
		return nil
	}
	return s.order
}

// Mentions reports whether a property's name, at any depth, contains one of parts.
func (s *Schema) Mentions(parts ...string) bool {
	if s == nil {
		return false
	}
	return slices.ContainsFunc(s.order, func(name string) bool {
		low := strings.ToLower(name)
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(low, p) }) || s.props[name].Mentions(parts...)
	}) || s.items.Mentions(parts...)
}

// Encode writes a value as JSON that fits the schema: what does not fit is left out,
// and what is required and missing stands at its zero value.
func (s *Schema) Encode(v any) string {
	raw := marshal(v)
	if s == nil {
		return string(raw)
	}
	var tree any
	_ = json.Unmarshal(raw, &tree) // raw was marshalled just now
	return string(s.encode(tree))
}

func (s *Schema) encode(v any) []byte {
	if s == nil {
		return marshal(v)
	}
	if s.kind == "" && len(s.any) > 0 {
		return s.any[0].encode(v)
	}
	if raw := marshal(v); len(s.enum) > 0 {
		if slices.ContainsFunc(s.enum, func(one json.RawMessage) bool { return bytes.Equal(one, raw) }) {
			return raw
		}
		return s.enum[0]
	}
	var parts [][]byte
	switch s.kind {
	case "object":
		fields, _ := v.(map[string]any)
		for _, name := range s.order {
			if value, given := fields[name]; given || slices.Contains(s.required, name) {
				parts = append(parts, slices.Concat(marshal(name), []byte(":"), s.props[name].encode(value)))
			}
		}
		return slices.Concat([]byte("{"), bytes.Join(parts, []byte(",")), []byte("}"))
	case "array":
		list, _ := v.([]any)
		for _, item := range list {
			parts = append(parts, s.items.encode(item))
		}
		return slices.Concat([]byte("["), bytes.Join(parts, []byte(",")), []byte("]"))
	case "string":
		text, _ := v.(string)
		return marshal(text)
	case "integer", "number":
		number, _ := v.(float64)
		return marshal(number)
	case "boolean":
		is, _ := v.(bool)
		return marshal(is)
	}
	return marshal(v)
}

// marshal writes JSON without escaping <, > and &, as models do.
func marshal(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return []byte("null")
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
