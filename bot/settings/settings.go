package settings

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"footnote/bot/feature"
	"footnote/bot/words"
)

// choiceDefault is the default of a setting; it is kept as "".
const choiceDefault = "default"

// choices are what a setting with a fixed list may be, in the order shown.
var choices = map[string][]string{
	feature.KeyLanguage:  append([]string{choiceDefault}, words.Locales()...),
	feature.KeyLength:    {choiceDefault, feature.LengthLong, feature.LengthMedium, feature.LengthShort},
	feature.KeyLimits:    {feature.LimitsStrict, choiceDefault, feature.LimitsRelaxed},
	feature.KeyRetention: {"7", choiceDefault, "90", "365"},
	feature.KeyCurated:   {choiceDefault, feature.Off},
}

// errSetting: a setting was sent that the panel does not offer.
var errSetting = errors.New("there is no such setting")

// put changes a setting to what was chosen, and returns how it is written into
// the audit log.
func (h *Handler) put(ctx context.Context, guild, key string, values []string) (detail string, err error) {
	switch key {
	case feature.KeyAuto, feature.KeyChannels, feature.KeyModerators:
		list := append([]string{}, values...)
		return feature.Joined(list), h.Store.Set(ctx, guild, key, list)
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
		return values[0], h.Store.Set(ctx, guild, key, days)
	}
	return values[0], h.Store.Set(ctx, guild, key, value)
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
