package main

import (
	"fmt"

	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/embed/hashed"
	"footnote/retrieval/openai"
	"footnote/retrieval/vector"
)

// builtinWeight is the share of the built-in embedder in a passage's score. It
// knows no synonyms: on the tuning halves of the question sets, 0.01 lowers no
// recall (at 1, 5 and 10), and 0.03 and more do. What it adds is passages that
// share no word with the question, only parts of words.
const builtinWeight = 0.01

// openaiWeight is the share of a model behind a server. It was trained to find
// what words do not, yet names and numbers are better left to the words.
const openaiWeight = 0.3

// denseNamed is the dense part that --embedder names; its index is empty. The
// zero Dense is that of none.
func denseNamed(name string, c *config.Config, words hashed.Weights) (retrieval.Dense, error) {
	switch name {
	case embedderBuiltin:
		return retrieval.Dense{Index: vector.New(), Embedder: hashed.New(hashed.WithWeights(words)), Weight: builtinWeight}, nil
	case embedderOpenAI:
		e, err := openaiEmbedder(c)
		if err != nil {
			return retrieval.Dense{}, err
		}
		return retrieval.Dense{Index: vector.New(), Embedder: e, Weight: openaiWeight}, nil
	}
	return retrieval.Dense{}, nil
}

// openaiEmbedder is the configured model. Nothing is sent yet.
func openaiEmbedder(c *config.Config) (*openai.Embedder, error) {
	return openai.NewEmbedder(openai.Options{
		BaseURL: c.Models.BaseURL, APIKey: c.Models.APIKey.Reveal(), Model: c.Models.Embedding,
	})
}

// denseOf is the dense part for a library with the vectors of an embedder. Where
// the command line names none, the library's own is used, if the configuration
// knows it; where it does not, words alone decide, and a sentence says so.
func (p *program) denseOf(inService string, c *config.Config, from source, words hashed.Weights) retrieval.Dense {
	names := []string{from.embedder}
	if from.embedder == "" {
		names = []string{embedderBuiltin, embedderOpenAI}
	}
	for _, name := range names {
		if name == embedderOpenAI && c.Models.Embedding == "" {
			continue
		}
		d, err := denseNamed(name, c, words)
		if err != nil {
			p.problems.Problem(err.Error())
			continue
		}
		if d.Embedder == nil || d.Embedder.Name() == inService || name == embedderBuiltin && from.embedder != "" {
			return d
		}
	}
	if inService != "" {
		p.problems.Problem(fmt.Sprintf("searching by words alone, as the library's vectors are of %s: "+
			"configure that model, or change the vectors with `footnote index sync`", inService))
	}
	return retrieval.Dense{}
}
