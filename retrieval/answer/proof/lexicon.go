package proof

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"footnote/retrieval/terms"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// lexicons are the word lists behind the checks: general language, no subject.
type lexicons struct {
	numbers, scales  map[string]float64
	months, weekdays map[string]float64
	negations        map[string]bool
}

var words = sync.OnceValue(func() lexicons {
	return lexicons{
		numbers:   valued("numbers"),
		scales:    valued("scales"),
		months:    valued("months"),
		weekdays:  valued("weekdays"),
		negations: listed("negations"),
	}
})

// lines returns an embedded list without comments; the files are part of the
// program, so a missing one is a mistake in it.
func lines(name string) []string {
	data, err := lexiconFiles.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic(err)
	}
	return terms.Lines(string(data))
}

// valued reads lines of the form "value: word word".
func valued(name string) map[string]float64 {
	m := map[string]float64{}
	for _, line := range lines(name) {
		value, list, _ := strings.Cut(line, ":")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic(err)
		}
		for _, w := range strings.Fields(list) {
			m[w] = v
		}
	}
	return m
}

func listed(name string) map[string]bool {
	m := map[string]bool{}
	for _, line := range lines(name) {
		for _, w := range strings.Fields(line) {
			m[w] = true
		}
	}
	return m
}
