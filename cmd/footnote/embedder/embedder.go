// Package embedder makes what compares texts by their meaning, as the configuration
// names it: the encoders inside the program or a model behind a server.
package embedder

import (
	"fmt"
	"runtime"
	"strings"
	"sync"

	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/embed/encoder"
	"footnote/retrieval/openai"
	"footnote/retrieval/vector"
)

// The names of --embedder and of models.embedder.
const (
	None    = config.None
	Builtin = "builtin"
	OpenAI  = "openai"
)

// Names are what --embedder takes.
var Names = []string{Builtin, OpenAI, None}

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

// Named is the dense part of a name of Names; its index is empty. The
// zero Dense is that of none.
func Named(name string, c *config.Config) (retrieval.Dense, error) {
	switch name {
	case Builtin:
		e, err := builtinEncoder()
		if err != nil {
			return retrieval.Dense{}, err
		}
		embedder := sampled{retrieval.InParts(e, builtinParts), shippedParts}
		return retrieval.Dense{Index: vector.New(vector.Parts(builtinParts)), Embedder: embedder, Weight: builtinWeight}, nil
	case OpenAI:
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

// Judging has the built-in encoder compare questions and sentences too, and the
// reader read, unless passages are searched by words alone: their scores are
// what the evidence was calibrated on.
func Judging(c *config.Config) ([]answer.Option, error) {
	e, err := Meaning(c)
	if e == nil || err != nil {
		return nil, err
	}
	options := []answer.Option{answer.WithMeaning(e)}
	if across := acrossOf(c); across != nil {
		options = append(options, answer.WithAcross(across))
	}
	if c.Models.Reader == config.None {
		return options, nil
	}
	r, err := builtinReader()
	return append(options, answer.WithReader(r)), err
}

// Meaning is the built-in encoder where passages are searched by it or by a
// model server, else nil: what texts mean is then left to their words.
func Meaning(c *config.Config) (retrieval.Embedder, error) {
	if !byMeaning(c) {
		return nil, nil
	}
	e, err := builtinEncoder()
	if err != nil {
		return nil, err
	}
	return e, nil
}

// byMeaning reports whether passages are searched by more than their words.
func byMeaning(c *config.Config) bool {
	return c.Models.Embedder == Builtin || c.Models.Embedder == OpenAI
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

// InService is the dense part for a library whose vectors are of the embedder inService,
// "" where it has none.
// Where the command line names none, the library's own is used, if the configuration
// knows it; where it does not, words alone decide, and tell is told a sentence that says so.
func InService(inService, named string, c *config.Config, tell func(sentence string)) retrieval.Dense {
	if inService == "" {
		return retrieval.Dense{}
	}
	names := []string{named}
	if named == "" {
		names = []string{Builtin, OpenAI}
	}
	for _, name := range names {
		if name == OpenAI && c.Models.Embedding == "" {
			continue
		}
		d, err := Named(name, c)
		if err != nil {
			tell(err.Error())
			continue
		}
		if d.Embedder == nil || d.Embedder.Name() == inService {
			return d
		}
	}
	tell(fmt.Sprintf("searching by words alone, as the library's vectors are of %s: "+
		"configure that model, or change the vectors with `footnote index sync`", inService))
	return retrieval.Dense{}
}

// Like is the embedder of a library whose vectors are of inService, nil where words alone
// search it; where inService is "", it is the one that the library will have.
func Like(inService string, c *config.Config) (retrieval.Embedder, error) {
	for _, name := range []string{c.Models.Embedder, Builtin, OpenAI} {
		if name == OpenAI && c.Models.Embedding == "" {
			continue
		}
		d, err := Named(name, c)
		if err != nil {
			return nil, err
		}
		if inService == "" || d.Embedder != nil && d.Embedder.Name() == inService {
			return d.Embedder, nil
		}
	}
	return nil, nil
}

// BatchTexts is how many passages are embedded between two commits and two moves
// of the bar; 0 leaves it to the time that they take, as a server's requests need.
// The encoder inside the program does some ten a second and core: a fifth of a
// second's work for each, so that the bar moves and tells its rate from the start.
func BatchTexts(e retrieval.Embedder) int {
	if e == nil || IsOpenAI(e.Name()) {
		return 0
	}
	return 2 * max(runtime.GOMAXPROCS(0), 2)
}

// IsOpenAI reports whether an embedder of this name is a model behind a server.
func IsOpenAI(name string) bool { return strings.HasPrefix(name, OpenAI+":") }
