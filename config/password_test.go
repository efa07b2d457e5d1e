package config

import (
	"strings"
	"testing"
)

// A password in an address that is refused is never shown, whatever is wrong
// with the address.
func TestRefusedAddressesHideTheirPassword(t *testing.T) {
	for _, env := range []string{"OPENAI_BASE_URL", "FOOTNOTE_DISCORD_URL"} {
		for _, address := range []string{
			"http://me:hunter2@127.0.0.1:8080/v1", "https://me:hunter2@models.example", "me:hunter2@127.0.0.1:8080",
			"ftp://me:hunter2@127.0.0.1", "http://me:hunter2@127.0.0.1:port", "http://me:hunt%zzer2@127.0.0.1", "http://me:p@ss:hunter2@127.0.0.1",
			"http:// me:hunter2@127.0.0.1",
		} {
			_, err := Load(Sources{Getenv: func(name string) string {
				if name == env {
					return address
				}
				return ""
			}})
			if err == nil || strings.Contains(err.Error(), "hunt") || !strings.Contains(err.Error(), env) {
				t.Errorf("%s=%s: %v", env, address, err)
			}
		}
	}
}
