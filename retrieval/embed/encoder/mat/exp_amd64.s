#include "textflag.h"

// The exponential and the GELU of portable.go, eight numbers at a time, with
// the same constants.

DATA lowest<>+0(SB)/4, $(-60.0)
GLOBL lowest<>(SB), RODATA|NOPTR, $4
DATA rounder<>+0(SB)/4, $(12582912.0)
GLOBL rounder<>(SB), RODATA|NOPTR, $4
DATA log2e<>+0(SB)/4, $(1.4426950408889634)
GLOBL log2e<>(SB), RODATA|NOPTR, $4
DATA ln2high<>+0(SB)/4, $(0.693359375)
GLOBL ln2high<>(SB), RODATA|NOPTR, $4
DATA ln2low<>+0(SB)/4, $(-0.00021219444005471377)
GLOBL ln2low<>(SB), RODATA|NOPTR, $4
DATA seventh<>+0(SB)/4, $(0.00019841269841269841)
GLOBL seventh<>(SB), RODATA|NOPTR, $4
DATA sixth<>+0(SB)/4, $(0.001388888888888889)
GLOBL sixth<>(SB), RODATA|NOPTR, $4
DATA fifth<>+0(SB)/4, $(0.008333333333333333)
GLOBL fifth<>(SB), RODATA|NOPTR, $4
DATA fourth<>+0(SB)/4, $(0.041666666666666664)
GLOBL fourth<>(SB), RODATA|NOPTR, $4
DATA third<>+0(SB)/4, $(0.16666666666666666)
GLOBL third<>(SB), RODATA|NOPTR, $4
DATA half<>+0(SB)/4, $(0.5)
GLOBL half<>(SB), RODATA|NOPTR, $4
DATA one<>+0(SB)/4, $(1.0)
GLOBL one<>(SB), RODATA|NOPTR, $4
DATA minushalf<>+0(SB)/4, $(-0.5)
GLOBL minushalf<>(SB), RODATA|NOPTR, $4
DATA erfp<>+0(SB)/4, $(0.23164188826636045)
GLOBL erfp<>(SB), RODATA|NOPTR, $4
DATA erf1<>+0(SB)/4, $(0.254829592)
GLOBL erf1<>(SB), RODATA|NOPTR, $4
DATA erf2<>+0(SB)/4, $(-0.284496736)
GLOBL erf2<>(SB), RODATA|NOPTR, $4
DATA erf3<>+0(SB)/4, $(1.421413741)
GLOBL erf3<>(SB), RODATA|NOPTR, $4
DATA erf4<>+0(SB)/4, $(-1.453152027)
GLOBL erf4<>(SB), RODATA|NOPTR, $4
DATA erf5<>+0(SB)/4, $(1.061405429)
GLOBL erf5<>(SB), RODATA|NOPTR, $4
DATA positive<>+0(SB)/4, $0x7fffffff
GLOBL positive<>(SB), RODATA|NOPTR, $4

// CONSTANTS loads what EXP needs.
#define CONSTANTS \
	VBROADCASTSS lowest<>(SB), Y15; \
	VBROADCASTSS rounder<>(SB), Y14; \
	VBROADCASTSS log2e<>(SB), Y13; \
	VBROADCASTSS ln2high<>(SB), Y12; \
	VBROADCASTSS ln2low<>(SB), Y11; \
	VBROADCASTSS sixth<>(SB), Y9; \
	VBROADCASTSS fifth<>(SB), Y8; \
	VBROADCASTSS fourth<>(SB), Y7; \
	VBROADCASTSS third<>(SB), Y6; \
	VBROADCASTSS half<>(SB), Y5; \
	VBROADCASTSS one<>(SB), Y4

// EXP sets Y3 to e to the power of Y0 and spoils Y0, Y1 and Y2.
#define EXP \
	VMAXPS Y15, Y0, Y0; \
	VMOVAPS Y14, Y1; \
	VFMADD231PS Y13, Y0, Y1; \
	VSUBPS Y14, Y1, Y2; \
	VFNMADD231PS Y12, Y2, Y0; \
	VFNMADD231PS Y11, Y2, Y0; \
	VBROADCASTSS seventh<>(SB), Y3; \
	VFMADD213PS Y9, Y0, Y3; \
	VFMADD213PS Y8, Y0, Y3; \
	VFMADD213PS Y7, Y0, Y3; \
	VFMADD213PS Y6, Y0, Y3; \
	VFMADD213PS Y5, Y0, Y3; \
	VFMADD213PS Y4, Y0, Y3; \
	VFMADD213PS Y4, Y0, Y3; \
	VPSLLD $23, Y1, Y1; \
	VPADDD Y1, Y3, Y3

// func expAVX2(x *float32, n int, shift, scale float32)
TEXT ·expAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	CONSTANTS

nextexp:
	VMOVUPS (DI), Y0
	VBROADCASTSS shift+16(FP), Y1
	VBROADCASTSS scale+20(FP), Y2
	VSUBPS Y1, Y0, Y0
	VMULPS Y2, Y0, Y0
	EXP
	VMOVUPS Y3, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  nextexp
	VZEROUPPER
	RET

// func geluAVX2(x *float32, n int)
TEXT ·geluAVX2(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	CONSTANTS

nextgelu:
	VMOVUPS (DI), Y0
	VMULPS Y0, Y0, Y0
	VBROADCASTSS minushalf<>(SB), Y1
	VMULPS Y1, Y0, Y0
	EXP                          // Y3 is now exp(-x*x/2)
	VMOVUPS (DI), Y0
	VBROADCASTSS positive<>(SB), Y1
	VANDPS Y0, Y1, Y1            // |x|
	VBROADCASTSS erfp<>(SB), Y2
	VFMADD213PS Y4, Y1, Y2
	VDIVPS Y2, Y4, Y2            // t
	VMULPS Y1, Y3, Y3
	VBROADCASTSS minushalf<>(SB), Y1
	VMULPS Y1, Y3, Y3
	VMULPS Y2, Y3, Y3
	VBROADCASTSS erf5<>(SB), Y1  // the polynomial in t
	VBROADCASTSS erf4<>(SB), Y10
	VFMADD213PS Y10, Y2, Y1
	VBROADCASTSS erf3<>(SB), Y10
	VFMADD213PS Y10, Y2, Y1
	VBROADCASTSS erf2<>(SB), Y10
	VFMADD213PS Y10, Y2, Y1
	VBROADCASTSS erf1<>(SB), Y10
	VFMADD213PS Y10, Y2, Y1
	VMULPS Y1, Y3, Y3
	VXORPS Y10, Y10, Y10
	VMAXPS Y10, Y0, Y0
	VADDPS Y3, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  nextgelu
	VZEROUPPER
	RET
