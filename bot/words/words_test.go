package words

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func TestEveryLanguageSaysTheSame(t *testing.T) {
	base := all()[Default]
	for _, code := range []string{"de", "en-US", "es-ES", "fr", "ru", "uk"} {
		w, ok := all()[code]
		if !ok {
			t.Errorf("no words in %s", code)
			continue
		}
		for key, want := range base.texts {
			if of(key) != key {
				continue
			}
			got := w.texts[key]
			if strings.TrimSpace(got) == "" {
				t.Errorf("%s lacks %s", code, key)
			}
			if a, b := holes(got), holes(want); !slices.Equal(a, b) {
				t.Errorf("%s %s has placeholders %v, want %v", code, key, a, b)
			}
		}
		for key := range w.texts {
			if _, ok := base.texts[of(key)]; !ok {
				t.Errorf("%s has %s, which nothing says", code, key)
			}
		}
	}
}

// of is the key that a form for numbers belongs to, or the key itself.
func of(key string) string {
	for _, form := range forms {
		if base, ok := strings.CutSuffix(key, form); ok && strings.Contains(all()[Default].texts[base], "{count}") {
			return base
		}
	}
	return key
}

// A key that the code names is said as it is: with the ending of a form for numbers it
// would be said in the place of another text too.
func TestNoFormIsSaidByItsKey(t *testing.T) {
	form := regexp.MustCompile(`"[a-z.]+\.(?:one|few|many)"`)
	files := 0
	err := fs.WalkDir(os.DirFS(".."), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		code, err := fs.ReadFile(os.DirFS(".."), path)
		if key := form.Find(code); key != nil {
			t.Errorf("%s says %s", path, key)
		}
		return err
	})
	if err != nil || files < 100 {
		t.Errorf("%d files were read: %v", files, err)
	}
}

// TestCounted holds every text with a number to a file that is read by eye, for the
// numbers that the six languages tell apart. A text whose number stands before a word
// has a form for one thing, unless the word stays the same.
func TestCounted(t *testing.T) {
	same := map[string]bool{"held.more": true, "restrict.more": true, "digest.more": true, "gaps.exported": true}
	word := regexp.MustCompile(`\{count\}[ \x{a0}]\p{L}{2}`)
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(all()[Default].texts)) {
		if of(key) != key || !strings.Contains(all()[Default].texts[key], "{count}") {
			continue
		}
		b.WriteString("# " + key + "\n")
		for _, code := range Locales() {
			w := In(code)
			if _, ok := w.texts[key+".one"]; !ok && !same[key] && word.MatchString(w.texts[key]) {
				t.Errorf("%s %s has no form for one: %q", code, key, w.texts[key])
			}
			for _, n := range []string{"0", "1", "2", "5", "21"} {
				b.WriteString(code + ": " + w.Say(key, "count", n) + "\n")
			}
		}
	}
	const path = "testdata/counted.txt"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("counted texts have changed: run with -update, and read what %s says", path)
	}
}

var update = flag.Bool("update", false, "write what is said of numbers anew")

func holes(s string) []string {
	list := placeholder.FindAllString(s, -1)
	slices.Sort(list)
	return slices.Compact(list)
}

// The help lists what moderators may do under a heading, without the words that say
// for whom each is.
func TestCommandsForModeratorsSaySo(t *testing.T) {
	for key, text := range all()[Default].texts {
		if !strings.HasSuffix(text, all()[Default].texts["help.mark"]) || key == "help.mark" {
			continue
		}
		for code, w := range all() {
			if !strings.HasSuffix(w.texts[key], w.texts["help.mark"]) {
				t.Errorf("%s %s does not end in %q", code, key, w.texts["help.mark"])
			}
		}
	}
}

// Source: https://discord.com/developers/docs/interactions/application-commands
func TestNamesAreWhatDiscordTakes(t *testing.T) {
	slash := regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)
	for code, w := range all() {
		for key, text := range w.texts {
			name, isCommand := strings.CutPrefix(key, "command.")
			switch {
			case !isCommand:
			case name == "askabout" || name == "check" || name == "correct":
				if n := utf8.RuneCountInString(text); n < 1 || n > 32 {
					t.Errorf("%s %s: %d characters", code, key, n)
				}
			case strings.HasSuffix(name, ".about"):
				if n := utf8.RuneCountInString(text); n < 1 || n > 100 {
					t.Errorf("%s %s: %d characters", code, key, n)
				}
			case !slash.MatchString(text) || strings.ToLower(text) != text:
				t.Errorf("%s %s: %q is no command name", code, key, text)
			}
		}
	}
}

func TestShortTextsFitTheirPlaces(t *testing.T) {
	for code, w := range all() {
		for key, most := range map[string]int{"follow.title": 45, "follow.label": 45, "down.title": 45, "down.label": 45, "settings.auto.choose": 100,
			"gaps.add": 45, "gaps.reply": 45, "gaps.add.label": 45, "gaps.reply.label": 45, "gaps.reply.hint": 100, "answers.rewrite": 45,
			"correct.title": 45, "correct.reason": 45, "correct.expected": 45, "correct.expected.hint": 100,
			"curated.similar": 80, "gaps.send": 80, "privacy.optout": 80, "privacy.optin": 80, "settings.curated.turnoff": 80} {
			if n := utf8.RuneCountInString(w.texts[key]); n > most {
				t.Errorf("%s %s has %d characters, at most %d", code, key, n, most)
			}
		}
	}
}

func TestInFindsTheNearestLanguage(t *testing.T) {
	for locale, want := range map[string]string{
		"de": "de", "en-GB": "en-US", "es-419": "es-ES", "ja": "en-US", "": "en-US", "fr": "fr", "uk": "uk", "ru": "ru",
	} {
		if got := In(locale).Locale; got != want {
			t.Errorf("In(%q) speaks %s, want %s", locale, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	if got := In("de").Say("date", "day", "7", "month", "August", "year", "2025"); got != "7. August 2025" {
		t.Errorf("got %q", got)
	}
	// A value that looks like a placeholder stays as it is.
	if got := In("en-US").Say("note.understood", "question", "{question}"); got != "Understood as: {question}" {
		t.Errorf("got %q", got)
	}
	if got := In("de").Say("no.such.key"); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
}

func TestLoadNamesTheFile(t *testing.T) {
	_, err := load(fstest.MapFS{"locales/xx.json": {Data: []byte("{")}})
	if err == nil || !strings.Contains(err.Error(), "xx.json") {
		t.Errorf("got %v", err)
	}
}

// TestTypography holds each language to its own marks: no line breaks between a number
// and its unit or before the marks that French sets apart, and apostrophes are curved.
func TestTypography(t *testing.T) {
	units := regexp.MustCompile(`[}0-9] (?:s|ms|с|мс|MB|Mo|МБ|%|г\.|р\.)(?:[^\p{L}]|$)`)
	straight := regexp.MustCompile(`\p{L}'\p{L}`)
	for code, bad := range map[string][]*regexp.Regexp{
		"de": {units, regexp.MustCompile(` …|["“][^„]*["”]`)}, "es-ES": {units, regexp.MustCompile(`["“„]`)},
		"fr": {units, straight, regexp.MustCompile(`[^\x{a0}][;?!»]|\p{L}:( |$)|«[^\x{a0}]|["“„]`)},
		"ru": {units, straight, regexp.MustCompile(` [—-] |["“„]`)}, "uk": {units, straight, regexp.MustCompile(` [—-] |["“„]`)},
	} {
		for key, text := range all()[code].texts {
			if strings.HasPrefix(key, "command.") && !strings.HasSuffix(key, ".about") {
				continue // names have rules of their own
			}
			for _, b := range bad {
				if at := b.FindString(text); at != "" {
					t.Errorf("%s %s: %q in %q", code, key, at, text)
				}
			}
		}
	}
}
