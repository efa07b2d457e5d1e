package sample

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// restsOn names, for each article, the originals (by the beginning of their
// file names) whose facts it may use.
var restsOn = map[string]string{
	"01-yermak-speaks-with-waltz":         "000",
	"02-kremlin-confirms-contacts":        "000",
	"03-two-venues-under-consideration":   "000",
	"04-four-risks-for-ukraine":           "000",
	"05-kellogg-suggests-elections":       "000",
	"06-saudi-talks-three-aims":           "002",
	"07-ryabkov-outlines-summit":          "002",
	"08-kyiv-absent-from-saudi-talks":     "002",
	"09-trump-softens-his-words":          "002",
	"10-london-march-and-starmer":         "002",
	"11-trump-aboard-air-force-one":       "003 000",
	"12-no-plan-and-two-agendas":          "003",
	"13-beijing-factor":                   "003",
	"14-peskov-in-time":                   "001",
	"15-patriots-and-two-administrations": "001",
	"16-ushakov-announces-meeting":        "004 002",
	"17-putin-names-the-emirates":         "004 000",
	"18-must-zelenskyy-be-there":          "004",
	"19-zelenskyy-turns-to-europe":        "004 002",
	"20-kyiv-fears-being-sidelined":       "004",
	"21-felgenhauer-on-putins-aim":        "004",
	"22-witkoffs-fifth-visit":             "004",
	"23-deadline-tariffs-and-aid":         "004 000 003",
	"24-moscows-terms":                    "004 001 002 003",
	"25-half-a-year-of-diplomacy":         "000 001 002 003 004",
	"26-accounts-that-differ":             "000 001 002 003 004",
}

// originals returns the texts the sample articles rest on, by the first three
// characters of their file names, or skips the test where they are not at hand.
func originals(t *testing.T) map[string]string {
	t.Helper()
	dir := filepath.Join(shared(t), "corpus")
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skipf("skipped: no originals to compare with in %s", dir)
	}
	texts := map[string]string{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)[:3]] = plain.Replace(string(raw))
	}
	return texts
}

// shared finds the folder of shared test material: FOOTNOTE_SHARED, or a
// folder "shared" beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("FOOTNOTE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for parent := filepath.Dir(dir); parent != dir; dir, parent = parent, filepath.Dir(parent) {
		found := filepath.Join(parent, "shared")
		if info, err := os.Stat(filepath.Join(found, "corpus")); err == nil && info.IsDir() {
			return found
		}
	}
	t.Skip("skipped: no folder shared/corpus beside the repository, and FOOTNOTE_SHARED is not set")
	return ""
}

// plain makes all quotation marks and spaces alike.
var plain = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "\u00a0", " ")

var (
	quotation = regexp.MustCompile(`"[^"]*"`)
	// headline is a quotation as titles write it, in single marks.
	headline = regexp.MustCompile(`‘[^’]*’`)
	word     = regexp.MustCompile(`[\pL\pN]+`)
)

// source joins the originals that the article may use.
func source(t *testing.T, texts map[string]string, a article) string {
	t.Helper()
	var parts []string
	for _, key := range strings.Fields(restsOn[a.id]) {
		parts = append(parts, texts[key])
	}
	if len(parts) == 0 {
		t.Errorf("%s: no original named in restsOn", a.id)
	}
	return strings.Join(parts, "\n")
}

func TestQuotationsAreVerbatim(t *testing.T) {
	texts := originals(t)
	for _, a := range articles(t) {
		from := source(t, texts, a)
		quotes := append(quotation.FindAllString(plain.Replace(a.body), -1), headline.FindAllString(a.Title, -1)...)
		for _, q := range quotes {
			said := plain.Replace(strings.TrimRight(strings.Trim(q, `"‘’`), ".,"))
			if !strings.Contains(from, said) {
				t.Errorf("%s: nobody said %s", a.id, q)
			}
		}
	}
}

// TestWordsAreOurOwn holds the articles to their own words: outside quotations
// no eight words in a row stand in an original.
func TestWordsAreOurOwn(t *testing.T) {
	const run = 8
	taken := map[string]bool{}
	for _, text := range originals(t) {
		for _, r := range runs(text, run) {
			taken[r] = true
		}
	}
	for _, a := range articles(t) {
		text := plain.Replace(a.Title + "\n\"\"\n" + a.body)
		for _, part := range quotation.Split(text, -1) {
			for _, r := range runs(part, run) {
				if taken[r] {
					t.Errorf("%s: these words are another's: %s", a.id, r)
				}
			}
		}
	}
}

// runs returns every n words in a row of the text, in lower case.
func runs(text string, n int) []string {
	words := word.FindAllString(strings.ToLower(text), -1)
	var list []string
	for i := 0; i+n <= len(words); i++ {
		list = append(list, strings.Join(words[i:i+n], " "))
	}
	return list
}
