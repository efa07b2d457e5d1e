package main

import (
	"cmp"
	"fmt"
	"sync"

	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/openai"
	"footnote/retrieval/vector"
)

// builtinWeight is the share of the built-in encoder in a passage's score, and
// builtinParts how many parts of a passage it embeds besides the whole. Both are
// tuned on the tuning halves of the question sets: without parts, half as much of
// it is best, and finds half as much that the words miss.
const (
	builtinWeight = 0.4
	builtinParts  = 4
)

// openaiWeight is the share of a model behind a server. It was trained to find
// what words do not, yet names and numbers are better left to the words.
const openaiWeight = 0.3

// builtinEncoder is the trained encoder inside the program, unpacked once.
var builtinEncoder = sync.OnceValues(func() (*encoder.Encoder, error) { return encoder.New(encoder.Options{}) })

// denseNamed is the dense part that --embedder names; its index is empty. The
// zero Dense is that of none.
func denseNamed(name string, c *config.Config) (retrieval.Dense, error) {
	switch name {
	case embedderBuiltin:
		e, err := builtinEncoder()
		if err != nil {
			return retrieval.Dense{}, err
		}
		embedder := sampled{retrieval.InParts(e, builtinParts), shippedParts}
		return retrieval.Dense{Index: vector.New(vector.Parts(builtinParts)), Embedder: embedder, Weight: builtinWeight}, nil
	case embedderOpenAI:
		e, err := openaiEmbedder(c)
		if err != nil {
			return retrieval.Dense{}, err
		}
		return retrieval.Dense{Index: vector.New(), Embedder: e, Weight: openaiWeight}, nil
	}
	return retrieval.Dense{}, nil
}

// builtinReader is the reader inside the program, on the encoder's layers.
var builtinReader = sync.OnceValues(func() (*encoder.Reader, error) {
	e, err := builtinEncoder()
	if err != nil {
		return nil, err
	}
	return encoder.NewReader(e)
})

// judging has the built-in encoder compare questions and sentences too, and the
// reader read, unless passages are searched by words alone: their scores are
// what the evidence was calibrated on.
func judging(c *config.Config, from source) ([]answer.Option, error) {
	e, err := meaningOf(c, from)
	if e == nil || err != nil {
		return nil, err
	}
	options := []answer.Option{answer.WithMeaning(e)}
	if across := acrossEmbedder(c, from); across != nil {
		options = append(options, answer.WithAcross(across))
	}
	if c.Models.Reader == config.None {
		return options, nil
	}
	r, err := builtinReader()
	return append(options, answer.WithReader(r)), err
}

// meaningOf is the built-in encoder where passages are searched by it or by a
// model server, else nil: what texts mean is then left to their words.
func meaningOf(c *config.Config, from source) (retrieval.Embedder, error) {
	if name := cmp.Or(from.embedder, c.Models.Embedder); name != embedderBuiltin && name != embedderOpenAI {
		return nil, nil
	}
	e, err := builtinEncoder()
	if err != nil {
		return nil, err
	}
	return e, nil
}

// embeddingAttempts is how many requests that hang fit into the deadline of a
// batch.
const embeddingAttempts = 4

// openaiEmbedder is the configured model. Nothing is sent yet.
func openaiEmbedder(c *config.Config) (*openai.Embedder, error) {
	known := prefixesOf(c.Models.Embedding)
	return openai.NewEmbedder(openai.Options{
		BaseURL: c.Models.BaseURL, APIKey: c.Models.APIKey.Reveal(), Model: c.Models.Embedding,
		Total: c.Models.EmbeddingDeadline, Attempt: c.Models.EmbeddingDeadline / embeddingAttempts,
		TimeSetting:   "FOOTNOTE_EMBEDDING_DEADLINE",
		PassagePrefix: prefix(c.Models.PassagePrefix, known.passage), QuestionPrefix: prefix(c.Models.QuestionPrefix, known.question),
	})
}

// denseOf is the dense part for a library with the vectors of an embedder. Where
// the command line names none, the library's own is used, if the configuration
// knows it; where it does not, words alone decide, and a sentence says so.
func (p *program) denseOf(inService string, c *config.Config, from source) retrieval.Dense {
	names := []string{from.embedder}
	if from.embedder == "" {
		names = []string{embedderBuiltin, embedderOpenAI}
	}
	for _, name := range names {
		if name == embedderOpenAI && c.Models.Embedding == "" {
			continue
		}
		d, err := denseNamed(name, c)
		if err != nil {
			p.problems.Problem(err.Error())
			continue
		}
		if d.Embedder == nil || d.Embedder.Name() == inService {
			return d
		}
	}
	if inService != "" {
		p.problems.Problem(fmt.Sprintf("searching by words alone, as the library's vectors are of %s: "+
			"configure that model, or change the vectors with `footnote index sync`", inService))
	}
	return retrieval.Dense{}
}
