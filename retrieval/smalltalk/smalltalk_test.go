package smalltalk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "train anew and write weights.bin")

// line is a line that somebody may write, with what it is.
type line struct {
	text     string
	kind     Kind
	language string
}

// halves divides the written lines: one half is for training and tuning, the
// other for the figures alone.
func halves(t *testing.T) (tuning, reporting []line) {
	t.Helper()
	for _, l := range readLines(t, filepath.Join("testdata", "lines")) {
		if hash("half "+l.text)>>7%2 == 0 {
			tuning = append(tuning, l)
		} else {
			reporting = append(reporting, l)
		}
	}
	return tuning, reporting
}

// forTraining are the tuning half and what the rules make, without any line of
// the reporting half.
func forTraining(t *testing.T) []line {
	t.Helper()
	tuning, reporting := halves(t)
	kept := map[string]bool{}
	for _, l := range reporting {
		kept[plain(l.text)] = true
	}
	return slices.DeleteFunc(append(tuning, ruled(t)...), func(l line) bool { return kept[plain(l.text)] })
}

func plain(s string) string { return strings.Join(read(s).words, " ") }

// TestWeightsAreThoseOfTheTraining trains anew: the same lines give the same file.
func TestWeightsAreThoseOfTheTraining(t *testing.T) {
	if testing.Short() {
		t.Skip("training takes minutes under the race detector, and runs in one goroutine: run without -short")
	}
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round multiplications and additions together: the weights differ in the last digit")
	}
	trained := train(forTraining(t)).encode()
	if *update {
		if err := os.WriteFile("weights.bin", trained, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(trained, file) {
		t.Error("weights.bin is not what the lines give: run with -update")
	}
}

// figures are counts of judgements; a question taken for small talk is worse
// than small talk taken for a question.
type figures struct{ lines, right, taken, missed, kind int }

func (f *figures) count(t *testing.T, l line, got Kind) {
	f.lines++
	switch {
	case (got == Question) == (l.kind == Question):
		f.right++
		if got == l.kind {
			f.kind++
		}
	case l.kind == Question:
		f.taken++
		t.Logf("taken for %s: %s", got, l.text)
	default:
		f.missed++
	}
}

// TestReportingHalf holds the figures on lines that no training has seen.
func TestReportingHalf(t *testing.T) {
	if testing.Short() {
		t.Skip("embedding takes long under the race detector: run without -short")
	}
	_, reporting := halves(t)
	judge := judging(t)
	all, by, questions := figures{}, map[string]*figures{}, 0
	for _, l := range reporting {
		if by[l.language] == nil {
			by[l.language] = &figures{}
		}
		if l.kind == Question {
			questions++
		}
		got := judge.Of(t.Context(), l.text)
		all.count(t, l, got)
		by[l.language].count(t, l, got)
	}
	for language, f := range by {
		t.Logf("%s: %+v", language, *f)
	}
	share := float64(all.right) / float64(all.lines)
	t.Logf("right %.3f of %d; questions taken for small talk %d of %d; kind right %d", share, all.lines, all.taken, questions, all.kind)
	if share < leastRight || all.taken > mostTaken {
		t.Errorf("right %.3f, at least %.2f wanted; %d questions taken, at most %d wanted", share, leastRight, all.taken, mostTaken)
	}
}

// Bounds of the figures on the reporting half.
const (
	leastRight = 0.97
	mostTaken  = 16
)

// TestQuestionsOfOthers reads questions of sets that nothing here was made from.
func TestQuestionsOfOthers(t *testing.T) {
	shared := os.Getenv("FOOTNOTE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(shared, "eval", "*", "questions.jsonl"))
	if len(files) == 0 {
		t.Skip("no question sets: set FOOTNOTE_SHARED")
	}
	judge := judging(t)
	taken, asked := 0, 0
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for s := bufio.NewScanner(bytes.NewReader(content)); s.Scan(); asked++ {
			var q struct{ Text string }
			if err := json.Unmarshal(s.Bytes(), &q); err != nil {
				t.Fatal(err)
			}
			if kind := judge.Of(t.Context(), q.Text); kind != Question {
				taken++
				t.Logf("taken for %s: %s", kind, q.Text)
			}
		}
	}
	t.Logf("%d of %d questions taken for small talk", taken, asked)
	if taken*1000 > asked {
		t.Errorf("%d of %d questions taken for small talk, at most one in a thousand wanted", taken, asked)
	}
}
