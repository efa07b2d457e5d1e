package openai_test

import (
	"strings"
	"testing"

	"footnote/retrieval/openai"
)

// A password in an address that is refused is never shown.
func TestRefusedAddressesHideTheirPassword(t *testing.T) {
	for _, address := range []string{
		"ftp://me:hunter2@127.0.0.1", "me:hunter2@127.0.0.1/v1", "//me:hunter2@127.0.0.1", "http:me:hunter2@127.0.0.1", "http://me:hunter2@127.0.0.1?x=1",
	} {
		_, err := openai.NewClient(openai.Options{Model: "m", BaseURL: address})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
