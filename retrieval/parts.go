package retrieval

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"footnote/corpus"
)

// InParts returns an embedder that gives a passage n vectors besides its own,
// one for each part of it, all in one: the passage's first. A part is a sentence
// or, in a passage of more than n, some that follow each other. A question often
// asks for what one sentence says, which the vector of the whole blurs. Questions
// have one vector as before.
//
// An index for such vectors takes the mean of the passage's cosine and of its
// nearest part's. (Nearest part: "MaxP" in Dai and Callan, Deeper Text
// Understanding for IR with Contextual Neural Language Modeling, SIGIR 2019.)
func InParts(e Embedder, n int) Embedder { return inParts{e, n} }

type inParts struct {
	Embedder
	n int
}

// Name is the embedder's own with the number of parts.
func (p inParts) Name() string { return p.Embedder.Name() + partsMark + strconv.Itoa(p.n) }

// partsMark stands before the number of parts in a name.
const partsMark = "+"

// PartsOf is how many parts an embedder of this name gives vectors besides a passage's own.
func PartsOf(embedder string) int {
	at := strings.LastIndex(embedder, partsMark)
	n, err := strconv.Atoi(embedder[at+1:])
	if at < 0 || err != nil || n < 0 {
		return 0
	}
	return n
}

// Embed gives passages their parts' vectors too. Equal texts are embedded once:
// passages share sentences.
func (p inParts) Embed(ctx context.Context, kind Kind, texts []string) ([][]float32, error) {
	if kind != Passage {
		return p.Embedder.Embed(ctx, kind, texts)
	}
	var all []string
	at := map[string]int{}
	var wanted []int
	for _, text := range texts {
		for _, part := range append([]string{text}, partsOf(text, p.n)...) {
			i, ok := at[part]
			if !ok {
				i = len(all)
				at[part], all = i, append(all, part)
			}
			wanted = append(wanted, i)
		}
	}
	vectors, err := p.Embedder.Embed(ctx, kind, all)
	if err == nil && len(vectors) != len(all) {
		err = fmt.Errorf("the embedder %s gave %d vectors for %d texts", p.Embedder.Name(), len(vectors), len(all))
	}
	if err != nil {
		return nil, err
	}
	out := make([][]float32, len(texts))
	for i := range out {
		out[i] = joined(vectors, wanted[i*(1+p.n):(i+1)*(1+p.n)])
	}
	return out, nil
}

// joined puts vectors one behind the other; nil where one is missing.
func joined(vectors [][]float32, which []int) []float32 {
	v := make([]float32, 0, len(which)*len(vectors[which[0]]))
	for _, i := range which {
		if vectors[i] == nil {
			return nil
		}
		v = append(v, vectors[i]...)
	}
	return v
}

// partsOf divides what is embedded of a passage into n parts, without its title
// and heading. Where there are fewer sentences, some parts are the same.
func partsOf(passage string, n int) []string {
	if _, body, titled := strings.Cut(passage, headEnd); titled {
		passage = body
	}
	sentences := corpus.Sentences(passage)
	if len(sentences) == 0 {
		sentences = []corpus.Span{{End: len(passage)}}
	}
	parts := make([]string, n)
	for i := range parts {
		first := i * len(sentences) / n
		last := max((i+1)*len(sentences)/n-1, first)
		parts[i] = passage[sentences[first].Start:sentences[last].End]
	}
	return parts
}
