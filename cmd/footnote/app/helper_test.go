package app_test

import (
	"io"
	"strings"
	"testing"

	"footnote/cmd/footnote/app"
)

// nothingSet is an environment without any variable.
func nothingSet(string) string { return "" }

// started is the program with its settings and a choice of articles.
func started(t testing.TB, from app.Source) *app.App {
	t.Helper()
	p := app.New("", nothingSet, strings.NewReader(""), io.Discard, io.Discard)
	t.Cleanup(p.Close)
	a, err := p.Start(from)
	must(t, err)
	return a
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
