// Package tagger finds the part of speech of each word of an English sentence
// by the words around it: whether "fear" is a verb or a noun where it stands.
//
// It is the averaged perceptron of Honnibal, "A Good Part-of-Speech Tagger in
// about 200 Lines of Python" (2013), with the weights that NLTK trained on the
// Wall Street Journal part of the Penn Treebank, as prose (MIT License, see
// LICENSE.weights) publishes them; the program in build reduces them to bytes.
// Tags are those of the Penn Treebank: Marcus, Santorini and Marcinkiewicz,
// "Building a Large Annotated Corpus of English", 1993.
package tagger

//go:generate sh -c "go run ./build $(go mod download -json github.com/jdkato/prose/v2@v2.0.0 | jq -r .Dir)"

import (
	_ "embed" // the weights
	"encoding/binary"
	"hash/fnv"
	"strings"
	"unicode"
)

//go:embed weights.bin
var weightsBin string

// table finds the weights of a feature where they lie: hashes in order, where
// the record of each begins, and the records of a class and a weight each.
var table = open(weightsBin)

type weights struct {
	classes              []string
	n                    int
	hashes, starts, list string
}

func open(bin string) weights {
	w := weights{classes: make([]string, bin[0])}
	bin = bin[1:]
	for i := range w.classes {
		n := int(bin[0])
		w.classes[i], bin = bin[1:1+n], bin[1+n:]
	}
	w.n = int(number(bin, 0))
	bin = bin[4:]
	w.hashes, w.starts, w.list = bin[:4*w.n], bin[4*w.n:8*w.n+4], bin[8*w.n+4:]
	return w
}

func number(s string, i int) uint32 { return binary.LittleEndian.Uint32([]byte(s[4*i : 4*i+4])) }

// record returns the classes and weights of a feature, two bytes each.
func (w *weights) record(feature string) string {
	h := fnv.New32a()
	h.Write([]byte(feature))
	want := h.Sum32()
	low, high := 0, w.n
	for low < high {
		if middle := (low + high) / 2; number(w.hashes, middle) < want {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == w.n || number(w.hashes, low) != want {
		return ""
	}
	return w.list[2*number(w.starts, low) : 2*number(w.starts, low+1)]
}

// Tag returns the tag of each word of a sentence. Marks of punctuation are words
// of their own, and so are "'s" and "n't".
func Tag(words []string) []string {
	context := make([]string, 0, len(words)+4)
	context = append(context, "-START-", "-START2-")
	for _, w := range words {
		context = append(context, normal(w))
	}
	context = append(context, "-END-", "-END2-")
	tags := make([]string, len(words))
	before, second := "-START-", "-START2-"
	for i, w := range words {
		if r := table.record("tag " + w); r != "" {
			tags[i] = table.classes[r[0]]
		} else if w != "" {
			tags[i] = table.best(features(context, i+2, w, before, second))
		}
		second, before = before, tags[i]
	}
	return tags
}

// best is the class with the highest sum of weights.
func (w *weights) best(features []string) string {
	scores := make([]int, len(w.classes))
	for _, f := range features {
		for r := w.record(f); r != ""; r = r[2:] {
			scores[r[0]] += int(int8(r[1]))
		}
	}
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return w.classes[best]
}

// features are those of the reference, by their names there.
func features(context []string, i int, w, before, second string) []string {
	return []string{
		"bias", "i suffix " + suffix(w), "i pref1 " + w[:1], "i-1 tag " + before, "i-2 tag " + second,
		"i tag+i-2 tag " + before + " " + second, "i word " + context[i], "i-1 tag+i word " + before + " " + context[i],
		"i-1 word " + context[i-1], "i-1 suffix " + suffix(context[i-1]), "i-2 word " + context[i-2],
		"i+1 word " + context[i+1], "i+1 suffix " + suffix(context[i+1]), "i+2 word " + context[i+2],
	}
}

func suffix(w string) string { return w[max(0, len(w)-3):] }

// normal is a word as features name it.
func normal(w string) string {
	switch {
	case w == "":
		return ""
	case strings.Contains(w, "-") && w[0] != '-':
		return "!HYPHEN"
	case len(w) == 4 && strings.Trim(w, "0123456789") == "":
		return "!YEAR"
	case unicode.IsDigit(rune(w[0])):
		return "!DIGITS"
	}
	return strings.ToLower(w)
}
