package config

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// Operators find every setting in docs/operators.md, with its variable, what it
// does and its default.
func TestDocsListEverySetting(t *testing.T) {
	guide, err := os.ReadFile("../docs/operators.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range settings {
		row := fmt.Sprintf("| `%s` | `%s` | %s | %s |\n", s.key, s.env, s.doc, s.fallback)
		if !strings.Contains(string(guide), row) {
			t.Errorf("docs/operators.md lacks the row\n%s", row)
		}
	}
}
