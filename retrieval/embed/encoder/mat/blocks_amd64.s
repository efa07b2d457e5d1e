#include "textflag.h"

// Products of signed bytes with numbers of 4 bits, for AVX2, and of up to 8 bits, for
// AVX-512 with VNNI; blocks.go describes the forms.

DATA least<>+0(SB)/4, $1.0e-30
GLOBL least<>(SB), RODATA|NOPTR, $4
DATA most<>+0(SB)/4, $127.0
GLOBL most<>(SB), RODATA|NOPTR, $4
DATA magnitude<>+0(SB)/4, $0x7fffffff
GLOBL magnitude<>(SB), RODATA|NOPTR, $4
DATA inorder<>+0(SB)/4, $0
DATA inorder<>+4(SB)/4, $4
DATA inorder<>+8(SB)/4, $1
DATA inorder<>+12(SB)/4, $5
DATA inorder<>+16(SB)/4, $2
DATA inorder<>+20(SB)/4, $6
DATA inorder<>+24(SB)/4, $3
DATA inorder<>+28(SB)/4, $7
GLOBL inorder<>(SB), RODATA|NOPTR, $32

// ONE adds to the words of sum what four bytes of a row make of a group.
#define ONE(at, sum) \
	VPBROADCASTD at, Y13; \
	VPMADDUBSW Y13, Y12, Y13; \
	VPADDW Y13, sum, sum

// GROUP does so for six rows. A word takes at most 8 * 2 * 15 * 127 in a block.
#define GROUP(i) \
	VMOVDQU (i*32)(BX), Y12; \
	ONE((i*4)(SI), Y0); \
	ONE((i*4)(SI)(CX*1), Y1); \
	ONE((i*4)(SI)(CX*2), Y2); \
	ONE((i*4)(R9), Y3); \
	ONE((i*4)(R9)(CX*1), Y4); \
	ONE((i*4)(R9)(CX*2), Y5)

// CLOSE adds the words of a block, less 8 times the sum of the row's bytes and
// scaled, to the row's sums.
#define CLOSE(scale, correction, sum, total) \
	VPMADDWD Y15, sum, sum; \
	VPBROADCASTD correction, Y13; \
	VPADDD Y13, sum, sum; \
	VCVTDQ2PS sum, sum; \
	VBROADCASTSS scale, Y14; \
	VMULPS (R10), Y14, Y14; \
	VFMADD231PS Y14, sum, total

#define STORE(total) \
	VADDPS (DI), total, total; \
	VMOVUPS total, (DI); \
	ADDQ DX, DI

// func blocksAVX2(c *float32, ldc int, a *byte, stride int, numbers *byte, scales *float32, blocks int)
TEXT ·blocksAVX2(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), DX
	MOVQ a+16(FP), SI
	MOVQ stride+24(FP), CX
	MOVQ numbers+32(FP), BX
	MOVQ scales+40(FP), R10
	MOVQ blocks+48(FP), R8
	SHLQ $2, DX
	LEAQ (SI)(CX*2), R9
	ADDQ CX, R9         // row 3
	VPCMPEQW Y15, Y15, Y15
	VPSRLW $15, Y15, Y15 // words of 1
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	VXORPS Y8, Y8, Y8
	VXORPS Y9, Y9, Y9
	VXORPS Y10, Y10, Y10
	VXORPS Y11, Y11, Y11

next:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	GROUP(0)
	GROUP(1)
	GROUP(2)
	GROUP(3)
	GROUP(4)
	GROUP(5)
	GROUP(6)
	GROUP(7)
	CLOSE(32(SI), 36(SI), Y0, Y6)
	CLOSE(32(SI)(CX*1), 36(SI)(CX*1), Y1, Y7)
	CLOSE(32(SI)(CX*2), 36(SI)(CX*2), Y2, Y8)
	CLOSE(32(R9), 36(R9), Y3, Y9)
	CLOSE(32(R9)(CX*1), 36(R9)(CX*1), Y4, Y10)
	CLOSE(32(R9)(CX*2), 36(R9)(CX*2), Y5, Y11)
	ADDQ $256, BX
	ADDQ $40, SI
	ADDQ $40, R9
	ADDQ $32, R10
	DECQ R8
	JNZ  next

	STORE(Y6)
	STORE(Y7)
	STORE(Y8)
	STORE(Y9)
	STORE(Y10)
	STORE(Y11)
	VZEROUPPER
	RET

// func roundAVX2(dst *byte, src *float32, blocks, shift int)
TEXT ·roundAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ blocks+16(FP), R8
	MOVQ shift+24(FP), CX
	VBROADCASTSS magnitude<>(SB), Y15
	VMOVDQU inorder<>(SB), Y14
	VPCMPEQW Y13, Y13, Y13
	VPABSB Y13, Y12      // bytes of 1
	VPSRLW $15, Y13, Y13 // words of 1
	VMOVSS least<>(SB), X11
	VMOVSS most<>(SB), X10

block:
	VMOVUPS (SI), Y0
	VMOVUPS 32(SI), Y1
	VMOVUPS 64(SI), Y2
	VMOVUPS 96(SI), Y3
	VANDPS Y15, Y0, Y4
	VANDPS Y15, Y1, Y5
	VMAXPS Y5, Y4, Y4
	VANDPS Y15, Y2, Y5
	VMAXPS Y5, Y4, Y4
	VANDPS Y15, Y3, Y5
	VMAXPS Y5, Y4, Y4
	VEXTRACTF128 $1, Y4, X5
	VMAXPS X5, X4, X4
	VPERMILPS $0x4e, X4, X5
	VMAXPS X5, X4, X4
	VPERMILPS $0xb1, X4, X5
	VMAXPS X5, X4, X4
	VMAXSS X11, X4, X4   // a block of zeros has a scale too
	VDIVSS X10, X4, X5
	VMOVSS X5, 32(DI)
	VDIVSS X4, X10, X4
	VBROADCASTSS X4, Y4
	VMULPS Y4, Y0, Y0
	VMULPS Y4, Y1, Y1
	VMULPS Y4, Y2, Y2
	VMULPS Y4, Y3, Y3
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPACKSSDW Y1, Y0, Y0
	VPACKSSDW Y3, Y2, Y2
	VPACKSSWB Y2, Y0, Y0
	VPERMD Y0, Y14, Y0
	VMOVDQU Y0, (DI)
	VPMADDUBSW Y0, Y12, Y0
	VPMADDWD Y13, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPADDD X1, X0, X0
	VMOVD X0, AX
	SHLL CX, AX
	NEGL AX
	MOVL AX, 36(DI)
	ADDQ $128, SI
	ADDQ $40, DI
	DECQ R8
	JNZ  block
	VZEROUPPER
	RET

// GROUP16 adds to the sums what four bytes of each of 12 rows make of a group of 16
// columns.
#define GROUP16(i) \
	VMOVDQU32 (i*64)(BX), Z30; \
	VPDPBUSD.BCST (i*4)(SI), Z30, Z0; \
	VPDPBUSD.BCST (i*4)(SI)(CX*1), Z30, Z1; \
	VPDPBUSD.BCST (i*4)(SI)(CX*2), Z30, Z2; \
	VPDPBUSD.BCST (i*4)(R9), Z30, Z3; \
	VPDPBUSD.BCST (i*4)(R9)(CX*1), Z30, Z4; \
	VPDPBUSD.BCST (i*4)(R9)(CX*2), Z30, Z5; \
	VPDPBUSD.BCST (i*4)(R11), Z30, Z6; \
	VPDPBUSD.BCST (i*4)(R11)(CX*1), Z30, Z7; \
	VPDPBUSD.BCST (i*4)(R11)(CX*2), Z30, Z8; \
	VPDPBUSD.BCST (i*4)(R12), Z30, Z9; \
	VPDPBUSD.BCST (i*4)(R12)(CX*1), Z30, Z10; \
	VPDPBUSD.BCST (i*4)(R12)(CX*2), Z30, Z11

// CLOSE16 adds the sums of a block, scaled, to a row's totals.
#define CLOSE16(scale, sum, total) \
	VCVTDQ2PS sum, sum; \
	VMULPS.BCST scale, Z31, Z29; \
	VFMADD231PS Z29, sum, total

#define STORE16(total) \
	VADDPS (DI), total, total; \
	VMOVUPS total, (DI); \
	ADDQ DX, DI

// func blocksVNNI(c *float32, ldc int, a *byte, stride int, numbers *byte, scales *float32, blocks int)
//
// 12 rows by 16 columns: Z0 to Z11 are a block's sums, which begin with the rows'
// corrections, and Z12 to Z23 the totals.
TEXT ·blocksVNNI(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), DX
	MOVQ a+16(FP), SI
	MOVQ stride+24(FP), CX
	MOVQ numbers+32(FP), BX
	MOVQ scales+40(FP), R10
	MOVQ blocks+48(FP), R8
	SHLQ $2, DX
	LEAQ (CX)(CX*2), AX
	LEAQ (SI)(AX*1), R9   // row 3
	LEAQ (R9)(AX*1), R11  // row 6
	LEAQ (R11)(AX*1), R12 // row 9
	VPXORQ Z12, Z12, Z12
	VPXORQ Z13, Z13, Z13
	VPXORQ Z14, Z14, Z14
	VPXORQ Z15, Z15, Z15
	VPXORQ Z16, Z16, Z16
	VPXORQ Z17, Z17, Z17
	VPXORQ Z18, Z18, Z18
	VPXORQ Z19, Z19, Z19
	VPXORQ Z20, Z20, Z20
	VPXORQ Z21, Z21, Z21
	VPXORQ Z22, Z22, Z22
	VPXORQ Z23, Z23, Z23

next16:
	VPBROADCASTD 36(SI), Z0
	VPBROADCASTD 36(SI)(CX*1), Z1
	VPBROADCASTD 36(SI)(CX*2), Z2
	VPBROADCASTD 36(R9), Z3
	VPBROADCASTD 36(R9)(CX*1), Z4
	VPBROADCASTD 36(R9)(CX*2), Z5
	VPBROADCASTD 36(R11), Z6
	VPBROADCASTD 36(R11)(CX*1), Z7
	VPBROADCASTD 36(R11)(CX*2), Z8
	VPBROADCASTD 36(R12), Z9
	VPBROADCASTD 36(R12)(CX*1), Z10
	VPBROADCASTD 36(R12)(CX*2), Z11
	GROUP16(0)
	GROUP16(1)
	GROUP16(2)
	GROUP16(3)
	GROUP16(4)
	GROUP16(5)
	GROUP16(6)
	GROUP16(7)
	VMOVUPS (R10), Z31
	CLOSE16(32(SI), Z0, Z12)
	CLOSE16(32(SI)(CX*1), Z1, Z13)
	CLOSE16(32(SI)(CX*2), Z2, Z14)
	CLOSE16(32(R9), Z3, Z15)
	CLOSE16(32(R9)(CX*1), Z4, Z16)
	CLOSE16(32(R9)(CX*2), Z5, Z17)
	CLOSE16(32(R11), Z6, Z18)
	CLOSE16(32(R11)(CX*1), Z7, Z19)
	CLOSE16(32(R11)(CX*2), Z8, Z20)
	CLOSE16(32(R12), Z9, Z21)
	CLOSE16(32(R12)(CX*1), Z10, Z22)
	CLOSE16(32(R12)(CX*2), Z11, Z23)
	ADDQ $512, BX
	ADDQ $40, SI
	ADDQ $40, R9
	ADDQ $40, R11
	ADDQ $40, R12
	ADDQ $64, R10
	DECQ R8
	JNZ  next16

	STORE16(Z12)
	STORE16(Z13)
	STORE16(Z14)
	STORE16(Z15)
	STORE16(Z16)
	STORE16(Z17)
	STORE16(Z18)
	STORE16(Z19)
	STORE16(Z20)
	STORE16(Z21)
	STORE16(Z22)
	STORE16(Z23)
	VZEROUPPER
	RET
