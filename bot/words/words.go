// Package words holds what the bot says of its own, in every language it
// speaks, and the names of its commands. The texts are files: to add a
// language, add locales/CODE.json with Discord's code for it and all the keys
// of en-US.json. A test compares keys, placeholders and Discord's limits.
//
// A text with {count} has forms for numbers where a language needs them, by CLDR's
// categories: KEY.one, KEY.few, KEY.many; KEY itself is for the other numbers.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed locales/*.json
var files embed.FS

// Default is the language of who speaks none of the others.
const Default = "en-US"

// Words are the texts of one language.
type Words struct {
	// Locale is Discord's code of the language.
	Locale string
	texts  map[string]string
	tag    language.Tag
}

// all reads the texts when the first is asked for: not every command says any.
var all = sync.OnceValue(func() map[string]Words { return mustLoad(files) })

// mustLoad reads the files that are part of the program; a test reads them
// before anybody else can.
func mustLoad(fsys fs.FS) map[string]Words {
	loaded, err := load(fsys)
	if err != nil {
		panic(err)
	}
	return loaded
}

func load(fsys fs.FS) (map[string]Words, error) {
	paths, err := fs.Glob(fsys, "locales/*.json")
	if err != nil {
		return nil, err
	}
	loaded := map[string]Words{}
	for _, p := range paths {
		content, err := fs.ReadFile(fsys, p)
		if err != nil {
			return nil, err
		}
		w := Words{Locale: strings.TrimSuffix(path.Base(p), ".json")}
		w.tag = language.Make(w.Locale)
		if err := json.Unmarshal(content, &w.texts); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		loaded[w.Locale] = w
	}
	return loaded, nil
}

// Locales are the codes of all languages, in order.
func Locales() []string {
	var list []string
	for code := range all() {
		list = append(list, code)
	}
	slices.Sort(list)
	return list
}

// In gives the words of a locale: of that very one, of another with the same
// language ("en-GB" speaks "en-US"), or the default ones.
func In(locale string) Words {
	if w, ok := all()[locale]; ok {
		return w
	}
	language, _, _ := strings.Cut(locale, "-")
	for _, code := range Locales() {
		if own, _, _ := strings.Cut(code, "-"); own == language && language != "" {
			return all()[code]
		}
	}
	return all()[Default]
}

// Say gives the text of a key with its {placeholders} replaced by the values,
// which are given as name, value, name, value, in the form for the number that
// {count} is. A key that a language lacks is said in the default one, and one that
// no language has is said as it is.
func (w Words) Say(key string, pairs ...string) string {
	text, ok := w.counted(key, pairs)
	if !ok {
		if text, ok = all()[Default].texts[key]; !ok {
			return key
		}
	}
	if len(pairs) == 0 {
		return text
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// forms are the endings of keys for numbers; the other numbers have none.
var forms = map[plural.Form]string{plural.One: ".one", plural.Few: ".few", plural.Many: ".many"}

// counted is the text of a key in the form for the number among the values.
func (w Words) counted(key string, pairs []string) (string, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		n, err := strconv.Atoi(pairs[i+1])
		if pairs[i] != "count" || err != nil {
			continue
		}
		if text, ok := w.texts[key+forms[plural.Cardinal.MatchPlural(w.tag, n, 0, 0, 0, 0)]]; ok {
			return text, true
		}
	}
	text, ok := w.texts[key]
	return text, ok
}

// Localised gives the texts of a key by locale, the default one left out: the
// form of Discord's name_localizations. English serves both of its locales.
func Localised(key string) map[string]string {
	texts := map[string]string{}
	for code, w := range all() {
		if text, ok := w.texts[key]; ok && code != Default {
			texts[code] = text
		}
	}
	return texts
}
