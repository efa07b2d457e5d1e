//go:build !amd64 && !arm64

package mat

// assembled returns the kernels in assembly: none for this architecture.
func assembled() []*Kernel { return nil }
