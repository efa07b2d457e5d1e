package corpus

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// tomlFields returns the plain values at the top of a TOML document by their
// names in small letters, as topFields does for YAML.
func tomlFields(source string) (map[string]string, error) {
	var all map[string]any
	if _, err := toml.Decode(source, &all); err != nil {
		return nil, err
	}
	fields := make(map[string]string)
	for key, value := range all {
		fields[strings.ToLower(key)] = tomlScalar(value)
	}
	return fields, nil
}

// tomlScalar writes a value as one string: a list becomes its parts, joined by
// commas, and a table nothing.
func tomlScalar(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case time.Time:
		return v.Format(time.RFC3339)
	case []any:
		var parts []string
		for _, part := range v {
			parts = append(parts, tomlScalar(part))
		}
		return strings.Join(parts, ", ")
	case map[string]any, []map[string]any:
		return ""
	}
	return fmt.Sprint(value)
}

// tomlProblem says what is wrong with the front matter, and in which line of the
// document: what is parsed begins with the end of its first.
func tomlProblem(err error) *Problem {
	var wrong toml.ParseError
	if !errors.As(err, &wrong) {
		return problemf("has front matter that is not valid TOML: mend it").because(err)
	}
	return problemf("has front matter that is not valid TOML (%s): mend it", wrong.Message).at(wrong.Position.Line).because(err)
}
