package terminal

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"footnote/retrieval/quality"
)

// Report writes the figures of an evaluation as a table.
func (s *Screen) Report(r *quality.Report) error {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 8, 2, ' ', 0)
	row := func(name, figure, of string) { fmt.Fprintf(table, "%s\t%s\t%s\n", name, figure, of) }
	share := func(name string, v quality.Share) {
		row(name, figure(v.Value(), v.Of), fmt.Sprintf("%d of %d", v.Hits, v.Of))
	}

	row("questions", fmt.Sprint(r.Questions), fmt.Sprintf("%d answerable", r.Answerable))
	share("recall@1", r.Recall1)
	share("recall@5", r.Recall5)
	share("recall@10", r.Recall10)
	row("MRR@10", figure(r.MRR.Value(), r.MRR.Of), "")
	share("answered, of the answerable", r.Answered)
	share("refused, of the others", r.Refused)
	row("balanced accuracy", figure(r.Balanced.Value(), r.Balanced.Of), "")
	share("first citation in a right article", r.FirstCitation)
	share("quote matches", r.Quote)
	share("answer matches", r.Answer)
	share("first claim gives the answer", r.FirstClaim)
	share("unsure, of all", r.Unsure)
	row("calibration error", figure(r.CalibrationError.Value(), r.CalibrationError.Of), "ten bins")
	row("citations checked", fmt.Sprint(r.Checked), "")
	row("citations failed", fmt.Sprint(r.Failed), "")
	row("milliseconds, median", fmt.Sprintf("%.2f", r.MedianMS), "")
	row("milliseconds, 95th percentile", fmt.Sprintf("%.2f", r.P95MS), "")
	if r.Written != nil {
		written(row, r.Written)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(b.String()) {
		if _, err := io.WriteString(s.out, strings.TrimRight(line, " \n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// written adds what a model did.
func written(row func(name, figure, of string), w *quality.Written) {
	row("questions answered by the model", fmt.Sprint(w.Generated), "")
	row("left to the articles' own sentences", fmt.Sprint(w.Extracted), "nothing written held")
	row("declined by the model", fmt.Sprint(w.Declined), "")
	row("left with passages", fmt.Sprint(w.Passages), "the model could not be used")
	row("claims proposed", fmt.Sprint(w.Proposed), fmt.Sprintf("%d shown", w.Shown))
	row("claims dropped", fmt.Sprint(w.Dropped), reasons(w.Why))
	row("claims repaired", fmt.Sprint(w.Repaired), "an article's own sentence in their place")
	row("second tries", fmt.Sprint(w.SecondTries), "")
	estimated := ""
	if w.Estimated {
		estimated = ", in part estimated"
	}
	row("tokens", fmt.Sprint(w.PromptTokens+w.CompletionTokens),
		fmt.Sprintf("%d sent, %d written%s", w.PromptTokens, w.CompletionTokens, estimated))
	if w.Cost > 0 {
		row("cost", fmt.Sprintf("%.4f", w.Cost), "")
	}
}

// reasons lists why claims were dropped, the most frequent first.
func reasons(why map[string]int) string {
	kinds := slices.SortedFunc(maps.Keys(why), func(a, b string) int {
		return cmp.Or(cmp.Compare(why[b], why[a]), strings.Compare(a, b))
	})
	for i, k := range kinds {
		kinds[i] = fmt.Sprintf("%s %d", k, why[k])
	}
	return strings.Join(kinds, ", ")
}

// figure gives a share with three decimals, and a dash where there is none.
func figure(value float64, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", value)
}

// Outcome writes one line about a question: whether it was handled as it
// should be, its ID, the rank of the first passage found, what was amiss, and
// the question.
func (s *Screen) Outcome(o *quality.Outcome) error {
	verdict := "right"
	if !o.Right() {
		verdict = s.paint(alarm, "wrong")
	}
	rank := "-"
	if o.Rank > 0 {
		rank = fmt.Sprint(o.Rank)
	}
	line := fmt.Sprintf("%s  %s  rank %s  %s  %s\n", verdict, oneLine(o.Question.ID), rank, o.Amiss(), oneLine(o.Question.Text))
	_, err := io.WriteString(s.out, line)
	return err
}
