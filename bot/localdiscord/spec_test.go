package localdiscord_test

import (
	"testing"

	"footnote/bot/localdiscord"
)

func spec(t *testing.T) localdiscord.Validator { return nil }
