// Package proof decides whether a claim says no more than the quotes it rests on.
//
// The checks are deliberately one-sided. They drop some claims that a careful
// reader would let pass, and let none pass that adds a number, a date, a name or
// a "not".
package proof
