package extract_test

import (
	"math"
	"path/filepath"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/quality"
)

// documentSet is a set of retrieval/quality/documents that no reader was trained on, and
// which of its questions are taken: one of every so many.
type documentSet struct {
	name  string
	every int
}

var askedOfDocuments = []documentSet{{"mastodon", 1}, {"tsc", 1},
	{"passages/cairn", 3}, {"passages/itzg", 3}, {"passages/luckperms", 3}, {"passages/paper", 3}}

const (
	// documentsDecay is the decay of the weights: the sets differ much.
	documentsDecay = 5
	// documentsAnswered is the evidence from which a sentence is shown. There right ones are
	// most ahead of wrong ones where each set is judged by a fit on the others.
	documentsAnswered = 0.46
	// documentsUnsure is that from which it is shown as what comes nearest.
	documentsUnsure = 0.25
)

// TestCalibrateDocuments fits the part of model.json for documents, with a reader, as
// TestCalibrate does the others. -documents names the folder of the sets.
func TestCalibrateDocuments(t *testing.T) {
	if !*calibrate || *documents == "" {
		t.Skip("fits the models and writes model.json: run with -calibrate and -documents to do so")
	}
	meaning := remembering(t, *vectors)
	reader, err := encoder.NewReader(meaning.Embedder.(*encoder.Encoder))
	if err != nil {
		t.Fatal(err)
	}
	bySet := map[string][]trainingCase{}
	for _, set := range askedOfDocuments {
		bySet[set.name] = set.prepare(t, 1, meaning, meaning, reader)
		if set.every == 1 { // one question about articles read afresh is looked up by words alone
			bySet[set.name] = append(bySet[set.name], set.prepare(t, 0.5, nil, meaning, reader)...)
		}
	}
	for _, held := range askedOfDocuments {
		rank, evidence := fitDocuments(bySet, held.name)
		logDocuments(t, held.name, bySet[held.name], rank, evidence)
	}
	rank, evidence := fitDocuments(bySet, "")
	write(t, "documents", map[string]any{"rank": named(rank), "evidence": named(evidence), "threshold": documentsAnswered, "unsure": documentsUnsure})
}

// prepare searches the set's questions and marks the right sentences. What is asked of
// one passage may be answered by others, so that without an answer there it tells nothing.
func (set documentSet) prepare(t *testing.T, weight float64, search, meaning retrieval.Embedder, reader retrieval.Reader) []trainingCase {
	t.Helper()
	l := library(t, corpus.Read(t.Context(), []string{filepath.Join(*documents, filepath.Base(set.name))}), search)
	questions, err := quality.Load(filepath.Join("..", "..", "quality", "documents", set.name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []trainingCase
	for i, q := range questions {
		if i%set.every != 0 || set.every > 1 && !q.Answerable {
			continue
		}
		hits, err := l.Search(t.Context(), q.Text, 14)
		if err != nil {
			t.Fatal(err)
		}
		c := trainingCase{set: set.name, answerable: q.Answerable, rank: weight, evidence: weight}
		cases = append(cases, c.with(t, &q, hits[:min(10, len(hits))], l, meaning, reader))
	}
	return cases
}

// fitDocuments fits on all sets but one which sentence comes first, and how likely that
// one is right.
func fitDocuments(bySet map[string][]trainingCase, but string) (rank, evidence []float64) {
	var cases []trainingCase
	for _, set := range askedOfDocuments {
		if set.name != but {
			cases = append(cases, bySet[set.name]...)
		}
	}
	rank = fitRank(cases, besideReader, documentsDecay)
	return rank, fitBest(cases, rank, documentsDecay, func(c *trainingCase, best int) (weight float64, yes bool) { return c.evidence, c.right[best] })
}

// logDocuments logs what becomes of the questions of a set that was not in the fit.
func logDocuments(t *testing.T, name string, cases []trainingCase, rank, evidence []float64) {
	var asked, first, right, wrong, others, answered float64
	for _, c := range cases {
		best, says := 0, false
		if len(c.samples) > 0 {
			best = top(c, rank)
			says = 1/(1+math.Exp(-dot(evidence, c.samples[best].Features))) >= documentsAnswered
		}
		switch is := len(c.samples) > 0 && c.right[best]; {
		case !c.answerable:
			others, answered = others+1, answered+count(says)
		default:
			asked, first = asked+1, first+count(is)
			right, wrong = right+count(says && is), wrong+count(says && !is)
		}
	}
	t.Logf("%s, not in the fit: %.0f with an answer: first %.2f, answered right %.2f, wrong %.2f; %.0f of %.0f without one", name, asked, first/asked, right/asked, wrong/asked, answered, others)
}

func count(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
