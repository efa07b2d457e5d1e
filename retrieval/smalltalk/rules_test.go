package smalltalk

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// perRule is how many lines are made by one rule at most.
const perRule = 25

// ruled are lines that rules make, for the training only. A rule is a row of
// alternatives "(a|b|)", in which N stands for a noun.
func ruled(t *testing.T) []line {
	t.Helper()
	content, err := os.ReadFile("testdata/nouns.txt")
	if err != nil {
		t.Fatal(err)
	}
	nouns := strings.Fields(string(content))
	random := rand.New(rand.NewPCG(5, 6))
	var list []line
	for _, rule := range readLines(t, filepath.Join("testdata", "rules")) {
		seen := map[string]bool{}
		for range perRule {
			made := expand(rule.text, nouns, random)
			if !seen[made] {
				seen[made] = true
				list = append(list, line{made, rule.kind, rule.language})
			}
		}
	}
	return list
}

// expand makes one line by a rule.
func expand(rule string, nouns []string, random *rand.Rand) string {
	var b strings.Builder
	for rule != "" {
		head, rest, ok := strings.Cut(rule, "(")
		b.WriteString(head)
		if !ok {
			break
		}
		choice, behind, _ := strings.Cut(strings.ReplaceAll(rest, `\)`, "\x00"), ")")
		options := strings.Split(choice, "|")
		b.WriteString(strings.ReplaceAll(options[random.IntN(len(options))], "\x00", ")"))
		rule = strings.ReplaceAll(behind, "\x00", `\)`)
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		if w == "N" {
			words[i] = nouns[random.IntN(len(nouns))]
		}
	}
	return strings.Join(words, " ")
}

// readLines reads lines by kind from a folder, a file a language.
func readLines(t *testing.T, folder string) []line {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no lines", err)
	}
	var list []line
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kind := Question
		for l := range strings.Lines(string(content)) {
			if l = strings.TrimSpace(l); strings.HasPrefix(l, "# ") {
				kind = Kind(l[2:])
			} else if l != "" {
				list = append(list, line{l, kind, strings.TrimSuffix(filepath.Base(path), ".txt")})
			}
		}
	}
	return list
}
