//go:build race

package bot

// underRace: everything takes ten times as long.
const underRace = true
