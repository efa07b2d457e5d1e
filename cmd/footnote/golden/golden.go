// Package golden holds a change of the articles back where questions whose right
// answers are known were answered before it and are not after it.
package golden

import (
	"context"
	"fmt"
	"io"

	"footnote/retrieval/quality"
)

// Verdict is what became of one question.
type Verdict struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	// Before and After are "ok", or what was not as it should be.
	Before string `json:"before"`
	After  string `json:"after"`
}

const right = "ok"

// Worse reports whether the question was answered rightly before, and is not after.
func (v Verdict) Worse() bool { return v.Before == right && v.After != right }

// Better reports whether it is the other way round.
func (v Verdict) Better() bool { return v.Before != right && v.After == right }

// Report says what a change does to all questions.
type Report struct {
	// Of is how many questions there are, Before and After how many are answered rightly.
	Of     int `json:"of"`
	Before int `json:"before"`
	After  int `json:"after"`
	// Worse counts those that got worse; Changed are all whose verdict differs.
	Worse   int       `json:"worse"`
	Changed []Verdict `json:"changed"`
	// Held tells that the change is not in service.
	Held bool `json:"held"`
}

// Asked is a library that can be asked.
type Asked struct {
	In   quality.Searcher
	By   quality.Asker
	Find quality.Find
}

// Compare asks every question before and after a change.
func Compare(ctx context.Context, questions []quality.Question, before, after Asked) (Report, error) {
	r := Report{Of: len(questions), Changed: []Verdict{}}
	for i := range questions {
		q := &questions[i]
		v := Verdict{ID: q.ID, Question: q.Text}
		for _, side := range []struct {
			of   Asked
			says *string
		}{{before, &v.Before}, {after, &v.After}} {
			o, err := quality.Ask(ctx, q, side.of.In, side.of.By, side.of.Find)
			if err != nil {
				return r, err
			}
			*side.says = o.Amiss()
		}
		r.add(v)
	}
	return r, nil
}

// add counts a question.
func (r *Report) add(v Verdict) {
	if v.Before == right {
		r.Before++
	}
	if v.After == right {
		r.After++
	}
	if v.Worse() {
		r.Worse++
	}
	if v.Before != v.After {
		r.Changed = append(r.Changed, v)
	}
}

// Print writes a line of the figures and one for each question that changed, worse
// ones first.
func (r Report) Print(w io.Writer, clean func(string) string) error {
	_, err := fmt.Fprintf(w, "golden questions: %d of %d right before, %d after\n", r.Before, r.Of, r.After)
	for _, kind := range []struct {
		name string
		is   func(Verdict) bool
	}{{"worse", Verdict.Worse}, {"better", Verdict.Better}, {"other", func(v Verdict) bool { return !v.Worse() && !v.Better() }}} {
		for _, v := range r.Changed {
			if err == nil && kind.is(v) {
				_, err = fmt.Fprintf(w, "%-6s  %-16s  %-16s  %s\n", kind.name, v.Before, v.After, clean(v.Question))
			}
		}
	}
	return err
}
