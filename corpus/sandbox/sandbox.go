package sandbox

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"sync/atomic"
	"time"
)

// Handler carries out a task of one kind. A *Refusal as its error is for whoever
// sent the input; any other error is a fault of the program.
type Handler func(payload []byte) ([]byte, error)

// Tasks is what a child does with the tasks of one kind.
type Tasks struct {
	Handle Handler
	// Prepare, where it is set, is called before the first task of the kind: what it
	// takes, such as compiling a parser, does not count for that task's time.
	Prepare func() error
}

// Refusal says, in a sentence without a full stop, what is wrong with an input.
type Refusal struct {
	Reason string
	// Line is the line in question, from 1; 0 means the whole input.
	Line int
}

// Error gives the reason.
func (r *Refusal) Error() string { return r.Reason }

// Limits bound what one task may take.
type Limits struct {
	// Memory is in bytes, of the child as a whole.
	Memory int64
	// Reply is the longest reply, in bytes.
	Reply int64
	// Time is how long a task may take, and PerMegabyte what each megabyte of its
	// input adds. Preparing is how long a child may prepare for a kind of tasks.
	Time, PerMegabyte, Preparing time.Duration
}

// DefaultLimits fit documents of 64 MB.
var DefaultLimits = Limits{Memory: 512 << 20, Reply: 96 << 20, Time: 10 * time.Second, PerMegabyte: time.Second / 2, Preparing: 2 * time.Minute}

// current is the pool of the process, nil where tasks run in the process itself.
var current atomic.Pointer[pool]

// Start has tasks run in children from now on. command makes the command of a
// child, which must call Serve. The function that is returned ends the children.
func Start(command func() *exec.Cmd, limits Limits) (stop func()) {
	p := &pool{command: command, limits: limits, free: make(chan *child, runtime.GOMAXPROCS(0))}
	for range cap(p.free) {
		p.free <- nil // a place for a child that is started when it is needed
	}
	current.Store(p)
	return func() {
		current.CompareAndSwap(p, nil)
		p.close()
	}
}

// Do carries out a task: in a child where there are any, else by calling local.
// An error that is a *Refusal names what is wrong with the input, such as that
// reading it took too long or too much memory.
func Do(ctx context.Context, kind string, payload []byte, local Handler) ([]byte, error) {
	p := current.Load()
	if p == nil {
		return local(payload)
	}
	return p.do(ctx, kind, payload)
}

var errClosed = errors.New("the readers of documents are shut down")
