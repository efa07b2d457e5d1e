package quality

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"time"

	"footnote/retrieval/answer"
)

// Share is how many of a number of cases hold. In JSON it is a number from 0
// to 1, and null where there are no cases.
type Share struct{ Hits, Of int }

// Value is the share from 0 to 1; NaN where there are no cases.
func (s Share) Value() float64 { return float64(s.Hits) / float64(s.Of) }

// MarshalJSON writes the share as a number with four decimals, or null.
func (s Share) MarshalJSON() ([]byte, error) {
	return Mean{Sum: float64(s.Hits), Of: s.Of}.MarshalJSON()
}

// Add counts one more case.
func (s *Share) Add(holds bool) {
	s.Of++
	if holds {
		s.Hits++
	}
}

// Report is the sum over a set of questions. Shares of search are over the
// questions that have a gold passage, those of answers over the answerable
// ones (a refusal counts against them), Refused over the unanswerable ones.
type Report struct {
	Questions  int `json:"questions"`
	Answerable int `json:"answerable"`

	Recall1  Share `json:"recall_at_1"`
	Recall5  Share `json:"recall_at_5"`
	Recall10 Share `json:"recall_at_10"`
	// MRR is the mean of one over the rank of the first passage found, over
	// the first ten; null in JSON where no question has a gold passage.
	MRR Mean `json:"mrr_at_10"`

	Answered Share `json:"answered"`
	Refused  Share `json:"refused"`
	// Balanced is the mean of Answered and Refused.
	Balanced Mean `json:"balanced_accuracy"`

	FirstCitation Share `json:"first_citation"`
	Quote         Share `json:"quote_match"`
	Answer        Share `json:"answer_match"`
	FirstClaim    Share `json:"first_claim_match"`

	// Unsure is over all questions: those answered with what comes nearest.
	Unsure Share `json:"unsure"`
	// CalibrationError is the mean distance between confidence and how often
	// what it is about is right, over ten bins of equal width (Guo et al., "On
	// Calibration of Modern Neural Networks", 2017).
	CalibrationError Mean `json:"calibration_error"`

	Checked int `json:"citations_checked"`
	Failed  int `json:"citations_failed"`

	MedianMS float64 `json:"ms_median"`
	P95MS    float64 `json:"ms_p95"`

	// Written is what a model did, nil where none was asked.
	Written *Written `json:"written,omitempty"`

	took []time.Duration
	bins [10]bin
}

// bin sums up the questions of about the same confidence.
type bin struct {
	confidence float64
	right      Share
}

// Written counts what a model wrote over all questions, and what it took.
type Written struct {
	// Generated, Extracted, Declined and Passages count the questions by what
	// was shown: claims the model wrote, the articles' own sentences because
	// nothing it wrote held, its word that the articles do not answer, or
	// passages because it could not be used.
	Generated int `json:"generated"`
	Extracted int `json:"extracted"`
	Declined  int `json:"declined"`
	Passages  int `json:"passages"`

	// Proposed is Shown plus Dropped: the claims that are shown, a model's or an
	// article's in its place, and the sentences that were not.
	Proposed int `json:"claims_proposed"`
	Shown    int `json:"claims_shown"`
	Dropped  int `json:"claims_dropped"`
	// Repaired counts the sentences in whose place an article's own is shown.
	Repaired int `json:"claims_repaired"`
	// Why counts the dropped by kind of fault, such as "number".
	Why map[string]int `json:"dropped_why"`
	// SecondTries counts the questions whose first reply was of no use.
	SecondTries int `json:"second_tries"`

	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	// Estimated tells that the server did not count all of the tokens.
	Estimated bool `json:"tokens_estimated,omitempty"`
	// Cost is in the currency of the configured prices, 0 without prices.
	Cost float64 `json:"cost"`
}

// add counts one answer.
func (w *Written) add(a *answer.Answer) {
	switch {
	case a.Mode == answer.Passages:
		w.Passages++
	case a.Mode == answer.Generated && a.Answered:
		w.Generated++
		w.Shown += len(a.Claims)
	case a.Mode == answer.Generated:
		w.Declined++
	default:
		w.Extracted++
	}
	w.Dropped += len(a.Dropped)
	w.Repaired += len(a.Repaired)
	w.Proposed = w.Shown + w.Dropped
	for _, d := range a.Dropped {
		kind, _, _ := strings.Cut(d.Reason, ":")
		if w.Why == nil {
			w.Why = map[string]int{}
		}
		w.Why[kind]++
	}
	if t := a.Tokens; t != nil {
		w.PromptTokens += t.Prompt
		w.CompletionTokens += t.Completion
		w.Estimated = w.Estimated || t.Estimated
		w.Cost += t.Cost
		w.SecondTries += t.Tries
	}
}

// Mean is an average that knows over how many cases.
type Mean struct {
	Sum float64
	Of  int
}

// Value is the average; NaN where there are no cases.
func (m Mean) Value() float64 { return m.Sum / float64(m.Of) }

// MarshalJSON writes the average as a number with four decimals, or null.
func (m Mean) MarshalJSON() ([]byte, error) {
	if m.Of == 0 {
		return []byte("null"), nil
	}
	return json.Marshal(rounded(m.Value()))
}

// Add counts one question's outcome.
func (r *Report) Add(o *Outcome) {
	r.Questions++
	if len(o.Question.Gold) > 0 {
		r.Recall1.Add(o.Rank == 1)
		r.Recall5.Add(o.Rank >= 1 && o.Rank <= 5)
		r.Recall10.Add(o.Rank >= 1)
		r.MRR.Of++
		if o.Rank > 0 {
			r.MRR.Sum += 1 / float64(o.Rank)
		}
	}
	if o.Question.Answerable {
		r.Answerable++
		r.Answered.Add(o.Answer.Answered)
		if len(o.Question.Gold) > 0 {
			r.FirstCitation.Add(o.FirstCitation)
		}
		r.Quote.Add(o.Quote)
		r.Answer.Add(o.AnswerRight)
		r.FirstClaim.Add(o.FirstClaim)
	} else {
		r.Refused.Add(!o.Answer.Answered)
	}
	if a := &o.Answer; a.Tokens != nil || a.Mode == answer.Generated || a.Mode == answer.Passages {
		if r.Written == nil {
			r.Written = &Written{Why: map[string]int{}}
		}
		r.Written.add(a)
	}
	if o.Answer.Outcome != answer.Talk {
		b := &r.bins[min(len(r.bins)-1, int(o.Answer.Confidence*float64(len(r.bins))))]
		b.confidence += o.Answer.Confidence
		b.right.Add(o.Bears)
	}
	r.Unsure.Add(o.Answer.Outcome == answer.Unsure)
	r.Checked += o.Checked
	r.Failed += o.Failed
	r.took = append(r.took, o.Took)
}

// Close works out the figures that need every outcome.
func (r *Report) Close() {
	slices.Sort(r.took)
	r.MedianMS = milliseconds(percentile(r.took, 0.5))
	r.P95MS = milliseconds(percentile(r.took, 0.95))
	for _, b := range r.bins {
		r.CalibrationError.Sum += math.Abs(b.confidence - float64(b.right.Hits))
		r.CalibrationError.Of += b.right.Of
	}
	if r.Answered.Of > 0 && r.Refused.Of > 0 {
		r.Balanced = Mean{Sum: r.Answered.Value() + r.Refused.Value(), Of: 2}
	}
}

// percentile is the nearest-rank percentile of sorted durations.
func percentile(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, int(math.Ceil(p*float64(len(sorted))))-1)]
}

func milliseconds(d time.Duration) float64 { return rounded(float64(d) / float64(time.Millisecond)) }

func rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }
