package quality

import (
	"encoding/json"
	"math"
	"slices"
	"time"
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

	Checked int `json:"citations_checked"`
	Failed  int `json:"citations_failed"`

	MedianMS float64 `json:"ms_median"`
	P95MS    float64 `json:"ms_p95"`

	took []time.Duration
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
		r.FirstCitation.Add(o.FirstCitation)
		r.Quote.Add(o.Quote)
		r.Answer.Add(o.AnswerRight)
		r.FirstClaim.Add(o.FirstClaim)
	} else {
		r.Refused.Add(!o.Answer.Answered)
	}
	r.Checked += o.Checked
	r.Failed += o.Failed
	r.took = append(r.took, o.Took)
}

// Close works out the figures that need every outcome.
func (r *Report) Close() {
	slices.Sort(r.took)
	r.MedianMS = milliseconds(percentile(r.took, 0.5))
	r.P95MS = milliseconds(percentile(r.took, 0.95))
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
