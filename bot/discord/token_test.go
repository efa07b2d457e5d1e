package discord

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// What failed is told without the address that was asked for, which holds a token.
func TestErrorsHoldNoToken(t *testing.T) {
	t.Parallel()
	const address = "https://discord.com/api/v9/webhooks/1/secret/messages/@original"
	for name, err := range map[string]error{
		"network": &url.Error{Op: "Patch", URL: address, Err: ErrClosing},
		"limit":   &discordgo.RateLimitError{RateLimit: &discordgo.RateLimit{URL: address, TooManyRequests: &discordgo.TooManyRequests{RetryAfter: 1}}},
	} {
		told := withoutToken(err)
		if strings.Contains(told.Error(), "secret") {
			t.Errorf("%s: %v", name, told)
		}
	}
	if !errors.Is(withoutToken(&url.Error{Err: ErrClosing}), ErrClosing) {
		t.Error("the cause is lost")
	}
}
