package proof

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval/answer/proof/evidence"
)

// sentencesIn are the sentences of a text that can be claims.
func sentencesIn(text string) []string {
	var all []string
	for _, s := range corpus.Sentences(text) {
		sentence := strings.Join(strings.Fields(text[s.Start:s.End]), " ")
		if n := len(strings.Fields(sentence)); n >= 6 && n <= 60 && !strings.ContainsAny(sentence, "#*[]|") && strings.HasSuffix(sentence, ".") {
			all = append(all, sentence)
		}
	}
	return all
}

// texts are the articles of the sample, and those of ../shared where it is.
func texts(t *testing.T) []string {
	t.Helper()
	var all []string
	for a, err := range corpus.ReadFS(t.Context(), sample.FS, ".") {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a.Text)
	}
	shared := os.Getenv("FOOTNOTE_SHARED")
	if shared == "" {
		shared = "../../../../shared"
	}
	files, _ := filepath.Glob(filepath.Join(shared, "corpus", "*.txt"))
	if len(files) == 0 {
		t.Log("no ../shared: only the sample is mutated")
		return all
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	return append(all, paragraphs(t, filepath.Join(shared, "eval/squad2/docs.jsonl"))...)
}

// paragraphs reads the texts of a file of articles.
func paragraphs(t *testing.T, path string) []string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // only read from
	var all []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var doc struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		all = append(all, doc.Text)
	}
	return all
}

// TestMutationsDoNotSurvive makes false claims of true sentences and holds them
// to those sentences. Run with -v it prints the counts.
func TestMutationsDoNotSurvive(t *testing.T) {
	all := texts(t)
	made, passed := map[string]int{}, map[string]int{}
	total, through := 0, 0
	foreign := namesIn(all[len(all)-1])
	for _, text := range all {
		for _, m := range mutate(t, text, foreign) {
			made[m.kind]++
			total++
			if Judge(m.claim, evidence.Evidence{Quotes: []evidence.Quote{{Text: m.quote}}}).Verdict == BorneOut {
				passed[m.kind]++
				through++
				if testing.Verbose() {
					fmt.Printf("%s | %s\n   < %s\n", m.kind, m.claim, m.quote)
				}
			}
		}
		if t.Context().Err() != nil {
			return
		}
		if own := namesIn(text); len(own) > 0 {
			foreign = own
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(made)) {
		t.Logf("%-28s %4d of %5d survive", kind, passed[kind], made[kind])
		if passed[kind] > 0 {
			t.Errorf("%s: %d of %d survive", kind, passed[kind], made[kind])
		}
	}
	t.Logf("%-28s %4d of %5d survive", "all", through, total)
	if total < 400 {
		t.Errorf("only %d mutants were made", total)
	}
}
