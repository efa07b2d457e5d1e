package openai

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/sashabaranov/go-openai"
)

// Message is one message of a conversation.
type Message struct {
	// Role is "system", "user" or "assistant".
	Role    string
	Content string
}

// Schema is a form that the reply must have.
type Schema struct {
	// Name is made of up to 64 letters, digits, underscores and dashes.
	Name string
	// JSON is the JSON schema. It is asked for strictly, so each object in it
	// must close itself and require all its properties.
	JSON json.RawMessage
}

// Request is what a model is asked to write.
type Request struct {
	Messages []Message
	// Schema asks for JSON of that form; nil asks for text. Where the server
	// knows no schemas it is asked for any JSON, and where it knows none of
	// that either for text: see Response.Form and Plain.
	Schema *Schema
	// Loose takes the place of Messages where the server can be asked for JSON
	// but not held to the schema, and Plain where it can be asked for text only;
	// nil sends Messages all the same.
	Loose, Plain []Message
	// MaxTokens limits the reply; 0 leaves it to the server.
	MaxTokens int
	// Temperature is 0 for the likeliest words up to 2; below 0 leaves it to
	// the server.
	Temperature float64
}

// Form is how strictly the server was asked for JSON.
type Form string

// The forms, strictest first.
const (
	FormSchema Form = "schema"
	FormJSON   Form = "json"
	FormText   Form = "text"
)

// Response is what a model wrote.
type Response struct {
	// Text is the whole reply; beside an error, what came before it.
	Text string
	// Model is the model's name as the server gave it.
	Model string
	// Finish is why the model stopped: "stop", or "length" where MaxTokens cut
	// it off, or another word of the server's.
	Finish string
	Form   Form
	Usage  Usage
}

// Usage is a count of tokens.
type Usage struct {
	Prompt, Completion int
	// Estimated tells that the server did not count and CountTokens did.
	Estimated bool
}

// Client writes text with a server's chat model. It is safe for concurrent use.
type Client struct {
	*caller
	learnt learnt
}

// NewClient returns a client, or an error that says which option to correct.
// Nothing is sent yet.
func NewClient(opts Options) (*Client, error) {
	c, err := newCaller(opts)
	if err != nil {
		return nil, err
	}
	return &Client{caller: c}, nil
}

// Model is the name of the model that the client asks for.
func (c *Client) Model() string { return c.opts.Model }

// Complete returns the whole reply at once. A reply without a reason for its
// end is ErrUnfinished.
func (c *Client) Complete(ctx context.Context, r Request) (Response, error) {
	ctx, cancel := c.within(ctx)
	defer cancel()
	return c.adapt(r, false, func(d dialect) (Response, error) {
		return repeat(ctx, c.caller, func(ctx context.Context, x *exchange) (Response, error) {
			ctx, cancel := context.WithTimeout(ctx, c.opts.Attempt)
			defer cancel()
			reply, err := c.api.CreateChatCompletion(ctx, d.request(c.opts.Model, r, false))
			if err != nil {
				return Response{}, err
			}
			return c.read(reply, d, r)
		})
	})
}

func (c *Client) read(reply openai.ChatCompletionResponse, d dialect, r Request) (Response, error) {
	if len(reply.Choices) == 0 {
		return Response{}, &Error{Kind: ErrMalformed, Status: http.StatusOK, Cause: errors.New("a reply without choices")}
	}
	choice := reply.Choices[0]
	out := Response{
		Text: withoutThoughts(choice.Message.Content), Model: reply.Model, Finish: string(choice.FinishReason), Form: d.form(r),
		Usage: Usage{Prompt: reply.Usage.PromptTokens, Completion: reply.Usage.CompletionTokens},
	}
	if choice.Message.Content == "" {
		out.Text = choice.Message.Refusal
	}
	out.estimate(d.messages(r))
	if out.Finish == "" {
		return out, &Error{Kind: ErrUnfinished, Status: http.StatusOK}
	}
	return out, nil
}

// estimate counts the tokens where the server did not.
func (r *Response) estimate(messages []Message) {
	if r.Usage.Prompt > 0 {
		return
	}
	r.Usage = Usage{Completion: CountTokens(r.Text), Estimated: true}
	for _, m := range messages {
		r.Usage.Prompt += CountTokens(m.Content) + messageTokens
	}
}

// messageTokens is what the frame around one message costs.
const messageTokens = 4
