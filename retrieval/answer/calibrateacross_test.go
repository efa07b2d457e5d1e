package answer_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"log/slog"
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
//	go test ./retrieval/answer -run TestCalibrateAcross -calibrate -v -timeout 30m
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
	here := filepath.Join("..", "quality", "testdata")
	return []acrossSet{
		{"sample", corpus.ReadFS(t.Context(), sample.FS, "."), quality.Tuning.Of(load("..", "..", "corpus", "sample", "questions.languages.jsonl")), 1.5, 1.5, 0},
		{"sample more", corpus.ReadFS(t.Context(), sample.FS, "."), load(here, "languages", "sample.jsonl"), 1.5, 1, 0},
		{"texts", corpus.Read(t.Context(), []string{filepath.Join(here, "paraphrases", "texts")}), load(here, "languages", "texts.jsonl"), 1, 1, 0.15},
	}
}

// xquadOf reads XQuAD: an article of each of its own, and every third question, in
// German, Spanish and Russian by turns.
func xquadOf(t *testing.T, folder string) (docs iter.Seq2[*corpus.Article, error], questions []quality.Question) {
	type file struct {
		Data []struct {
			Title      string
			Paragraphs []struct {
				Context string
				Qas     []struct {
					ID, Question string
					Answers      []struct {
						Text  string
						Start int `json:"answer_start"`
					}
				}
			}
		}
	}
	read := func(language string) (f file) {
		data, err := os.ReadFile(filepath.Join(folder, "xquad."+language+".json"))
		if err == nil {
			err = json.Unmarshal(data, &f)
		}
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	languages := []string{"de", "es", "ru"}
	asked := map[string]string{}
	for _, l := range languages {
		for _, a := range read(l).Data {
			for _, p := range a.Paragraphs {
				for _, q := range p.Qas {
					asked[q.ID+l] = q.Question
				}
			}
		}
	}
	var articles []*corpus.Article
	n := 0
	for i, a := range read("en").Data {
		article := &corpus.Article{ID: fmt.Sprintf("x%02d", i), Title: strings.ReplaceAll(a.Title, "_", " ")}
		for _, p := range a.Paragraphs {
			if article.Text != "" {
				article.Text += "\n\n"
			}
			at := len(article.Text)
			article.Text += p.Context
			for _, q := range p.Qas {
				n++
				if n%3 != 0 {
					continue
				}
				start := at + len(string([]rune(p.Context)[:q.Answers[0].Start]))
				questions = append(questions, quality.Question{ID: q.ID, Text: asked[q.ID+languages[n/3%3]], Answerable: true, Answers: []string{q.Answers[0].Text},
					Gold: []quality.Gold{{Article: article.ID, Range: &corpus.Span{Start: start, End: start + len(q.Answers[0].Text)}}}})
			}
		}
		articles = append(articles, article)
	}
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}, questions
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
	engine := answer.New(l, answer.WithAcross(e), answer.WithLogger(slog.New(slog.DiscardHandler)))
	var cases []trainingCase
	for _, q := range set.questions {
		hits, err := l.Search(t.Context(), q.Text, 14)
		if err != nil {
			t.Fatal(err)
		}
		add := func(c trainingCase, hits []retrieval.Hit) {
			if c.samples, err = answer.SamplesAcross(t.Context(), engine, q.Text, hits[:min(10, len(hits))]); err != nil {
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

// fitAcross fits two regressions over features of mean 0 and deviation 1: a conditional
// logit that puts the right sentence of a question before all others, and a logistic
// regression that tells whether the first is right.
func fitAcross(cases []trainingCase) (rank, evidence []float64) {
	var all [][]float64
	for _, c := range cases {
		for _, s := range c.samples {
			all = append(all, s.Features)
		}
	}
	rank = scaled(all, ranksAcross, func(w, grad []float64, z [][]float64) {
		for _, c := range cases {
			if rightOf(c) >= 0 && c.rank > 0 {
				pull(c, w, grad, z)
			}
			z = z[len(c.samples):]
		}
	})
	rank[len(rank)-1] = 0
	var firsts [][]float64
	var right []bool
	var weights []float64
	for _, c := range cases {
		if len(c.samples) > 0 {
			f, i := first(c, rank)
			firsts, right, weights = append(firsts, f), append(right, c.right[i]), append(weights, c.evidence)
		}
	}
	evidence = scaled(firsts, tellsAcross, func(w, grad []float64, z [][]float64) {
		for i, f := range z {
			push := weights[i] * (truthOf(right[i]) - 1/(1+math.Exp(-dot(w, f))))
			for k := range f {
				grad[k] += push * f[k]
			}
			grad[len(f)] += push
		}
	})
	return rank, evidence
}

func truthOf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// pull adds what makes the right sentences of a case likelier among all; z begins with
// their scaled features.
func pull(c trainingCase, w, grad []float64, z [][]float64) {
	var sum, good float64
	e := make([]float64, len(c.samples))
	for i := range e {
		e[i] = math.Exp(dot(w, z[i]))
		sum += e[i]
		if c.right[i] {
			good += e[i]
		}
	}
	for i := range e {
		push := -e[i] / sum
		if c.right[i] {
			push += e[i] / good
		}
		for k := range z[i] {
			grad[k] += c.rank * push * z[i][k]
		}
	}
}

// scaled fits weights of some features by a gradient over features scaled to mean 0 and
// deviation 1, and returns them for the features as they are.
func scaled(all [][]float64, uses []string, gradient func(w, grad []float64, z [][]float64)) []float64 {
	n := len(answer.FeatureNames)
	mean, deviation := make([]float64, n), make([]float64, n)
	for _, f := range all {
		for k := range f {
			mean[k] += f[k] / float64(len(all))
		}
	}
	for _, f := range all {
		for k := range f {
			deviation[k] += (f[k] - mean[k]) * (f[k] - mean[k]) / float64(len(all))
		}
	}
	z := make([][]float64, len(all))
	for i, f := range all {
		z[i] = make([]float64, n)
		for k := range f {
			if deviation[k] > 0 && slices.Contains(uses, answer.FeatureNames[k]) {
				z[i][k] = (f[k] - mean[k]) / math.Sqrt(deviation[k])
			}
		}
	}
	w := make([]float64, n+1)
	descend(w, func(grad []float64) { gradient(w, grad, z) })
	for k := range n {
		if w[k] != 0 {
			w[k] /= math.Sqrt(deviation[k])
			w[n] -= w[k] * mean[k]
		}
	}
	return w
}

// first is the best sentence with how far it is ahead, and its index.
func first(c trainingCase, rank []float64) ([]float64, int) {
	best, next := top(c, rank), math.Inf(-1)
	for i, s := range c.samples {
		if i != best {
			next = max(next, dot(rank, s.Features))
		}
	}
	f := slices.Clone(c.samples[best].Features)
	f[slices.Index(answer.FeatureNames, "ahead")] = min(answer.MostAhead, dot(rank, f)-next)
	return f, best
}

// mostAcross and mostUnsureAcross are the shares of the questions with an answer, all sets
// weighed as in the fit, that are to be answered, and answered or shown as unsure.
const (
	mostAcross       = 0.8
	mostUnsureAcross = 0.9
)

// tableAcross prints what is answered from each probability on, and the error of the
// probabilities, and returns the levels.
func tableAcross(t *testing.T, cases []trainingCase, rank, evidence []float64) (answered, unsure float64) {
	answered, unsure = 0.05, 0.05
	var said, right [10]float64
	var n [10]float64
	ps := make([]float64, len(cases))
	firstRight := make([]bool, len(cases))
	for i, c := range cases {
		if len(c.samples) == 0 {
			continue
		}
		f, best := first(c, rank)
		ps[i], firstRight[i] = 1/(1+math.Exp(-dot(evidence, f))), c.right[best]
		bin := min(9, int(10*ps[i]))
		n[bin] += c.evidence
		said[bin] += c.evidence * ps[i]
		right[bin] += c.evidence * truthOf(firstRight[i])
	}
	var off, all float64
	for b := range n {
		off += math.Abs(said[b] - right[b])
		all += n[b]
	}
	t.Logf("calibration error %.3f", off/all)
	for p := 0.1; p < 0.6; p += 0.02 {
		counts, shown := map[string]float64{}, map[string]float64{}
		for i, c := range cases {
			kind := c.set + " not"
			if c.answerable {
				kind = c.set
			}
			for _, k := range []string{kind, "weighed " + fmt.Sprint(c.answerable)} {
				w := 1.0
				if strings.HasPrefix(k, "weighed") {
					w = c.evidence
				}
				counts[k] += w
				shown[k] += w * truthOf(ps[i] >= p)
				if kind == k && c.answerable {
					counts[k+" first right"]++
					shown[k+" first right"] += truthOf(firstRight[i] && ps[i] >= p)
				}
			}
		}
		line := ""
		for _, k := range slices.Sorted(func(yield func(string) bool) {
			for k := range counts {
				if !yield(k) {
					return
				}
			}
		}) {
			line += fmt.Sprintf("  %s %.2f", k, shown[k]/counts[k])
		}
		t.Logf("%.2f answered:%s", p, line)
		if shown["weighed true"] >= mostAcross*counts["weighed true"] {
			answered = math.Round(p*100) / 100
		}
		if shown["weighed true"] >= mostUnsureAcross*counts["weighed true"] {
			unsure = math.Round(p*100) / 100
		}
	}
	return answered, unsure
}
