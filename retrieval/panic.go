package retrieval

import (
	"fmt"
	"runtime/debug"
)

// PanicError is a panic that was turned into an error. Error is short; Stack
// is where it happened, for a log.
type PanicError struct {
	Value any
	Stack []byte
}

// Error says what was panicked with.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Recover turns a panic into a *PanicError in err. It is deferred in every
// goroutine that handles text of others: a panic that a goroutine does not
// recover ends the process.
func Recover(err *error) {
	if value := recover(); value != nil {
		*err = &PanicError{Value: value, Stack: debug.Stack()}
	}
}
