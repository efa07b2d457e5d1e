package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// errValue: the value is none of those allowed; Load says which are.
var errValue = errors.New("not allowed")

// Sources are the places that settings come from.
type Sources struct {
	// Getenv reads the environment.
	Getenv func(string) string
	// File is the configuration file that was asked for, which must exist; ""
	// means the one that FOOTNOTE_CONFIG names, or else the platform's own
	// where there is one.
	File string
	// Flags are settings from the command line, by key.
	Flags map[string]string
}

// given is a value with where it came from.
type given struct{ value, origin string }

// Load reads the configuration and reports everything that is wrong with it at
// once, each fault with the setting, the place and what is allowed.
func Load(s Sources) (Config, error) {
	var c Config
	var wrong []error
	fromFile, err := s.readFile()
	if err != nil {
		wrong = append(wrong, err)
	}
	for _, set := range settings {
		g, err := s.find(set, fromFile)
		if err == nil {
			err = set.apply(&c, g)
		}
		if err != nil {
			wrong = append(wrong, err)
		}
		shown := g.value
		if set.secret {
			shown = Secret(g.value).String()
		}
		c.effective = append(c.effective, Effective{set.key, set.env, set.doc, set.allowed, shown, g.origin})
	}
	if c.Models.Embedder == OpenAI && c.Models.Embedding == "" {
		wrong = append(wrong, errors.New("models.embedder is openai and no model is named: set models.embedding (FOOTNOTE_EMBEDDING_MODEL)"))
	}
	return c, errors.Join(wrong...)
}

// find looks for a setting's value, the strongest source first.
func (s Sources) find(set setting, fromFile map[string]given) (given, error) {
	if v, ok := s.Flags[set.key]; ok {
		return given{v, "the command line"}, nil
	}
	if v := strings.TrimSpace(s.Getenv(set.env)); v != "" {
		if set.secret && s.Getenv(set.env+"_FILE") != "" {
			return given{origin: set.env}, fmt.Errorf("%s and %s_FILE are both set: keep one of them", set.env, set.env)
		}
		return given{v, set.env}, nil
	}
	if path := s.Getenv(set.env + "_FILE"); set.secret && path != "" {
		v, err := readSecret(set.env+"_FILE", path)
		return given{v, set.env + "_FILE"}, err
	}
	if g, ok := fromFile[set.key]; ok {
		return g, nil
	}
	return given{set.fallback, "default"}, nil
}

// apply stores a value, or says what is wrong with it.
func (set setting) apply(c *Config, g given) error {
	if g.value == "" && set.fallback == "" {
		return nil
	}
	err := set.set(c, g.value)
	if err == nil {
		return nil
	}
	value := fmt.Sprintf("%q", withoutPassword(g.value))
	if set.secret {
		value = masked
	}
	why := ""
	if !errors.Is(err, errValue) {
		why = ", and " + err.Error()
	}
	return fmt.Errorf("%s (%s) is %s%s: it takes %s", set.key, g.origin, value, why, set.allowed)
}

// withoutPassword hides what stands before the host of an address, readable as
// one or not: a name and a password.
func withoutPassword(value string) string {
	at := strings.LastIndex(value, "@")
	if at < 0 {
		return value
	}
	scheme, _, found := strings.Cut(value[:at], "://")
	if !found {
		return masked + value[at:]
	}
	return scheme + "://" + masked + value[at:]
}

func readSecret(name, path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	value := strings.TrimSpace(string(content))
	if value == "" {
		return "", fmt.Errorf("%s: %s is empty: write the secret into it", name, path)
	}
	return value, nil
}

// readFile reads the configuration file, if there is one.
func (s Sources) readFile() (map[string]given, error) {
	path, must := s.File, true
	if path == "" {
		path = s.Getenv("FOOTNOTE_CONFIG")
	}
	if path == "" {
		path, must = DefaultFile(s.Getenv), false
	}
	if path == "" {
		return nil, nil
	}
	content, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && !must:
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("the configuration file cannot be read: %w", err)
	}
	return parseFile(path, content)
}

// DefaultFile is where the configuration file is looked for: footnote/config.yaml
// in the platform's folder for configuration, "" where it has none.
func DefaultFile(getenv func(string) string) string {
	dir := getenv("XDG_CONFIG_HOME")
	if dir == "" {
		home := getenv("HOME")
		if home == "" {
			home = getenv("USERPROFILE")
		}
		if home == "" {
			return ""
		}
		dir = filepath.Join(home, ".config")
	}
	return filepath.Join(dir, "footnote", "config.yaml")
}
