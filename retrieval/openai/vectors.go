package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"github.com/sashabaranov/go-openai"
)

// vectorForm is how vectors travel. Base64 is several times faster to read.
type vectorForm int32

const (
	formUnknown vectorForm = iota // base64 is asked for, either is understood
	formBase64
	formFloat // no form is asked for
)

var aboutEncoding = regexp.MustCompile(`(?i)encoding_format|base64|unknown|unexpected|unsupported|extra|not permitted|additional propert`)

// tokenVectors begins a list of vectors where one vector should be.
var tokenVectors = regexp.MustCompile(`"embedding"\s*:\s*\[\s*\[`)

// request embeds inputs in one request, or a few where attempts fail. A server
// that refuses base64 is asked without from then on.
func (e *Embedder) request(ctx context.Context, inputs []string) ([][]float32, error) {
	ctx, cancel := e.within(ctx)
	defer cancel()
	vectors, err := e.ask(ctx, inputs, false)
	if e.known() == formUnknown && errors.Is(err, ErrRefused) && aboutEncoding.MatchString(err.Error()) {
		if vectors, err = e.ask(ctx, inputs, true); err == nil {
			e.form.Store(int32(formFloat))
		}
	}
	if err != nil {
		return nil, err
	}
	return vectors, e.check(vectors)
}

func (e *Embedder) known() vectorForm { return vectorForm(e.form.Load()) }

// ask makes the request; plain leaves the form of the vectors to the server.
func (e *Embedder) ask(ctx context.Context, inputs []string, plain bool) ([][]float32, error) {
	return repeat(ctx, e.caller, func(ctx context.Context, x *exchange) ([][]float32, error) {
		whole := ctx
		ctx, cancel := context.WithTimeout(ctx, e.opts.Attempt)
		defer cancel()
		form := e.known()
		x.keep = form == formUnknown
		req := openai.EmbeddingRequestStrings{Input: inputs, Model: openai.EmbeddingModel(e.opts.Model), Dimensions: e.opts.Dimensions}
		if form != formFloat && !plain {
			req.EncodingFormat = openai.EmbeddingEncodingFormatBase64
		}
		reply, err := e.api.CreateEmbeddings(ctx, req)
		switch {
		case x.keep && err != nil && tokenVectors.Match(x.copied.Bytes()):
			return nil, errStop{&Error{Kind: ErrTokenVectors, Status: x.status, Cause: err}}
		case len(inputs) > 1 && errors.Is(err, context.DeadlineExceeded) && whole.Err() == nil:
			// The same batch would take as long again.
			return nil, errStop{&Error{Kind: ErrTimeout, Cause: errLargeBatch}}
		case x.keep && !plain && x.status == http.StatusOK:
			reply, err = e.learnForm(reply, err, x)
		}
		if err != nil {
			e.doubt(form, err)
			return nil, err
		}
		return inOrder(reply.Data, len(inputs))
	})
}

// doubt forgets that a server speaks base64 when it suddenly does not, as one
// of several behind one address may.
func (e *Embedder) doubt(form vectorForm, err error) {
	var mismatch *json.UnmarshalTypeError
	if form == formBase64 && errors.As(err, &mismatch) {
		e.form.CompareAndSwap(int32(formBase64), int32(formUnknown))
	}
}

// learnForm looks at the first reply to a request for base64. A server that
// does not know the field sends lists of numbers, which the library cannot
// read then; they are read from the copy, so that nothing is embedded twice.
func (e *Embedder) learnForm(reply openai.EmbeddingResponse, err error, x *exchange) (openai.EmbeddingResponse, error) {
	if err == nil {
		e.form.Store(int32(formBase64))
		return reply, nil
	}
	var mismatch *json.UnmarshalTypeError
	if !errors.As(err, &mismatch) {
		return reply, err
	}
	var plain openai.EmbeddingResponse
	if json.Unmarshal(x.copied.Bytes(), &plain) != nil {
		return reply, err
	}
	e.form.Store(int32(formFloat))
	return plain, nil
}

// inOrder puts the vectors where their indexes say. Each must come exactly once.
func inOrder(data []openai.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, &Error{Kind: ErrMalformed, Status: http.StatusOK, Cause: fmt.Errorf("%d vectors for %d texts", len(data), n)}
	}
	out := make([][]float32, n)
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || out[d.Index] != nil {
			return nil, &Error{Kind: ErrMalformed, Status: http.StatusOK, Cause: fmt.Errorf("index %d twice or out of range for %d texts", d.Index, n)}
		}
		out[d.Index] = d.Embedding
	}
	return out, nil
}
