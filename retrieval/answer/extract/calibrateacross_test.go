package extract_test

import (
	"flag"
	"iter"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/sample"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/answer/nearness"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/lexical"
	"footnote/retrieval/quality"
)

var xquad = flag.String("xquad", "", "the folder with the files xquad.*.json of XQuAD, which TestCalibrateAcross measures its fit on")

// acrossSet is a set of questions in other languages than the articles'. Weights are
// what its questions count for in the two fits, and where their answer is taken away.
type acrossSet struct {
	name                    string
	docs                    iter.Seq2[*corpus.Article, error]
	questions               []quality.Question
	rank, evidence, without float64
}

// The features that order sentences, and those that tell whether the best one is right:
// where a set is left out of the fit, the others add nothing on it.
var (
	ranksAcross = []string{"meaning", "passage", "near", "bears", "length"}
	tellsAcross = []string{"meaning", "names_nowhere", "near", "least", "lost", "ahead", "bears", "short"}
)

// TestCalibrateAcross fits the part of model.json for questions and articles in
// different languages, on the tuning half of the sample's questions and on those of
// quality/testdata/languages. It only runs when asked to:
//
//	go test ./retrieval/answer/extract -run TestCalibrateAcross -calibrate -v -timeout 30m
//
// With -xquad FOLDER it also tells how the fit does on a third of XQuAD's questions, each
// in one of three languages, about its English passages.
func TestCalibrateAcross(t *testing.T) {
	if !*calibrate {
		t.Skip("fits a model and writes model.json: run with -calibrate to do so")
	}
	e, err := encoder.NewMultilingual(encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var cases []trainingCase
	for _, set := range acrossSets(t) {
		cases = append(cases, set.prepare(t, e)...)
	}
	for _, held := range []string{"sample", "texts"} {
		var rest, these []trainingCase
		for _, c := range cases {
			if strings.HasPrefix(c.set, held) {
				these = append(these, c)
			} else {
				rest = append(rest, c)
			}
		}
		rank, evidence := fitAcross(rest)
		t.Logf("without %s in the fit", held)
		tableAcross(t, these, rank, evidence)
	}
	rank, evidence := fitAcross(cases)
	t.Logf("all in the fit")
	answered, unsure := tableAcross(t, cases, rank, evidence)
	if *xquad != "" {
		docs, questions := xquadOf(t, *xquad)
		t.Logf("XQuAD")
		tableAcross(t, acrossSet{"xquad", docs, questions, 1, 1, 1}.prepare(t, e), rank, evidence)
	}
	write(t, "across", map[string]any{"rank": named(rank), "evidence": named(evidence), "threshold": answered, "unsure": unsure})
}

func acrossSets(t *testing.T) []acrossSet {
	load := func(path ...string) []quality.Question {
		q, err := quality.Load(filepath.Join(path...))
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	here := filepath.Join("..", "..", "quality", "testdata")
	return []acrossSet{
		{"sample", corpus.ReadFS(t.Context(), sample.FS, "."), quality.Tuning.Of(load("..", "..", "..", "corpus", "sample", "questions.languages.jsonl")), 1.5, 1.5, 0},
		{"sample more", corpus.ReadFS(t.Context(), sample.FS, "."), load(here, "languages", "sample.jsonl"), 1.5, 1, 0},
		{"texts", corpus.Read(t.Context(), []string{filepath.Join(here, "paraphrases", "texts")}), load(here, "languages", "texts.jsonl"), 1, 1, 0.15},
	}
}

func (set acrossSet) prepare(t *testing.T, e *encoder.Encoder) []trainingCase {
	across := retrieval.NewAcross(e, slog.New(slog.DiscardHandler))
	defer across.Close()
	l := retrieval.NewLibrary(lexical.New(), retrieval.WithAcross(across))
	var articles []*corpus.Article
	for a, err := range set.docs {
		if err == nil {
			articles = append(articles, a)
		}
	}
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	for short := true; short; { // until all passages have vectors
		ctx, fellShort := retrieval.Noticing(t.Context())
		if _, err := l.Search(ctx, set.questions[0].Text, 1); err != nil {
			t.Fatal(err)
		}
		if short = fellShort(); short {
			time.Sleep(time.Second)
		}
	}
	chooser := &extract.Chooser{Across: e, Near: nearness.NewReader(e), Log: slog.New(slog.DiscardHandler)}
	var cases []trainingCase
	for _, q := range set.questions {
		hits, err := l.Search(t.Context(), q.Text, 14)
		if err != nil {
			t.Fatal(err)
		}
		add := func(c trainingCase, hits []retrieval.Hit) {
			if c.samples, err = extract.SamplesAcross(t.Context(), chooser, q.Text, hits[:min(10, len(hits))]); err != nil {
				t.Fatal(err)
			}
			for _, s := range c.samples {
				c.right = append(c.right, c.answerable && q.RightArticle(s.Article) &&
					q.QuoteMatches(answer.Citation{Article: s.Article, Quote: s.Text, Start: s.Span.Start, End: s.Span.End}))
			}
			cases = append(cases, c)
		}
		add(trainingCase{set: set.name, answerable: q.Answerable, rank: set.rank, evidence: set.evidence}, hits)
		if q.Answerable && set.without > 0 {
			add(trainingCase{set: set.name + " without", evidence: set.without}, withoutRight(&q, hits))
		}
	}
	return cases
}
