package asking

import (
	"embed"
	"sync"

	"footnote/retrieval/terms"
	"footnote/retrieval/text"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// List is a set of English words, looked up as written in lower case or,
// with Has, by their term too, so that a list need not hold every inflection.
type List struct{ words, stems map[string]bool }

// Word tells whether a lower-case word is in the list as it stands.
func (l List) Word(w string) bool { return l.words[w] }

// Has tells whether the list holds the word or one with the same term.
func (l List) Has(w, term string) bool { return l.words[w] || l.stems[term] }

// Lists are the word lists that the package reads questions and sentences by.
// They hold general English only: no list knows a word for its subject.
type Lists struct {
	Reporting, Generic, Times, Numbers, Reasons, Leaning, Joining, Pronouns, Prepositions, Asking, Informant List
	kinds                                                                                                    map[string]Kind
}

// Words reads the lists once.
var Words = sync.OnceValue(func() Lists {
	return Lists{
		Reporting:    readWordList("reporting"),
		Generic:      readWordList("generic"),
		Times:        readWordList("time"),
		Numbers:      readWordList("numbers"),
		Reasons:      readWordList("reasons"),
		Leaning:      readWordList("leaning"),
		Joining:      readWordList("joining"),
		Pronouns:     readWordList("pronouns"),
		Prepositions: readWordList("prepositions"),
		Asking:       readWordList("asking"),
		Informant:    readWordList("informant"),
		kinds:        readKinds(),
	}
})

// lists are the files of the package.
var lists = text.Lists{FS: lexiconFiles, Folder: "lexicon"}

func readWordList(name string) List {
	l := List{words: lists.Words(name), stems: map[string]bool{}}
	for w := range l.words {
		for _, t := range terms.Tokens(w) {
			if !t.Stop {
				l.stems[t.Term] = true
			}
		}
	}
	return l
}

func readKinds() map[string]Kind {
	kinds := map[string]Kind{}
	for w, name := range lists.Named("kinds") {
		kinds[w] = kindNames[name]
	}
	return kinds
}
