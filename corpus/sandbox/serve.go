package sandbox

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
)

// maxStack bounds the stack of a goroutine in a child, in bytes: nesting deeper
// than any honest document's ends the child before the memory does.
const maxStack = 64 << 20

// Serve carries out the tasks that come over in, until it ends. It sets the
// limits of its process first and is all that the process does.
func Serve(in io.Reader, out io.Writer, kinds map[string]Tasks) error {
	memory, err := strconv.ParseInt(os.Getenv(memoryVariable), 10, 64)
	if err != nil {
		return errors.New("this command is for the program itself: it reads documents in a process of their own")
	}
	debug.SetMaxStack(maxStack)
	debug.SetMemoryLimit(memory * 3 / 4)
	if err := limitMemory(memory); err != nil {
		return fmt.Errorf("limit the memory: %w", err)
	}
	dec, buffered := gob.NewDecoder(bufio.NewReader(in)), bufio.NewWriter(out)
	enc := gob.NewEncoder(buffered)
	for {
		var r request
		if err := dec.Decode(&r); err != nil {
			return nil // the parent has no more
		}
		limitTime(r.CPU)
		if err := enc.Encode(handle(r, kinds)); err != nil {
			return err
		}
		if err := buffered.Flush(); err != nil {
			return err
		}
	}
}

// handle carries out one task; a panic is the input's fault.
func handle(r request, kinds map[string]Tasks) (out reply) {
	defer func() {
		if recover() != nil {
			out = reply{Refused: "is damaged in a way that its reader does not stand: save it again"}
		}
	}()
	tasks, ok := kinds[r.Kind]
	if !ok {
		return reply{Fault: "there is no reader of the kind " + r.Kind}
	}
	if r.Prepare {
		if tasks.Prepare != nil {
			if err := tasks.Prepare(); err != nil {
				return reply{Fault: err.Error()}
			}
		}
		return reply{}
	}
	payload, err := tasks.Handle(r.Payload)
	var refused *Refusal
	switch {
	case errors.As(err, &refused):
		return reply{Refused: refused.Reason, Line: refused.Line}
	case err != nil:
		return reply{Fault: err.Error()}
	}
	return reply{Payload: payload}
}
