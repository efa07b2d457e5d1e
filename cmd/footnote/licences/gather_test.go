package licences

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

const root = "../../.."

// part is one thing that the program contains.
type part struct {
	name, version string
	// files are its licences and notices, by path.
	files []string
}

// platforms are those that releases are built for. What a build takes in depends
// on the system; the processor matters less, but some modules have files for one.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// data are the parts that are no modules, with the files that hold their licences.
var data = []part{
	{name: "Go, its library and runtime", files: []string{"go.txt"}},
	{name: "all-MiniLM-L6-v2, the sentence encoder (quantised), and the reader trained on it", files: []string{
		root + "/retrieval/embed/encoder/LICENSE.model", root + "/retrieval/embed/encoder/NOTICE"}},
	{name: "multilingual-e5-small, the sentence encoder for several languages (quantised)", files: []string{
		root + "/retrieval/embed/encoder/LICENSE.multilingual", root + "/retrieval/embed/encoder/NOTICE.multilingual"}},
	{name: "WordNet, the lexicon of English", files: []string{root + "/retrieval/text/lexicon/LICENSE.wordnet"}},
	{name: "CLDR and GeoNames, what places are called", files: []string{
		root + "/retrieval/text/place/LICENSE.cldr", root + "/retrieval/text/place/LICENSE.geonames", root + "/retrieval/text/place/NOTICE"}},
	{name: "prose, the weights of the part-of-speech tagger", files: []string{root + "/retrieval/text/tagger/LICENSE.weights"}},
	{name: "PDFium, in WebAssembly", files: []string{"pdfium.txt"}},
}

// parts are what the program contains: data first, then modules by path.
func parts(t *testing.T) []part {
	found := map[string]part{}
	for _, p := range platforms {
		for _, m := range modulesFor(t, p) {
			found[m.Path] = part{name: m.Path, version: m.Version, files: licenceFiles(t, m)}
		}
	}
	var paths []string
	for path := range found {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	all := append([]part(nil), data...)
	for _, path := range paths {
		all = append(all, found[path])
	}
	return all
}

// module is what go list says of one.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// modulesFor lists the modules that a build for a platform takes in.
func modulesFor(t *testing.T, platform string) []module {
	system, processor, _ := strings.Cut(platform, "/")
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Main}}{{end}}", "./cmd/footnote")
	list.Dir = root
	list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list for %s: %v", platform, err)
	}
	args := []string{"list", "-m", "-json=Path,Version,Dir"}
	seen := map[string]bool{}
	for _, line := range strings.Split(string(out), "\n") {
		if path, main, _ := strings.Cut(line, " "); main == "false" && !seen[path] {
			seen[path] = true
			args = append(args, path)
		}
	}
	describe := exec.CommandContext(t.Context(), "go", args...)
	describe.Dir = root
	out, err = describe.Output()
	if err != nil {
		t.Fatalf("go list -m: %v", err)
	}
	var all []module
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var m module
		if err := d.Decode(&m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// licenceName is what files with licences and notices are called. Logos and
// patents grant nothing that the program needs to show.
var licenceName = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|unlicense)([.-].*)?$`)

// passed are files whose names look like licences of code and are not: a logo's,
// and a link to the licence beside it.
var passed = map[string]bool{"LICENSE-LOGO": true, "LICENSE-link.txt": true}

func licenceFiles(t *testing.T, m module) []string {
	var files []string
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		t.Fatalf("%s is not in the module cache, run go mod download: %v", m.Path, err)
	}
	for _, e := range entries {
		if !e.IsDir() && licenceName.MatchString(e.Name()) && !passed[e.Name()] {
			files = append(files, filepath.Join(m.Dir, e.Name()))
		}
	}
	return files
}

// textual is a licence's text without differences that say nothing.
func textual(t *testing.T, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}

// isNotice reports whether a file adds to a licence and is none itself.
func isNotice(file string) bool {
	name := strings.ToUpper(filepath.Base(file))
	return strings.HasPrefix(name, "NOTICE") || strings.HasPrefix(name, "LICENSE-3RD-PARTY")
}

// report lays out the parts: a line for each, then every text once, under the
// names of the parts that have it.
func report(t *testing.T, all []part) string {
	var list, texts strings.Builder
	owners, order := map[string][]string{}, []string{}
	for _, p := range all {
		kinds := []string{}
		for _, file := range p.files {
			text := textual(t, file)
			if owners[text] == nil {
				order = append(order, text)
			}
			owners[text] = append(owners[text], strings.TrimSpace(p.name+" "+p.version))
			if !isNotice(file) {
				kinds = append(kinds, identify(text))
			}
		}
		fmt.Fprintf(&list, "  %s: %s\n", strings.TrimSpace(p.name+" "+p.version), strings.Join(kinds, ", "))
	}
	for _, text := range order {
		fmt.Fprintf(&texts, "\n%s\n%s\n\n%s", strings.Repeat("=", 78), strings.Join(owners[text], "\n"), text)
	}
	return "Footnote contains the following parts of others, under these licences. Their\ntexts follow.\n\n" + list.String() + texts.String()
}
