//go:build !race

package corpus

const racing = false
