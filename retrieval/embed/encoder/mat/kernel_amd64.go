package mat

import "golang.org/x/sys/cpu"

var (
	vnni   = &Kernel{Name: "avx512vnni", rows: 12, tile: tileAVX512, exp: expVector, gelu: geluVector, bytes: bytesVNNI}
	avx512 = &Kernel{Name: "avx512", rows: 12, tile: tileAVX512, exp: expVector, gelu: geluVector, bytes: bytesAVX2}
	avx2   = &Kernel{Name: "avx2", rows: 6, tile: tileAVX2, exp: expVector, gelu: geluVector, bytes: bytesAVX2}

	bytesVNNI = &byteProduct{bits: 8, rows: 12, lanes: 16, add: blocksVNNI, round: roundAVX2}
	bytesAVX2 = &byteProduct{bits: 4, rows: 6, lanes: 8, add: blocksAVX2, round: roundAVX2}
)

// assembled returns the kernels in assembly that this processor can run and its
// operating system lets it run, fastest first.
func assembled() []*Kernel {
	var kernels []*Kernel
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return kernels
	}
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
		kernels = append(kernels, vnni)
	}
	if cpu.X86.HasAVX512F {
		kernels = append(kernels, avx512)
	}
	return append(kernels, avx2)
}

//go:noescape
func tileAVX2(c *float32, ldc int, a *float32, lda int, b *float32, k int)

//go:noescape
func tileAVX512(c *float32, ldc int, a *float32, lda int, b *float32, k int)

//go:noescape
func blocksAVX2(c *float32, ldc int, a *byte, stride int, numbers *byte, scales *float32, blocks int)

//go:noescape
func blocksVNNI(c *float32, ldc int, a *byte, stride int, numbers *byte, scales *float32, blocks int)

//go:noescape
func roundAVX2(dst *byte, src *float32, blocks, shift int)

//go:noescape
func expAVX2(x *float32, n int, shift, scale float32)

//go:noescape
func geluAVX2(x *float32, n int)

func expVector(x []float32, shift, scale float32) {
	if len(x) >= Lanes {
		expAVX2(&x[0], len(x)/Lanes*Lanes, shift, scale)
	}
}

func geluVector(x []float32) {
	if len(x) >= Lanes {
		geluAVX2(&x[0], len(x)/Lanes*Lanes)
	}
}
