//go:build !race

package guildlibrary

const raced = false
