package mat

// neon is the kernel for every 64-bit ARM processor: all have these instructions.
var neon = &Kernel{Name: "neon", rows: 4, tile: tileNEON, exp: expGo, gelu: geluGo}

// assembled returns the kernels in assembly.
func assembled() []*Kernel { return []*Kernel{neon} }

//go:noescape
func tileNEON(c *float32, ldc int, a *float32, lda int, b *float32, k int)
