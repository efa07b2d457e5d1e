// Footnote answers questions from a set of articles, every claim with a quote.
package main
