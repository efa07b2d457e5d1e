//go:build !race

package shelves

const raced = false
