package extract

import (
	_ "embed"
	"encoding/json"
	"math"
	"sync"
)

//go:embed model.json
var modelJSON []byte

// models are the fits of model.json: for what can be told from words, for when
// an encoder compares meanings too, for when a reader has read besides, and for
// when words cannot be compared.
type models struct {
	Words   *model `json:"words"`
	Meaning *model `json:"meaning"`
	Reading *model `json:"reading"`
	Across  *model `json:"across"`
}

// model holds logistic regressions over features: rank orders the
// sentences found for a question, evidence tells whether the best one answers
// it. `go test ./retrieval/answer/extract -run TestCalibrate -calibrate` fits them on
// the tuning halves of the question sets and writes model.json.
type model struct {
	Rank     weights `json:"rank"`
	Evidence weights `json:"evidence"`
	// Threshold is the evidence, 0..1, from which a question is answered.
	Threshold float64 `json:"threshold"`
	// Least is how likely right a sentence must be besides.
	Least float64 `json:"least"`
	// Unsure is the evidence from which its best sentence is shown as one that
	// may answer it.
	Unsure float64 `json:"unsure"`
	// Confidence is a third regression: how likely the best sentence is right.
	Confidence weights `json:"confidence"`
}

// weights are a logistic regression: a weight a feature, by name, and a bias.
type weights struct {
	Bias     float64            `json:"bias"`
	Features map[string]float64 `json:"features"`
	vector   []float64
}

// fitted reads the embedded models once; they are part of the program.
var fitted = sync.OnceValue(func() *models {
	var m models
	if err := json.Unmarshal(modelJSON, &m); err != nil {
		panic(err)
	}
	m.Across.Confidence = m.Across.Evidence // it has no fit of its own
	for _, one := range []*model{m.Words, m.Meaning, m.Reading, m.Across} {
		one.Rank.prepare()
		one.Evidence.prepare()
		one.Confidence.prepare()
	}
	return &m
})

func (w *weights) prepare() {
	w.vector = make([]float64, len(featureNames))
	for i, name := range featureNames {
		w.vector[i] = w.Features[name]
	}
}

// logit is the weighted sum of features.
func (w *weights) logit(f []float64) float64 {
	sum := w.Bias
	for i, x := range f {
		sum += w.vector[i] * x
	}
	return sum
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
