// Package digests posts what is new and what was asked, again and again: /digest.
package digests
