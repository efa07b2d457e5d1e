package openai

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"
)

// maxText is the most bytes of one streamed reply: several times what any
// model writes in one go.
const maxText = 2 << 20

// errStall is the cause of a stream that paused for too long.
var errStall = errors.New("the stream paused for too long")

// Stream hands each piece of the reply to onDelta as it comes, from one
// goroutine, and returns the whole. An error of onDelta ends it and is
// returned. Another attempt is made only while nothing has been handed over;
// after that a failure returns what came before it beside the error. A stream
// without a reason for its end is ErrUnfinished.
func (c *Client) Stream(ctx context.Context, r Request, onDelta func(string) error) (Response, error) {
	ctx, cancel := c.within(ctx)
	defer cancel()
	return c.adapt(r, true, func(d dialect) (Response, error) {
		return repeat(ctx, c.caller, func(ctx context.Context, x *exchange) (Response, error) {
			s := &stream{c: c, out: Response{Form: d.form(r)}, onDelta: onDelta}
			err := s.run(ctx, d.request(c.opts.Model, r, true), x)
			s.out.Text = s.text.String()
			if x.status == http.StatusOK { // else nothing was read or written
				s.out.estimate(d.messages(r))
			}
			if err != nil && s.out.Text != "" {
				err = errStop{c.blame(ctx, err, x)}
			}
			return s.out, err
		})
	})
}

// stream is one attempt at a streamed reply.
type stream struct {
	c        *Client
	out      Response
	text     strings.Builder
	onDelta  func(string) error
	x        *exchange
	thoughts thoughts
	// chunks counts what came; begun reports whether the model writes or thinks.
	chunks int
	begun  bool
}

func (s *stream) run(ctx context.Context, req openai.ChatCompletionRequest, x *exchange) error {
	s.x = x
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	sent := time.Now()
	watch := time.AfterFunc(s.c.opts.Attempt, func() { cancel(errStall) })
	defer watch.Stop()
	x.alive = func() { watch.Reset(s.patience(time.Since(sent))) }
	in, err := s.c.api.CreateChatCompletionStream(ctx, req)
	if err != nil {
		return stalled(ctx, err)
	}
	defer in.Close()
	for {
		chunk, err := in.Recv()
		if err != nil {
			return s.end(stalled(ctx, err))
		}
		s.chunks++
		if err := s.take(chunk); err != nil {
			return err
		}
	}
}

// patience is how long the next bytes may take. A role or a comment often comes
// before the model has read the prompt and leaves the rest of the attempt.
func (s *stream) patience(spent time.Duration) time.Duration {
	if s.begun {
		return s.c.opts.Stall
	}
	return max(s.c.opts.Stall, s.c.opts.Attempt-spent)
}

// stalled tells a pause that was too long from a caller that went away.
func stalled(ctx context.Context, err error) error {
	if errors.Is(context.Cause(ctx), errStall) {
		return &Error{Kind: ErrTimeout, Cause: errStall}
	}
	return err
}

// take reads one chunk. The last one of OpenAI's has no choices, only usage.
func (s *stream) take(chunk openai.ChatCompletionStreamResponse) error {
	if chunk.Model != "" {
		s.out.Model = chunk.Model
	}
	if chunk.Usage != nil && chunk.Usage.PromptTokens > 0 {
		s.out.Usage = Usage{Prompt: chunk.Usage.PromptTokens, Completion: chunk.Usage.CompletionTokens}
	}
	for _, choice := range chunk.Choices {
		if choice.Index != 0 {
			continue
		}
		if choice.FinishReason != "" {
			s.out.Finish = string(choice.FinishReason)
		}
		s.begun = s.begun || choice.Delta.Content != "" || choice.Delta.ReasoningContent != ""
		if err := s.show(s.thoughts.feed(choice.Delta.Content + choice.Delta.Refusal)); err != nil {
			return err
		}
	}
	return nil
}

func (s *stream) show(text string) error {
	s.text.WriteString(text)
	if s.text.Len()+len(s.thoughts.held) > maxText {
		return &Error{Kind: ErrMalformed, Status: http.StatusOK, Cause: errReplyTooLarge}
	}
	if text == "" {
		return nil
	}
	if err := s.onDelta(text); err != nil {
		return errStop{err}
	}
	return nil
}

// end judges how a stream ended. Once a reason was given the reply is whole,
// whatever becomes of the connection.
func (s *stream) end(err error) error {
	if said := s.show(s.thoughts.end()); said != nil || s.out.Finish != "" {
		return said
	}
	switch {
	case !errors.Is(err, io.EOF):
		return err
	case s.chunks == 0 && !s.x.events:
		return &Error{Kind: ErrMalformed, Status: http.StatusOK, Cause: err}
	case s.chunks == 0:
		return &Error{Kind: ErrEmpty, Status: http.StatusOK, Cause: err}
	}
	return &Error{Kind: ErrUnfinished, Status: http.StatusOK, Cause: err}
}
