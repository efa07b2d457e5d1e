package house

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// figure is a name of a figure in an expression; a histogram has three.
var figure = regexp.MustCompile(`\bfootnote_[a-z_]+`)

// figuresThatAreMade are the names in the code that makes them.
func figuresThatAreMade(t *testing.T) string {
	var code strings.Builder
	for _, pattern := range []string{"../service/*.go", "../ops/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(text)
		}
	}
	return code.String()
}

// The dashboard, the alerts and the autoscaler ask for figures that there are.
func TestDeploymentsUseFiguresThatThereAre(t *testing.T) {
	made := figuresThatAreMade(t)
	for name, least := range map[string]int{"docs/deploy/alerts.yaml": 5, "docs/deploy/grafana.json": 5, "docs/deploy/kubernetes.yaml": 1} {
		text := project(t, name)
		var read any
		decode := func(b []byte, v any) error { return yaml.Unmarshal(b, v) }
		if strings.HasSuffix(name, ".json") {
			decode = json.Unmarshal
		}
		if err := decode([]byte(text), &read); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		used := figure.FindAllString(text, -1)
		if len(used) < least {
			t.Errorf("%s uses only %d figures", name, len(used))
		}
		for _, f := range used {
			if f = strings.TrimSuffix(f, "_bucket"); !strings.Contains(made, `"`+f+`"`) {
				t.Errorf("%s asks for %s, which nothing makes", name, f)
			}
		}
	}
}
