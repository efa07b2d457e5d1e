package licences

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var sbom = flag.String("sbom", "", "write a bill of materials in CycloneDX's form to this `file`")

// component is a part in CycloneDX's form, version 1.5 of the specification.
type component struct {
	Type     string           `json:"type"`
	Name     string           `json:"name"`
	Version  string           `json:"version,omitempty"`
	PURL     string           `json:"purl,omitempty"`
	Licences []map[string]any `json:"licenses"`
}

// bill lists all parts in CycloneDX's form.
func bill(t *testing.T, all []part) map[string]any {
	var components []component
	for _, p := range all {
		c := component{Type: "library", Name: p.name, Version: p.version, Licences: []map[string]any{}}
		if p.version != "" {
			c.PURL = "pkg:golang/" + strings.ReplaceAll(p.name, "~", "%7E") + "@" + p.version
		}
		for _, file := range p.files {
			if !isNotice(file) {
				c.Licences = append(c.Licences, map[string]any{"license": map[string]string{"name": identify(textual(t, file))}})
			}
		}
		components = append(components, c)
	}
	return map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":   map[string]any{"component": map[string]string{"type": "application", "name": "footnote"}},
		"components": components,
	}
}

// checkBill writes the bill where one is asked for, and wants a version and a
// licence of every module in it.
func checkBill(t *testing.T, all []part) {
	text, err := json.MarshalIndent(bill(t, all), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"purl": "pkg:golang/github.com/bwmarrin/discordgo@v`) {
		t.Error("the bill of materials lacks discordgo")
	}
	if *sbom == "" {
		return
	}
	if err := os.WriteFile(*sbom, append(text, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}
