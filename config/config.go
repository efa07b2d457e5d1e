// Package config reads what an operator sets, checks it and says what is wrong
// in words that name the setting. Secrets never show: a Secret prints as dots.
//
// Settings come from the environment. A secret may also come from a file: NAME
// or NAME_FILE, which holds its path.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
)

// Config is everything an operator can set.
type Config struct {
	Discord Discord
}

// Discord says which bot to be, and where.
type Discord struct {
	// Token is the bot's token (DISCORD_TOKEN).
	Token Secret
	// URL is another Discord to connect to, on loopback only
	// (FOOTNOTE_DISCORD_URL); "" means the real one.
	URL string
}

// Load reads the configuration through getenv and reports everything that is
// wrong with it at once.
func Load(getenv func(string) string) (Config, error) {
	var c Config
	var wrong []error
	keep := func(err error) {
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	var err error
	c.Discord.Token, err = secret(getenv, "DISCORD_TOKEN")
	keep(err)
	c.Discord.URL = strings.TrimRight(strings.TrimSpace(getenv("FOOTNOTE_DISCORD_URL")), "/")
	if c.Discord.URL != "" {
		keep(onLoopback("FOOTNOTE_DISCORD_URL", c.Discord.URL))
	}
	return c, errors.Join(wrong...)
}

// secret reads a setting that must not be shown, or the file that holds it.
func secret(getenv func(string) string, name string) (Secret, error) {
	value, path := strings.TrimSpace(getenv(name)), getenv(name+"_FILE")
	switch {
	case path == "":
		return Secret(value), nil
	case value != "":
		return "", fmt.Errorf("%s and %s_FILE are both set: keep one of them", name, name)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	if value = strings.TrimSpace(string(content)); value == "" {
		return "", fmt.Errorf("%s_FILE: %s is empty: write the secret into it", name, path)
	}
	return Secret(value), nil
}

// onLoopback refuses addresses that lead off this machine: whoever could set
// one would receive the bot's token.
func onLoopback(name, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return fmt.Errorf("%s is %q: it must look like http://127.0.0.1:8080", name, address)
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%s names the host %q: only this machine is allowed (127.0.0.1, [::1] or localhost)", name, u.Hostname())
	}
	return nil
}
