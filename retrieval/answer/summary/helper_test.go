package summary_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
	"footnote/retrieval/lexical"
)

// library holds the articles of a sequence.
func library(t *testing.T, articles ...*corpus.Article) *retrieval.Library {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), articles...); err != nil {
		t.Fatal(err)
	}
	return l
}

// five is the library of the five shared articles; where they are absent the
// test is skipped.
func five(t *testing.T) *retrieval.Library {
	t.Helper()
	dir := os.Getenv("FOOTNOTE_SHARED")
	if dir == "" {
		dir = above(t, "go.mod") + "/../shared"
	}
	dir = filepath.Join(dir, "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared articles are not there: set FOOTNOTE_SHARED to the folder that holds corpus/")
	}
	var all []*corpus.Article
	for a, err := range corpus.Read(t.Context(), []string{dir}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return library(t, all...)
}

// above is the nearest folder above that holds a file.
func above(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatalf("no %s above", name)
		}
		dir = filepath.Dir(dir)
	}
}

// quiet keeps the failures that tests cause on purpose out of their output.
var (
	discard = slog.New(slog.DiscardHandler)
	quiet   = summary.WithLogger(discard)
)

// make summarises, and checks the promises that every summary keeps.
func makeSummary(t *testing.T, l *retrieval.Library, r summary.Request, options ...summary.Option) summary.Summary {
	t.Helper()
	s, err := summary.New(append(options, quiet)...).Make(t.Context(), l, r)
	if err != nil {
		t.Fatal(err)
	}
	proven(t, &s, l.Article)
	return s
}

// proven checks that every line rests on quotes that are real.
func proven(t *testing.T, s *summary.Summary, find summary.Finder) {
	t.Helper()
	if s.Lines == nil || s.Citations == nil {
		t.Error("a list is null instead of empty")
	}
	if (len(s.Lines) == 0) != (s.Reason != "") {
		t.Errorf("%d lines with the reason %q", len(s.Lines), s.Reason)
	}
	for i, c := range s.Citations {
		if c.Number != i+1 || !c.Real(find) {
			t.Errorf("citation %d is not real: %+v", i+1, c)
		}
	}
	for _, l := range s.Lines {
		if len(l.Citations) == 0 && !l.Note {
			t.Errorf("a line without a footnote: %q", l.Text)
		}
		var quotes []answer.Citation
		for _, n := range l.Citations {
			quotes = append(quotes, s.Citations[n-1])
		}
		if f := answer.Holds(l.Text, s.Foreign, quotes); f.Found() && !l.Note {
			t.Errorf("%q says more than its quotes: %s", l.Text, f)
		}
	}
}

// show lists a summary for a person, with -v.
func show(t *testing.T, s *summary.Summary) {
	t.Helper()
	var b strings.Builder
	for _, l := range s.Lines {
		when := ""
		if l.When != nil {
			when = l.When.Time.Format("2006-01-02 ")
		}
		b.WriteString("\n" + when + l.Text)
		for _, n := range l.Citations {
			b.WriteString(" [" + s.Citations[n-1].Article + "]")
		}
	}
	t.Logf("%s %q%s", s.Style, s.Topic, b.String())
}

// cancelled is a context that is done.
func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
