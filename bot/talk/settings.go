package talk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"footnote/bot/limit"
	"footnote/bot/store"
	"footnote/bot/words"
)

// Settings of a guild, by the keys under which they are kept and shown.
const (
	// keyAuto is the setting that holds the channels of auto answer.
	keyAuto      = "auto"
	keyChannels  = "channels"
	keyLanguage  = "language"
	keyLength    = "length"
	keyLimits    = "limits"
	keyRetention = store.KeyRetention
	keyCurated   = "curated"
)

// rules are a guild's settings. The zero value of each field is the default.
type rules struct {
	// Auto are the channels for auto answer, Channels those where the bot
	// answers at all: none means everywhere.
	Auto, Channels []string
	// Moderators are the roles that may use moderators' commands.
	Moderators []string
	// Language is that of what everybody reads, "" each asker's own.
	Language string
	// Length is lengthShort, lengthMedium or "" for all that there is.
	Length string
	// Limits is limitsStrict, limitsRelaxed or "".
	Limits string
	// Retention is in days; 0 means store.Retention.
	Retention int
	// Curated is choiceOff where moderators' answers are not used.
	Curated string
}

// Values of settings. A default is kept as "".
const (
	choiceDefault = "default"
	choiceOff     = "off"
	lengthShort   = "short"
	lengthMedium  = "medium"
	limitsStrict  = "strict"
	limitsRelaxed = "relaxed"
)

// choices are what a setting with a fixed list may be, in the order shown.
var choices = map[string][]string{
	keyLanguage:  append([]string{choiceDefault}, words.Locales()...),
	keyLength:    {choiceDefault, lengthMedium, lengthShort},
	keyLimits:    {limitsStrict, choiceDefault, limitsRelaxed},
	keyRetention: {"7", choiceDefault, "90", "365"},
	keyCurated:   {choiceDefault, choiceOff},
}

// rules reads a guild's settings; in direct messages they are the defaults. A
// value that cannot be read counts as not set.
func (d *Desk) rules(ctx context.Context, guild string) (rules, error) {
	var r rules
	if guild == "" {
		return r, nil
	}
	set, err := d.Store.Settings(ctx, guild)
	if err != nil {
		return r, err
	}
	for key, place := range r.places() {
		if value, ok := set[key]; ok && json.Unmarshal(value, place) != nil {
			d.Log.Warn("a setting cannot be read and is left out", "guild", guild, "setting", key)
		}
	}
	return r, nil
}

// places are the fields by their keys.
func (r *rules) places() map[string]any {
	return map[string]any{
		keyAuto: &r.Auto, keyChannels: &r.Channels, keyModerators: &r.Moderators, keyLanguage: &r.Language,
		keyLength: &r.Length, keyLimits: &r.Limits, keyRetention: &r.Retention, keyCurated: &r.Curated,
	}
}

// errSetting: a setting was sent that the panel does not offer.
var errSetting = errors.New("there is no such setting")

// put changes a setting to what was chosen, and returns how it is written into
// the audit log.
func (d *Desk) put(ctx context.Context, guild, key string, values []string) (detail string, err error) {
	switch key {
	case keyAuto, keyChannels, keyModerators:
		list := append([]string{}, values...)
		return joined(list), d.Store.Set(ctx, guild, key, list)
	}
	if len(values) != 1 || !slices.Contains(choices[key], values[0]) {
		return "", fmt.Errorf("%w: %s %q", errSetting, key, values)
	}
	value := values[0]
	if value == choiceDefault {
		value = ""
	}
	if key == keyRetention {
		days, _ := strconv.Atoi(value) // "" is the default
		return values[0], d.Store.Set(ctx, guild, key, days)
	}
	return values[0], d.Store.Set(ctx, guild, key, value)
}

// current is the choice that a setting stands at.
func (r *rules) current(key string) string {
	value := map[string]string{keyLanguage: r.Language, keyLength: r.Length, keyLimits: r.Limits, keyCurated: r.Curated}[key]
	if key == keyRetention && r.Retention != 0 {
		value = strconv.Itoa(r.Retention)
	}
	if value == "" || !slices.Contains(choices[key], value) {
		return choiceDefault
	}
	return value
}

// auto are a guild's channels for auto answer; none by default.
func (d *Desk) auto(ctx context.Context, guild string) ([]string, error) {
	r, err := d.rules(ctx, guild)
	return r.Auto, err
}

// here tells whether the bot answers in a place: in the channels that were
// chosen and their threads.
func (r *rules) here(p Place) bool {
	return len(r.Channels) == 0 || slices.Contains(r.Channels, p.Channel) || p.Parent != "" && slices.Contains(r.Channels, p.Parent)
}

// locale is the language for a question: the guild's where others read along.
func (r *rules) locale(q *Question) string {
	if r.Language == "" || q.Private || !slices.Contains(words.Locales(), r.Language) {
		return q.Locale
	}
	return r.Language
}

// localeFor is the language in which a question is answered. Where the settings
// cannot be read it is the asker's, and the answer says what went wrong.
func (d *Desk) localeFor(ctx context.Context, q *Question) string {
	r, err := d.rules(ctx, q.Guild)
	if err != nil {
		return q.Locale
	}
	return r.locale(q)
}

// presets are the limits that a guild may choose instead of the operator's: a
// person's and a channel's. Strict suits a busy guild or a costly model; relaxed
// still stops scripts.
var presets = map[string]limit.Rules{
	limitsStrict: {
		Person:  limit.Allowance{Burst: 3, Every: time.Minute},
		Channel: limit.Allowance{Burst: 10, Every: 10 * time.Second},
		Guild:   limit.Allowance{Burst: 40, Every: 4 * time.Second},
	},
	limitsRelaxed: {
		Person:  limit.Allowance{Burst: 20, Every: 3 * time.Second},
		Channel: limit.Allowance{Burst: 60, Every: time.Second},
		Guild:   limit.Allowance{Burst: 240, Every: 500 * time.Millisecond},
	},
}

// limits are those of a guild that chose a preset, else the operator's.
func (d *Desk) limits(r *rules) *limit.Limits {
	if l := d.presets[r.Limits]; l != nil {
		return l
	}
	return d.Limits
}

// days is for how long questions are kept.
func (r *rules) days() int {
	if r.Retention > 0 {
		return r.Retention
	}
	return store.Retention
}
