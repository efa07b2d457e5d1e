package feature

import (
	"encoding/json"
	"fmt"
	"slices"

	"footnote/bot/words"
)

// Settings are what is set in a guild. The zero value of each field is the
// default.
type Settings struct {
	// Auto are the channels for auto answer, Channels those where the bot
	// answers at all: none means everywhere.
	Auto, Channels []string
	// Moderators are the roles that may use moderators' commands.
	Moderators []string
	// Language is that of what everybody reads, "" each asker's own.
	Language string
	// Length is LengthShort, LengthMedium, LengthLong or "" for what fits a few lines.
	Length string
	// Limits is LimitsStrict, LimitsRelaxed or "".
	Limits string
	// Retention is in days; 0 means DefaultRetention.
	Retention int
	// Curated is Off where moderators' answers are not used.
	Curated string
	// Sources are what channels answer from.
	Sources ChannelSources
}

// Settings by the keys under which they are kept and shown.
const (
	KeyAuto       = "auto"
	KeyChannels   = "channels"
	KeyModerators = "moderators"
	KeyLanguage   = "language"
	KeyLength     = "length"
	KeyLimits     = "limits"
	KeyRetention  = "retention"
	KeyCurated    = "curated"
	KeySources    = "sources"
)

// Values of settings. A default is kept as "".
const (
	Off           = "off"
	LengthShort   = "short"
	LengthMedium  = "medium"
	LengthLong    = "long"
	LimitsStrict  = "strict"
	LimitsRelaxed = "relaxed"
)

// DefaultRetention is for how many days questions and what hangs on them are
// kept where nothing is set, and in direct messages.
const DefaultRetention = 30

// ReadSettings reads what is set in a guild, as JSON by key. A value that cannot
// be read counts as not set, and its key is returned. What channels answer from
// guards borders: where that cannot be read, it is an error.
func ReadSettings(set map[string]json.RawMessage) (s Settings, unreadable []string, err error) {
	for key, field := range map[string]any{
		KeyAuto: &s.Auto, KeyChannels: &s.Channels, KeyModerators: &s.Moderators, KeyLanguage: &s.Language,
		KeyLength: &s.Length, KeyLimits: &s.Limits, KeyRetention: &s.Retention, KeyCurated: &s.Curated,
	} {
		if value, ok := set[key]; ok && json.Unmarshal(value, field) != nil {
			unreadable = append(unreadable, key)
		}
	}
	if value, ok := set[KeySources]; ok {
		if err := json.Unmarshal(value, &s.Sources); err != nil {
			return s, unreadable, fmt.Errorf("what channels answer from cannot be read: %w", err)
		}
	}
	return s, unreadable, nil
}

// Here reports whether the bot answers in a place: in the channels that were
// chosen and their threads.
func (s *Settings) Here(p Place) bool {
	return len(s.Channels) == 0 || slices.Contains(s.Channels, p.Channel) || p.Parent != "" && slices.Contains(s.Channels, p.Parent)
}

// Locale is the language of a reply to somebody of a language: the guild's where
// others read along.
func (s *Settings) Locale(own string, private bool) string {
	if s.Language == "" || private || !slices.Contains(words.Locales(), s.Language) {
		return own
	}
	return s.Language
}

// Days is for how long questions are kept.
func (s *Settings) Days() int {
	if s.Retention > 0 {
		return s.Retention
	}
	return DefaultRetention
}

// Claims is how many claims an answer may have; 0 means any number.
func (s *Settings) Claims() int {
	return map[string]int{LengthShort: 1, LengthMedium: 2}[s.Length]
}

// Brief reports whether an answer leaves out what adds little.
func (s *Settings) Brief() bool { return s.Length == "" }
