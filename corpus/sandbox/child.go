package sandbox

import (
	"context"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"time"
)

// request and reply are what goes over the pipes, in gob.
type request struct {
	Kind    string
	Payload []byte
	// Prepare asks to prepare for the kind, and for nothing else.
	Prepare bool
	// CPU is how much processor time the task may take.
	CPU time.Duration
}

type reply struct {
	Payload []byte
	// Refused and Line are a Refusal; Fault is another error.
	Refused string
	Line    int
	Fault   string
}

func (r *reply) err() error {
	switch {
	case r.Refused != "":
		return &Refusal{Reason: r.Refused, Line: r.Line}
	case r.Fault != "":
		return errors.New(r.Fault)
	}
	return nil
}

// memoryVariable tells a child its limit, in bytes.
const memoryVariable = "FOOTNOTE_SANDBOX_MEMORY"

// child is a process that carries out tasks, one at a time.
type child struct {
	cmd  *exec.Cmd
	in   *gob.Encoder
	out  *bounded
	dec  *gob.Decoder
	last tail
	once sync.Once
	pipe io.Closer
	// prepared are the kinds of tasks that it is prepared for.
	prepared map[string]bool
}

func newChild(cmd *exec.Cmd, limits Limits) (*child, error) {
	c := &child{cmd: cmd, prepared: make(map[string]bool)}
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	cmd.Env = append(cmd.Env, memoryVariable+"="+strconv.FormatInt(limits.Memory, 10))
	cmd.Stderr = &c.last
	isolate(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.in, c.pipe = gob.NewEncoder(in), in
	c.out = &bounded{r: out}
	c.dec = gob.NewDecoder(c.out)
	return c, cmd.Start()
}

// run sends a task and waits for its reply. After an error the child is of no
// further use.
func (c *child) run(ctx context.Context, r request, longest int64) (*reply, error) {
	stop := context.AfterFunc(ctx, c.kill)
	defer stop()
	c.out.left = longest
	if err := c.in.Encode(r); err != nil {
		return nil, err
	}
	var got reply
	if err := c.dec.Decode(&got); err != nil {
		return nil, err
	}
	return &got, nil
}

// kill ends the process, and all that it may have started.
func (c *child) kill() { killGroup(c.cmd) }

// end kills the child, waits for it, and returns the last that it wrote to
// standard error.
func (c *child) end() string {
	c.once.Do(func() {
		// A child that is ending by itself is about to say why.
		time.AfterFunc(ending, c.kill)
		_ = c.pipe.Close()
		_ = c.cmd.Wait()
	})
	return c.last.String()
}

// ending is how long a child has to end by itself once its input is closed.
const ending = 300 * time.Millisecond

var errTooLong = errors.New("the reply is too long")

// bounded reads so many bytes and no more.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// tail keeps the first bytes of what is written: where a process says what
// ended it, before the stacks.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 4096 - len(t.kept); room > 0 {
		t.kept = append(t.kept, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.kept)
}
