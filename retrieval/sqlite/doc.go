// Package sqlite keeps a library of articles in one SQLite file: sources,
// articles, passages, and the vectors of passages. The file is the system of
// record; the indexes that answer questions are filled from it (Mirror).
//
// One process writes, and holds a lock while it does (OpenWriter); any number
// read beside it. A change of an article is one transaction, and nothing that
// was committed is lost, whatever happens to the process or the power.
//
// A vector belongs to the text that was embedded, by its hash, and to the
// embedder's name: text that was embedded once is never embedded again, wherever
// it moves and in however many articles it stands. Vectors of another embedder
// are collected beside those in service, and take their place when they are
// complete.
package sqlite
