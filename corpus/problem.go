package corpus

import (
	"errors"

	"footnote/corpus/document"
)

// ErrNothing is what Read ends with where no article at all could be read.
var ErrNothing = errors.New("no articles found: name a file or a folder that holds some (`footnote ask --help` lists the formats)")

// Problem says why something could not be read, in a sentence that tells what
// to change. It never stops the reading of the rest.
type Problem = document.Problem
