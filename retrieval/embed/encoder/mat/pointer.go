package mat

import "unsafe"

// view is the n numbers that start at p. Kernels get pointers because that is
// what assembly takes; MulAdd has checked what they may touch.
func view(p *float32, n int) []float32 { return unsafe.Slice(p, n) }

// offset is the address n numbers after p.
func offset(p *float32, n int) *float32 {
	return (*float32)(unsafe.Add(unsafe.Pointer(p), n*4))
}
