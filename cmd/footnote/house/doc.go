// Package house holds the rules this program is built by, as tests: which
// package may import which, how long functions and files may be, how much may
// branch in one function, and that every public name is documented.
//
// There is no code here beside the tests. A rule that is broken names the
// place and the rule; a rule that is wrong is changed here, with its reason.
package house
