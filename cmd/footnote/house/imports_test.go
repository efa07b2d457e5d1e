package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// module is the prefix of this project's import paths.
const module = "footnote/"

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// arrow forbids imports: packages matching from, but not but, must not import
// one that matches to, unless it matches except. A pattern is an import path
// within the module, or of a library, where "/..." stands for the package and
// all below it.
type arrow struct {
	from, but  string
	to, except []string
	why        string
}

// adapters are the packages that make one seam of retrieval real.
var adapters = []string{
	"retrieval/lexical/...", "retrieval/vector/...", "retrieval/embed/...",
	"retrieval/openai/...", "retrieval/sqlite/...",
}

// arrows hold for what is built into programs. Tests may join real parts.
var arrows = append([]arrow{
	{from: "corpus/...", to: []string{module + "..."}, except: []string{"corpus/..."},
		why: "articles know nothing of the rest"},
	{from: "retrieval/...", to: []string{"bot/..."}, why: "finding passages does not depend on where the question came from"},
	{from: "retrieval", to: adapters, why: "the seams are handed their parts"},
	{from: "retrieval/terms/...", to: []string{module + "..."}, except: []string{"retrieval/terms/..."},
		why: "what a word is depends on nothing"},
	{from: "retrieval/answer/...", to: adapters, why: "answers are composed behind the seams"},
	{from: "bot/...", to: adapters, why: "the bot is handed an engine"},
	{from: "bot/localdiscord/...", to: []string{module + "..."}, except: []string{"bot/localdiscord/..."},
		why: "the local Discord is nobody's friend: it must not know the bot"},
	{from: "bot/discord", to: []string{module + "..."}, except: []string{"bot/discord"},
		why: "what speaks to Discord knows nothing of the bot"},
	{from: module + "...", but: "cmd/...", to: []string{"config/..."}, why: "only programs read the configuration"},
	{from: module + "...", but: "cmd/...", to: []string{"cmd/..."}, why: "programs are imported by nobody"},
}, slices.Concat(betweenAdapters(), betweenFeatures(), narrowed(), betweenParts())...)

// features are the packages of what the bot does. What they share is in
// bot/feature, and bot/core joins them.
var features = []string{
	"bot/ask", "bot/gaps", "bot/summaries", "bot/digests", "bot/articles", "bot/settings", "bot/privacy", "bot/stats", "bot/sourcecheck",
}

// betweenFeatures forbids each feature to import any other, and the edge.
func betweenFeatures() []arrow {
	list := []arrow{{from: "bot/feature", to: append([]string{"bot", "bot/core"}, features...), why: "features know what they share, not the other way round"}}
	for _, f := range features {
		others := slices.DeleteFunc(slices.Clone(features), func(o string) bool { return o == f })
		list = append(list, arrow{from: f, to: append(others, "bot", "bot/core"), why: "features do not know each other"})
	}
	return list
}

// parts are the packages of what the program does with its commands. What they share is
// below them.
var parts = []string{"cmd/footnote/service", "cmd/footnote/indexing", "cmd/footnote/evaluation", "cmd/footnote/doctor"}

// betweenParts forbids each part to import any other, and what they share to import one.
func betweenParts() []arrow {
	var list []arrow
	for _, p := range append([]string{"cmd/footnote/app", "cmd/footnote/embedder", "cmd/footnote/datadir", "cmd/footnote/guildlibrary"}, parts...) {
		others := slices.DeleteFunc(slices.Clone(parts), func(o string) bool { return o == p })
		list = append(list, arrow{from: p, to: others, why: "parts of the program do not know each other"})
	}
	return list
}

// betweenAdapters forbids each adapter to import any other.
func betweenAdapters() []arrow {
	var list []arrow
	for _, a := range adapters {
		others := slices.DeleteFunc(slices.Clone(adapters), func(o string) bool { return o == a })
		list = append(list, arrow{from: a, to: others, why: "adapters never import each other"})
	}
	return list
}

// homes says where alone a library may be imported, tests included.
var homes = map[string][]string{
	"github.com/bwmarrin/discordgo/...":       {"bot", "bot/..."},
	"codeberg.org/readeck/go-readability/...": {"corpus/html"},
	"github.com/jackc/pgx/v5/...":             {"bot/store", "bot/store/..."},
	"github.com/klippa-app/go-pdfium/...":     {"corpus/pdf"},
	"github.com/xuri/excelize/...":            {"corpus/xlsx"},
	"github.com/philippgille/chromem-go/...":  {"retrieval/vector/..."},
	"github.com/sashabaranov/go-openai/...":   {"retrieval/openai/...", "cmd/mockopenai/..."},
	"github.com/spf13/cobra/...":              {"cmd/footnote", "cmd/footnote/botdata"},
}

func TestImportsFollowTheArrows(t *testing.T) {
	for _, broken := range check(list(t)) {
		t.Error(broken)
	}
}

// A rule that cannot fail guards nothing: each kind is broken once here.
func TestTheArrowsCanFail(t *testing.T) {
	for _, c := range []struct{ from, imports string }{
		{"corpus", "footnote/retrieval"},
		{"corpus/sample", "footnote/retrieval/terms"},
		{"corpus/plaintext", "footnote/corpus/web"},
		{"retrieval", "footnote/retrieval/lexical"},
		{"retrieval", "footnote/bot"},
		{"retrieval/lexical", "footnote/retrieval/vector"},
		{"retrieval/embed/encoder", "footnote/retrieval/openai"},
		{"retrieval/answer", "footnote/retrieval/lexical"},
		{"retrieval/terms", "footnote/corpus"},
		{"bot", "footnote/retrieval/sqlite"},
		{"bot/store", "footnote/config"},
		{"bot/localdiscord", "footnote/bot"},
		{"retrieval/vector", "footnote/cmd/footnote/terminal"},
		{"bot/gaps", "footnote/bot/ask"},
		{"bot/discord", "footnote/bot/render"},
		{"bot/feature", "footnote/bot/gaps"},
		{"retrieval", "github.com/bwmarrin/discordgo"},
		{"retrieval/lexical", "github.com/philippgille/chromem-go"},
		{"retrieval/answer", "github.com/sashabaranov/go-openai/jsonschema"},
		{"retrieval", "github.com/spf13/cobra"},
		{"cmd/footnote/app", "github.com/spf13/cobra"},
		{"cmd/footnote/app", "footnote/cmd/footnote/service"},
		{"cmd/footnote/service", "footnote/cmd/footnote/indexing"},
		{"corpus", "github.com/xuri/excelize/v2"},
	} {
		packages := []pkg{{ImportPath: module + c.from, Imports: []string{c.imports}}}
		if len(check(packages)) == 0 {
			t.Errorf("%s may import %s: no rule forbids it", c.from, c.imports)
		}
	}
	for r := range narrow {
		if len(check([]pkg{{ImportPath: module + r, Imports: []string{"footnote/corpus/web"}}})) == 0 {
			t.Errorf("%s may import corpus/web", r)
		}
	}
	allowed := []pkg{
		{ImportPath: "footnote/cmd/footnote", Imports: []string{"footnote/config", "footnote/retrieval/vector"}},
		{ImportPath: "footnote/retrieval/lexical", Imports: []string{"footnote/retrieval", "footnote/corpus"}},
		{ImportPath: "footnote/bot/localdiscord", Imports: []string{"github.com/bwmarrin/discordgo"}},
		{ImportPath: "footnote/retrieval", XTestImports: []string{"footnote/retrieval/lexical"}},
	}
	for _, broken := range check(allowed) {
		t.Errorf("forbidden without reason: %s", broken)
	}
}

// list asks the go command for every package of the module.
func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports", module+"...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var packages []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < 5 {
		t.Fatalf("go list found %d packages: nothing to check", len(packages))
	}
	return packages
}

// check returns a sentence for every import that a rule forbids.
func check(packages []pkg) []string {
	var broken []string
	for _, p := range packages {
		for _, imported := range p.Imports {
			broken = append(broken, forbidden(p.ImportPath, imported)...)
		}
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			broken = append(broken, homeless(p.ImportPath, imported)...)
		}
	}
	slices.Sort(broken)
	return slices.Compact(broken)
}

// forbidden applies the arrows to one import.
func forbidden(from, to string) []string {
	var broken []string
	for _, a := range arrows {
		if !matches(a.from, from) || a.but != "" && matches(a.but, from) {
			continue
		}
		if !anyMatches(a.to, to) || anyMatches(a.except, to) {
			continue
		}
		broken = append(broken, fmt.Sprintf("%s imports %s: %s", from, to, a.why))
	}
	return broken
}

// homeless applies the homes of libraries to one import.
func homeless(from, to string) []string {
	for library, where := range homes {
		if matches(library, to) && !anyMatches(where, from) {
			return []string{fmt.Sprintf("%s imports %s: only %s may", from, to, strings.Join(where, ", "))}
		}
	}
	return nil
}

func anyMatches(patterns []string, importPath string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, importPath) })
}

func matches(pattern, importPath string) bool {
	if !strings.HasPrefix(pattern, module) && !strings.Contains(strings.SplitN(pattern, "/", 2)[0], ".") {
		pattern = path.Join(module, pattern)
	}
	if tree, ok := strings.CutSuffix(pattern, "/..."); ok {
		return importPath == tree || strings.HasPrefix(importPath, tree+"/")
	}
	return importPath == pattern
}
