// Package sandbox runs parsers of foreign input in a child process.
//
// A document can be made to exhaust memory or the stack, or to keep a parser
// busy for ever, and Go recovers from none of these. In a child of the same
// binary, with limits of memory, processor time, output and time, the worst is
// that the child ends: the parent says so of the document at fault, starts
// another child, and goes on.
//
// A program that calls Start in its main gets isolation; without it, as in most
// tests, tasks run in the process itself.
package sandbox
