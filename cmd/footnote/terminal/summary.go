package terminal

import (
	"io"
	"strings"
	"time"

	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/text"
)

// WhyNone says why a summary has no lines, "" where it has some.
func WhyNone(s *summary.Summary) string {
	if len(s.Lines) > 0 {
		return ""
	}
	return render.WhyNone(words.In(words.Default), s)
}

// Summary writes a summary with its numbered quotes, or why there is none.
func (s *Screen) Summary(made *summary.Summary) error {
	if len(made.Lines) == 0 {
		_, err := io.WriteString(s.out, s.block(strong, WhyNone(made), ""))
		return err
	}
	a := &answer.Answer{Citations: made.Citations}
	for _, l := range made.Lines {
		said := l.Text
		if made.Style == summary.Timeline {
			said = when(l.When) + ": " + said
		}
		a.Claims = append(a.Claims, answer.Claim{Text: said, Citations: l.Citations, Wording: l.Wording})
	}
	var b strings.Builder
	b.WriteString(s.claims(a, 0))
	s.footnotes(&b, a)
	b.WriteString("\n" + s.block(faint, render.HowSummarised(words.In(words.Default), made, ""), ""))
	_, err := io.WriteString(s.out, b.String())
	return err
}

// when writes the day of a line, as much of it as is known.
func when(w *summary.When) string {
	switch {
	case w == nil:
		return "day not stated"
	case w.Yearless:
		return w.Time.Format("2 January")
	case w.Known == text.ToTheMonth:
		return w.Time.Format("January 2006")
	case w.Published:
		return w.Time.Format(time.DateOnly) + " (reported)"
	}
	return w.Time.Format(time.DateOnly)
}
