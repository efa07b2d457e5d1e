package text

import (
	"embed"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	"footnote/retrieval/terms"
)

//go:embed lists/*.txt
var files embed.FS

// Lists is a folder of word lists that is part of the program: a line holds words, or
// a name, a colon and words; # begins a comment.
type Lists struct {
	FS     fs.FS
	Folder string
}

// Lines returns a list without its comments. The files are part of the program, so a
// missing one is a mistake in it.
func (l Lists) Lines(name string) []string {
	data, err := fs.ReadFile(l.FS, path.Join(l.Folder, name+".txt"))
	if err != nil {
		panic(err)
	}
	return terms.Lines(string(data))
}

// Words returns the words of a list.
func (l Lists) Words(name string) map[string]bool {
	m := map[string]bool{}
	for _, line := range l.Lines(name) {
		for _, w := range strings.Fields(line) {
			m[w] = true
		}
	}
	return m
}

// Named returns for each word of a list the name of its line.
func (l Lists) Named(name string) map[string]string {
	m := map[string]string{}
	for _, line := range l.Lines(name) {
		key, list, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(list) {
			m[w] = key
		}
	}
	return m
}

// Values returns for each word of a list the number that names its line.
func (l Lists) Values(name string) map[string]float64 {
	m := map[string]float64{}
	for w, key := range l.Named(name) {
		v, err := strconv.ParseFloat(key, 64)
		if err != nil {
			panic(err)
		}
		m[w] = v
	}
	return m
}

// lexicons are the lists of this package, in six languages.
type lexicons struct {
	numbers, scales  map[string]float64
	months, weekdays map[string]float64
	negations        map[string]bool
	spans            map[string]string
}

var words = sync.OnceValue(func() lexicons {
	l := Lists{files, "lists"}
	return lexicons{
		numbers:   l.Values("numbers"),
		spans:     l.Named("spans"),
		scales:    l.Values("scales"),
		months:    l.Values("months"),
		weekdays:  l.Values("weekdays"),
		negations: l.Words("negations"),
	}
})

// NumberOf is the value of a number word in lower case.
func NumberOf(lower string) (float64, bool) {
	v, ok := words().numbers[lower]
	return v, ok
}

// Month reports whether a word in lower case is the name of a month, whatever else
// it may mean.
func Month(lower string) bool { return words().months[lower] > 0 }

// Weekday is the number of a day of the week by its name in lower case, 0 being
// Sunday.
func Weekday(lower string) (float64, bool) {
	day, ok := words().weekdays[lower]
	return day, ok
}
