package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/cmd/footnote/terminal"
)

// FromStdin is the argument that stands for the lines of standard input.
const FromStdin = "-"

// longestLine is how many bytes of a line of standard input are kept. It is
// far above the longest question, so that a line cut here is still refused as
// too long, and low enough that a file without line breaks fills no memory.
const longestLine = 1 << 20

// EachLine calls do with every line of standard input, without its line end.
// It stops at the first error of do, of reading, or of the context.
func (p *Process) EachLine(ctx context.Context, do func(string) error) error {
	input := interruptible(ctx, p.Stdin)
	defer input.Close()
	reader := bufio.NewReaderSize(input, 64<<10)
	for {
		line, err := readLine(reader)
		if errors.Is(err, io.EOF) && line == "" {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("standard input cannot be read: %w", err)
		}
		if err := do(strings.TrimRight(line, "\r\n")); err != nil {
			return err
		}
	}
}

// readLine returns the next line with its line end, at most longestLine bytes
// of it. At the end of the input it returns what is left and io.EOF.
func readLine(reader *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := reader.ReadSlice('\n')
		line = append(line, part[:min(len(part), longestLine-len(line))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return string(line), err
		}
	}
}

// interruptible returns a reader of r whose reads end when the context does,
// even while r has nothing to give (a person who types nothing). The copying
// goroutine ends with its pending read of r, at the latest with the process.
func interruptible(ctx context.Context, r io.Reader) io.ReadCloser {
	reader, writer := io.Pipe()
	stop := context.AfterFunc(ctx, func() { writer.CloseWithError(ctx.Err()) })
	go func() {
		defer stop()
		_, err := io.Copy(writer, r)
		writer.CloseWithError(err)
	}()
	return reader
}

// WriteJSON writes one JSON object on a line of standard output. It means the
// same to a program, and steers no terminal.
func (p *Process) WriteJSON(v any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := p.Stdout.Write(terminal.EscapeJSON(line.Bytes()))
	return err
}
