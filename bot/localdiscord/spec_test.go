package localdiscord_test

import (
	"errors"
	"sync"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/openapi"
)

var loadSpec = sync.OnceValues(func() (*openapi.Spec, error) {
	path, err := openapi.Find()
	if err != nil {
		return nil, err
	}
	return openapi.Load(path)
})

// spec is Discord's description, which every test is checked against where
// it is present; elsewhere the tests run without and say so.
func spec(t *testing.T) localdiscord.Validator {
	t.Helper()
	s, err := loadSpec()
	if errors.Is(err, openapi.ErrAbsent) {
		t.Log("not checked against the schema:", err)
		return nil
	}
	must(t, err)
	return s
}
