package talk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/words"
)

// choiceDefault is the default of a setting; it is kept as "".
const choiceDefault = "default"

// choices are what a setting with a fixed list may be, in the order shown.
var choices = map[string][]string{
	feature.KeyLanguage:  append([]string{choiceDefault}, words.Locales()...),
	feature.KeyLength:    {choiceDefault, feature.LengthMedium, feature.LengthShort},
	feature.KeyLimits:    {feature.LimitsStrict, choiceDefault, feature.LimitsRelaxed},
	feature.KeyRetention: {"7", choiceDefault, "90", "365"},
	feature.KeyCurated:   {choiceDefault, feature.Off},
}

// errSetting: a setting was sent that the panel does not offer.
var errSetting = errors.New("there is no such setting")

// put changes a setting to what was chosen, and returns how it is written into
// the audit log.
func (d *Desk) put(ctx context.Context, guild, key string, values []string) (detail string, err error) {
	switch key {
	case feature.KeyAuto, feature.KeyChannels, feature.KeyModerators:
		list := append([]string{}, values...)
		return feature.Joined(list), d.Store.Set(ctx, guild, key, list)
	}
	if len(values) != 1 || !slices.Contains(choices[key], values[0]) {
		return "", fmt.Errorf("%w: %s %q", errSetting, key, values)
	}
	value := values[0]
	if value == choiceDefault {
		value = ""
	}
	if key == feature.KeyRetention {
		days, _ := strconv.Atoi(value) // "" is the default
		return values[0], d.Store.Set(ctx, guild, key, days)
	}
	return values[0], d.Store.Set(ctx, guild, key, value)
}

// current is the choice that a setting stands at.
func current(r *feature.Settings, key string) string {
	value := map[string]string{feature.KeyLanguage: r.Language, feature.KeyLength: r.Length, feature.KeyLimits: r.Limits, feature.KeyCurated: r.Curated}[key]
	if key == feature.KeyRetention && r.Retention != 0 {
		value = strconv.Itoa(r.Retention)
	}
	if value == "" || !slices.Contains(choices[key], value) {
		return choiceDefault
	}
	return value
}

// presets are the limits that a guild may choose instead of the operator's: a
// person's and a channel's. Strict suits a busy guild or a costly model; relaxed
// still stops scripts.
var presets = map[string]limit.Rules{
	feature.LimitsStrict: {
		Person:  limit.Allowance{Burst: 3, Every: time.Minute},
		Channel: limit.Allowance{Burst: 10, Every: 10 * time.Second},
		Guild:   limit.Allowance{Burst: 40, Every: 4 * time.Second},
	},
	feature.LimitsRelaxed: {
		Person:  limit.Allowance{Burst: 20, Every: 3 * time.Second},
		Channel: limit.Allowance{Burst: 60, Every: time.Second},
		Guild:   limit.Allowance{Burst: 240, Every: 500 * time.Millisecond},
	},
}

// limits are those of a guild that chose a preset, else the operator's.
func (d *Desk) limits(preset string) *limit.Limits {
	if l := d.presets[preset]; l != nil {
		return l
	}
	return d.Limits
}
