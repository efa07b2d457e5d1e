//go:build race

package guildlibrary

// raced: the race detector makes everything ten times slower.
const raced = true
