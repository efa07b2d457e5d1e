//go:build !race

package localdiscord_test

const underRace = false
