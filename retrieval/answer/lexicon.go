package answer

import (
	"embed"
	"sync"

	"footnote/retrieval/terms"
	"footnote/retrieval/text"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// wordList is a set of English words, looked up as written in lower case or,
// with has, by their term too, so that a list need not hold every inflection.
type wordList struct{ words, stems map[string]bool }

// word tells whether a lower-case word is in the list as it stands.
func (l wordList) word(w string) bool { return l.words[w] }

// has tells whether the list holds the word or one with the same term.
func (l wordList) has(w, term string) bool { return l.words[w] || l.stems[term] }

// lexicons are the word lists that the package reads questions and sentences by.
// They hold general English only: no list knows a word for its subject.
type lexicons struct {
	reporting, generic, times, numbers, reasons, leaning, joining, pronouns, asking wordList
	kinds                                                                           map[string]kind
}

// words reads the lists once.
var words = sync.OnceValue(func() lexicons {
	return lexicons{
		reporting: readWordList("reporting"),
		generic:   readWordList("generic"),
		times:     readWordList("time"),
		numbers:   readWordList("numbers"),
		reasons:   readWordList("reasons"),
		leaning:   readWordList("leaning"),
		joining:   readWordList("joining"),
		pronouns:  readWordList("pronouns"),
		asking:    readWordList("asking"),
		kinds:     readKinds(),
	}
})

// lists are the files of the package.
var lists = text.Lists{FS: lexiconFiles, Folder: "lexicon"}

func readWordList(name string) wordList {
	l := wordList{words: lists.Words(name), stems: map[string]bool{}}
	for w := range l.words {
		for _, t := range terms.Tokens(w) {
			if !t.Stop {
				l.stems[t.Term] = true
			}
		}
	}
	return l
}

func readKinds() map[string]kind {
	kinds := map[string]kind{}
	for w, name := range lists.Named("kinds") {
		kinds[w] = kindNames[name]
	}
	return kinds
}
