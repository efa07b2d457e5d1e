package render_test

import (
	"testing"

	"footnote/bot/render"
)

// TestWithoutLinks takes out every form of an address that a question may bring.
func TestWithoutLinks(t *testing.T) {
	for given, want := range map[string]string{
		"who won in 2.5 rounds?":                            "who won in 2.5 rounds?",
		"is discord.gg/abc open?":                           "is … open?",
		"join https://discord.com/invite/abc now":           "join … now",
		"see [the mayor](https://evil.example) here":        "see the mayor here",
		"see [discord.gg/x](https://evil.example) here":     "see … here",
		"[a [b](https://evil.example)](https://x.example)":  "[a b](…",
		"<https://evil.example> and <@1> and <#2>":          "… and … and …",
		"dis\u200bcord.gg/abc, DISCORD . GG/abc":            "… …",
		"discord․gg/abc, ｄｉｓｃｏｒｄ．ｇｇ/abc":                    "… …",
		"discord。gg/abc, ⓓiscord.gg/abc":                    "… …",
		"evil。example/path and www．evil．example":            "… and …",
		"dis.gd/abc, discord.new/abc, discord.g\ufe0fg/abc": "… … …",
		"discord۔gg/abc and d\u0456scord.gg/abc":            "… and …",
		"discord·gg/abc":                                    "…",
		"discord.gg\\abc and https:\\\\evil.example":        "… and …",
		"is col·lecció · kept?":                             "is col·lecció · kept?",
		"café or naïve?":                                    "café or naïve?",
		"www.evil.example?":                                 "…",
		"is Node.js and/or U.S. law in it?":                 "is Node.js and/or U.S. law in it?",
	} {
		if got := render.WithoutLinks(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}
