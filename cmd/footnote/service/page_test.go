package service

import "testing"

// The command that opens a browser is each system's own.
func TestBrowserOfEachSystem(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open", "darwin": "open", "windows": "rundll32"} {
		if name, args := browser(system, "http://x"); name != want || args[len(args)-1] != "http://x" {
			t.Errorf("%s: %s %v", system, name, args)
		}
	}
}
