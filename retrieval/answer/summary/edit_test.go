package summary_test

import (
	"strings"
	"testing"

	"footnote/retrieval/answer/summary"
	"footnote/retrieval/sampletest"
)

func TestEdited(t *testing.T) {
	l := sampletest.Library(t)
	s := makeSummary(t, l, summary.Request{Topic: summit, Lines: summary.Short})
	same := s.Edited(s.Editable())
	if same.Editable() != s.Editable() || len(same.Lines) != len(s.Lines) {
		t.Errorf("an edit that changes nothing gives\n%s\nof\n%s", same.Editable(), s.Editable())
	}
	lines := strings.Split(s.Editable(), "\n")
	lines[0] = strings.Replace(lines[0], "Putin", "Macron", 1)
	lines[1] = "We think this will go well."
	lines[2] += " [99]"
	e := s.Edited("- " + strings.Join(append(lines[:3:3], "", "  "), "\r\n"))
	proven(t, &e, l.Article)
	if len(e.Lines) != 3 {
		t.Fatalf("%d lines, want 3:\n%s", len(e.Lines), e.Editable())
	}
	if !e.Lines[0].Note || !e.Lines[1].Note || e.Lines[2].Note {
		t.Errorf("notes: %v %v %v, want true true false\n%s", e.Lines[0].Note, e.Lines[1].Note, e.Lines[2].Note, e.Editable())
	}
	if len(e.Lines[0].Citations) > 0 {
		t.Error("a note keeps a footnote that does not bear it out")
	}
}

// A line may be cut short or reworded as far as its quotes bear it out.
func TestEditsThatHoldKeepTheirFootnote(t *testing.T) {
	l := sampletest.Library(t)
	s := makeSummary(t, l, summary.Request{Articles: []string{"06-saudi-talks-three-aims"}, Topic: "Lavrov", Lines: 2})
	text := s.Editable()
	short := strings.Replace(text, "Sergey Lavrov, the Russian foreign minister, took part, as did other top officials of both nations.", "Sergey Lavrov took part.", 1)
	if short == text {
		t.Fatalf("the line to be edited is not there:\n%s", text)
	}
	e := s.Edited(short)
	proven(t, &e, l.Article)
	for _, line := range e.Lines {
		if line.Note {
			t.Errorf("%q lost its footnote", line.Text)
		}
	}
}

func TestEditedToNothing(t *testing.T) {
	s := makeSummary(t, sampletest.Library(t), summary.Request{Topic: summit, Lines: 2})
	for _, text := range []string{"", " \n\n", "[1] [2]"} {
		if e := s.Edited(text); len(e.Lines) > 0 || e.Reason != summary.NotProven {
			t.Errorf("%q gives %+v", text, e.Lines)
		}
	}
}
