package extract_test

import (
	"context"
	"encoding/json"
	"flag"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/lexical"
	"footnote/retrieval/quality"
	"footnote/retrieval/vector"
)

var (
	calibrate = flag.Bool("calibrate", false, "fit the models on the tuning halves and write model.json")
	vectors   = flag.String("vectors", "", "keep the encoder's vectors in this file between calibrations")
)

// denseWeight is the share of the dense part in the search that the second
// model is fitted behind; the program uses the same.
const (
	denseWeight = 0.4
	denseParts  = 4
)

// trainingCase is a question with its candidate sentences.
type trainingCase struct {
	set        string
	answerable bool
	// rank and evidence are what the case counts for in the two fits.
	rank, evidence float64
	samples        []extract.Sample
	right          []bool
}

// TestCalibrate fits model.json. It only runs when asked to:
//
//	go test ./retrieval/answer/extract -run TestCalibrate -calibrate -v -timeout 30m
//
// It uses the tuning halves of the shared question sets and of the sample's
// own questions, so that the reporting halves stay a fair measure.
func TestCalibrate(t *testing.T) {
	if !*calibrate {
		t.Skip("fits the models and writes model.json: run with -calibrate to do so")
	}
	eval := filepath.Join(shared(t), "eval")
	meaning := remembering(t, *vectors)
	write(t, "words", fit(t, eval, nil, nil))
	write(t, "meaning", fit(t, eval, meaning, nil))
}

// TestCalibrateReading fits the part of model.json for when a reader reads too,
// as TestCalibrate does the others. Of SQuAD 2.0 it uses the articles alone
// that the reader was not trained on.
func TestCalibrateReading(t *testing.T) {
	if !*calibrate {
		t.Skip("fits the models and writes model.json: run with -calibrate to do so")
	}
	eval := filepath.Join(shared(t), "eval")
	meaning := remembering(t, *vectors)
	reader, err := encoder.NewReader(meaning.Embedder.(*encoder.Encoder))
	if err != nil {
		t.Fatal(err)
	}
	write(t, "reading", fit(t, eval, meaning, reader))
}

// fit makes one model: from words alone where the encoder is nil.
func fit(t *testing.T, eval string, meaning retrieval.Embedder, reader retrieval.Reader) map[string]any {
	var cases []trainingCase
	for _, set := range trainingSets(t, eval) {
		cases = append(cases, set.prepare(t, meaning, meaning, reader)...)
		// One question about articles that are read afresh is looked up by words
		// alone, and the encoder compares the sentences all the same.
		if set = set.lighter(); meaning != nil {
			cases = append(cases, set.prepare(t, nil, meaning, reader)...)
		}
	}
	uses := extract.FeatureNames
	if reader != nil {
		uses = besideReader
	}
	rank := fitRank(cases, uses)
	evidence, confidence := fitEvidence(cases, rank), fitConfidence(cases, rank)
	least := 0.0
	if reader != nil {
		least = leastRead
		evidence = blend(evidence, confidence, extract.EvidenceUnread())
	}
	answered, unsure := thresholds(t, cases, rank, evidence, confidence, least)
	return map[string]any{"rank": named(rank), "evidence": named(evidence), "threshold": answered, "least": least, "unsure": unsure,
		"confidence": named(confidence)}
}

func trainingSets(t *testing.T, eval string) []*trainingSet {
	return []*trainingSet{
		{name: "squad2", rank: 1, evidence: 0.1, adversarial: 0.02, without: 0.1,
			docs: corpus.Read(t.Context(), []string{filepath.Join(eval, "squad2", "docs.jsonl")}), file: filepath.Join(eval, "squad2", "questions.jsonl")},
		{name: "spans", rank: 1, evidence: 0.3, without: 0.3,
			docs: corpus.Read(t.Context(), []string{filepath.Join(eval, "spans", "docs.jsonl")}), file: filepath.Join(eval, "spans", "questions.jsonl")},
		{name: "seed", rank: 6, evidence: 3, adversarial: 3,
			docs: corpus.Read(t.Context(), []string{filepath.Join(eval, "..", "corpus")}), file: filepath.Join(eval, "seed_questions.jsonl")},
		{name: "sample", rank: 6, evidence: 2, adversarial: 2,
			docs: corpus.ReadFS(t.Context(), sample.FS, "."), file: filepath.Join("..", "..", "..", "corpus", "sample", "questions.jsonl")},
	}
}

// trainingSet is a set of questions and what its questions count for: in the
// fit of rank, in that of evidence where they have an answer, where they have
// none, and where their answer is taken away.
type trainingSet struct {
	name, file                           string
	rank, evidence, adversarial, without float64
	docs                                 iter.Seq2[*corpus.Article, error]
}

// lighter is the set at half its weight.
func (set *trainingSet) lighter() *trainingSet {
	half := *set
	half.rank, half.evidence, half.adversarial, half.without = set.rank/2, set.evidence/2, set.adversarial/2, set.without/2
	return &half
}

// prepare searches the questions of a set's tuning half and marks the right
// sentences. A question whose right passages are left out is one more
// question without an answer, of the everyday kind: same subject, not said.
func (set *trainingSet) prepare(t *testing.T, search, meaning retrieval.Embedder, reader retrieval.Reader) []trainingCase {
	t.Helper()
	l := library(t, set.docs, search)
	questions, err := quality.Load(set.file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []trainingCase
	for _, q := range quality.Tuning.Of(questions) {
		hits, err := l.Search(t.Context(), q.Text, 14)
		if err != nil {
			t.Fatal(err)
		}
		if reader != nil && !unseen(set.name, &q, hits) {
			continue
		}
		c := trainingCase{set: set.name, answerable: q.Answerable, rank: set.rank, evidence: set.evidence}
		if !q.Answerable {
			c.evidence = set.adversarial
		}
		cases = append(cases, c.with(t, &q, hits[:min(10, len(hits))], l, meaning, reader))
		if q.Answerable && set.without > 0 {
			c = trainingCase{set: set.name + " without", evidence: set.without}
			cases = append(cases, c.with(t, &q, withoutRight(&q, hits), l, meaning, reader))
		}
	}
	return cases
}

// unseen reports whether the reader was not trained on a question's article:
// of SQuAD 2.0 on two. The article of a question without an answer is that of
// the passage that comes nearest.
func unseen(set string, q *quality.Question, hits []retrieval.Hit) bool {
	if set != "squad2" {
		return true
	}
	article := ""
	switch {
	case len(q.Gold) > 0:
		article = q.Gold[0].Article
	case len(hits) > 0:
		article = hits[0].Passage.Article.ID
	}
	return strings.HasPrefix(article, "Immune_system") || strings.HasPrefix(article, "Huguenot")
}

func withoutRight(q *quality.Question, hits []retrieval.Hit) []retrieval.Hit {
	hits = slices.DeleteFunc(slices.Clone(hits), func(h retrieval.Hit) bool {
		return q.FoundBy(h.Passage.Article.ID, h.Passage.Span)
	})
	return hits[:min(10, len(hits))]
}

func (c trainingCase) with(t *testing.T, q *quality.Question, hits []retrieval.Hit, l *retrieval.Library, meaning retrieval.Embedder, reader retrieval.Reader) trainingCase {
	var err error
	if c.samples, err = extract.Samples(t.Context(), q.Text, hits, l.Vocabulary(), meaning, reader); err != nil {
		t.Fatal(err)
	}
	for _, s := range c.samples {
		c.right = append(c.right, c.answerable && q.RightArticle(s.Article) &&
			q.QuoteMatches(answer.Citation{Article: s.Article, Quote: s.Text, Start: s.Span.Start, End: s.Span.End}))
	}
	return c
}

// named writes a fit as model.json holds it.
func named(w []float64) map[string]any {
	features := map[string]float64{}
	for i, name := range extract.FeatureNames {
		if w[i] == 0 {
			continue
		}
		features[name] = math.Round(w[i]*1000) / 1000
	}
	return map[string]any{"bias": math.Round(w[len(w)-1]*1000) / 1000, "features": features}
}

// write replaces one fit of model.json.
func write(t *testing.T, name string, one map[string]any) {
	all := map[string]any{}
	data, err := os.ReadFile("model.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	all[name] = one
	if data, err = json.MarshalIndent(all, "", " "); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("model.json", append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", data)
}

func library(t *testing.T, articles iter.Seq2[*corpus.Article, error], meaning retrieval.Embedder) *retrieval.Library {
	t.Helper()
	var options []retrieval.Option
	if meaning != nil {
		options = append(options, retrieval.WithDense(retrieval.Dense{Index: vector.New(vector.Parts(denseParts)), Embedder: retrieval.InParts(meaning, denseParts), Weight: denseWeight, Patience: time.Minute}))
	}
	l := retrieval.NewLibrary(lexical.New(), options...)
	var all []*corpus.Article
	for a, err := range articles {
		if err != nil {
			t.Log(err)
			continue
		}
		all = append(all, a)
	}
	if err := l.Put(context.Background(), all...); err != nil {
		t.Fatal(err)
	}
	return l
}

// shared finds the folder of the shared corpora beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	for _, dir := range []string{os.Getenv("FOOTNOTE_SHARED"), filepath.Join("..", "..", "..", "..", "shared")} {
		if _, err := os.Stat(filepath.Join(dir, "eval")); dir != "" && err == nil {
			return dir
		}
	}
	t.Skip("the shared question sets are not beside the repository: set FOOTNOTE_SHARED to their folder")
	return ""
}
