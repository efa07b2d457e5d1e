package persona

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// draft is an answer before it is put into a form.
type draft struct {
	Claims     []claim `json:"claims"`
	Unanswered string  `json:"unanswered"`
}

type claim struct {
	Text     string     `json:"text"`
	Evidence []evidence `json:"evidence"`
}

type evidence struct {
	Passage int    `json:"passage"`
	Quote   string `json:"quote"`
	// Translation is only given where it is asked for.
	Translation string `json:"translation,omitempty"`
}

// reply writes a draft in the form the prompt asks for.
func (p *prompt) reply(d draft) string {
	if d.Claims == nil {
		d.Claims = []claim{}
	}
	p.translate(d)
	if !p.asksJSON() {
		return d.plain()
	}
	return string(p.encode(d))
}

// encode writes a value as JSON, in the form of the schema where there is one.
func (p *prompt) encode(v any) []byte {
	raw := marshal(v)
	if p.req.Schema == nil {
		return raw
	}
	var tree any
	_ = json.Unmarshal(raw, &tree) // raw was marshalled just now
	return p.req.Schema.encode(tree)
}

// plain is the form without JSON.
func (d draft) plain() string {
	var b strings.Builder
	for _, c := range d.Claims {
		b.WriteString("- " + c.Text)
		for _, e := range c.Evidence {
			b.WriteString(" [" + strconv.Itoa(e.Passage) + `: "` + e.Quote + `"]`)
		}
		b.WriteString("\n")
	}
	if len(d.Claims) == 0 {
		b.WriteString("unanswered: " + d.Unanswered + "\n")
	}
	return b.String()
}

// say returns a text in the asked form: bare, or as the string properties of
// the schema.
func (p *prompt) say(text string) string {
	if p.req.Schema == nil {
		if p.req.JSON {
			return string(marshal(map[string]string{p.key(): text}))
		}
		return text
	}
	return string(p.req.Schema.encode(p.req.Schema.fill(text)))
}

var firstKey = regexp.MustCompile(`\{\s*"(\w+)"\s*:`)

// key is the name of the first property of the form that the prompt shows.
func (p *prompt) key() string {
	if m := firstKey.FindStringSubmatch(p.system + p.rest); m != nil {
		return m[1]
	}
	return "text"
}

var numbered = regexp.MustCompile(`(?m)^\s*\[?(\d+)[\].):]+\s+(.+)$`)

// fill makes a value of the schema from a text: a string property gets the
// whole of it, a list gets an item for each numbered line.
func (s *Schema) fill(text string) any {
	switch s.kind {
	case "object":
		out := map[string]any{}
		for _, name := range s.order {
			out[name] = s.props[name].fill(text)
		}
		return out
	case "array":
		return s.fillItems(text)
	case "string":
		if len(s.enum) > 0 {
			return s.enum[0]
		}
		return text
	}
	return nil // encode puts the type's zero value
}

func (s *Schema) fillItems(text string) any {
	out := []any{}
	if s.items == nil {
		return out
	}
	for _, m := range numbered.FindAllStringSubmatch(text, -1) {
		v := s.items.fill(strings.TrimSpace(m[2]))
		if object, ok := v.(map[string]any); ok {
			for _, name := range s.items.order {
				if k := s.items.props[name].kind; k == "integer" || k == "number" {
					n, _ := strconv.Atoi(m[1])
					object[name] = n
				}
			}
		}
		out = append(out, v)
	}
	return out
}

// encode writes v as JSON that fits the schema: properties in its order, those
// unknown to a closed object left out, those missing at their zero value.
func (s *Schema) encode(v any) []byte {
	if s == nil {
		return marshal(v)
	}
	if len(s.any) > 0 && s.kind == "" {
		return s.any[0].encode(v)
	}
	switch t := v.(type) {
	case map[string]any:
		return s.encodeObject(t)
	case []any:
		parts := make([][]byte, len(t))
		for i, item := range t {
			parts[i] = s.items.encode(item)
		}
		return slices.Concat([]byte("["), bytes.Join(parts, []byte(",")), []byte("]"))
	case nil:
		return s.zero()
	}
	return marshal(v)
}

func (s *Schema) encodeObject(v map[string]any) []byte {
	var parts [][]byte
	for _, name := range s.order {
		value, given := v[name]
		if !given && !slices.Contains(s.required, name) {
			continue
		}
		parts = append(parts, slices.Concat(marshal(name), []byte(":"), s.props[name].encode(value)))
	}
	return slices.Concat([]byte("{"), bytes.Join(parts, []byte(",")), []byte("}"))
}

func (s *Schema) zero() []byte {
	if len(s.enum) > 0 {
		return s.enum[0]
	}
	switch s.kind {
	case "object":
		return s.encodeObject(nil)
	case "array":
		return []byte("[]")
	case "string":
		return []byte(`""`)
	case "integer", "number":
		return []byte("0")
	case "boolean":
		return []byte("false")
	}
	return []byte("null")
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
