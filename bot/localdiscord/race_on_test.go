//go:build race

package localdiscord_test

// underRace: the race detector is on.
const underRace = true
