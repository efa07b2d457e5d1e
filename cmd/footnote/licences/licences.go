// Package licences holds the licences of everything the program is built from:
// modules, the Go library, and the data inside the binary.
//
// The text is made and checked by the tests of this package, which read the
// licence files of all modules that a build for any platform takes in:
//
//	go test ./cmd/footnote/licences -update
//
// A licence that is unknown or not allowed fails them.
package licences

import _ "embed"

// Text is a list of what the program contains, each with its version and its
// licences, followed by the texts of the licences.
//
//go:embed third_party.txt
var Text string
