package document

import (
	"fmt"
	"slices"
	"strings"
)

// Problem says why something could not be read, in a sentence that tells what
// to change. It never stops the reading of the rest.
type Problem struct {
	// Path is the file, as it was named or found.
	Path string
	// Line is the line in question, counted from 1; 0 means the whole file.
	Line int
	// Reason is one plain sentence without a full stop.
	Reason string
	// Err is the cause, nil where the reason says it all.
	Err error
}

// Error gives path, line and reason on one line: a sentence about the file where
// the reason says something of it.
func (p *Problem) Error() string {
	verb, _, _ := strings.Cut(p.Reason, " ")
	if slices.Contains(ofTheFile, verb) {
		return p.Where() + " " + p.Reason
	}
	return p.Where() + ": " + p.Reason
}

// ofTheFile are the verbs with which a reason goes on from the name of a file.
var ofTheFile = []string{"is", "has", "holds", "cannot", "does", "unpacks"}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Problemf makes a Problem for a whole document; readers fill in the path.
func Problemf(format string, args ...any) *Problem {
	return &Problem{Reason: fmt.Sprintf(format, args...)}
}

// At returns p with the line set.
func (p *Problem) At(line int) *Problem {
	p.Line = line
	return p
}

// Because returns p with its cause set.
func (p *Problem) Because(err error) *Problem {
	p.Err = err
	return p
}

// Where names the place of the problem without its reason.
func (p *Problem) Where() string {
	if p.Line == 0 {
		return p.Path
	}
	return fmt.Sprintf("%s, line %d", p.Path, p.Line)
}
