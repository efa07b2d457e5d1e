package schedule

import (
	_ "embed"
	"strings"
)

//go:embed zones.txt
var zonesFile string

// Zones lists names of time zones to choose from that hold a text, whatever its
// case, and with spaces for underscores.
func Zones(typed string) []string {
	typed = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(typed)), " ", "_")
	var list []string
	for line := range strings.Lines(zonesFile) {
		name := strings.TrimSpace(line)
		if name != "" && name[0] != '#' && strings.Contains(strings.ToLower(name), typed) {
			list = append(list, name)
		}
	}
	return list
}
