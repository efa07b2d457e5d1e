// Package sourcecheck notes under answers what became of the passages that they
// rest on.
package sourcecheck
