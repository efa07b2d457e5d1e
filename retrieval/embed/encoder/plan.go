package encoder

import "footnote/retrieval/embed/encoder/mat"

const (
	// fullBatch is the number of tokens computed at a time: enough to read the
	// weights from memory seldom, few enough for a question not to wait long
	// behind passages and for cancelling to be prompt.
	fullBatch = 256
	// smallBatch is what it takes to be worth a core of its own.
	smallBatch = 48
)

// plan is the work of one call of Embed: the sequences of all its texts.
type plan struct {
	sequences [][]int32
	vectors   [][]float32 // of the sequences, filled by computing the batches
	ends      []int       // for each text, where its sequences end
	tokens    int
}

// batch is a run of a plan's sequences that are computed together.
type batch struct {
	sequences [][]int32
	vectors   [][]float32
}

// add appends the sequences of the next text.
func (p *plan) add(sequences [][]int32) {
	p.sequences = append(p.sequences, sequences...)
	p.ends = append(p.ends, len(p.sequences))
	for _, s := range sequences {
		p.tokens += len(s)
	}
}

// batches divides the work so that several cores have something to do.
func (p *plan) batches(cores int) []batch {
	p.vectors = make([][]float32, len(p.sequences))
	limit := min(max(p.tokens/cores, smallBatch), fullBatch)
	var all []batch
	start, tokens := 0, 0
	for i, s := range p.sequences {
		if i > start && tokens+len(s) > limit {
			all = append(all, p.batch(start, i))
			start, tokens = i, 0
		}
		tokens += len(s)
	}
	if start < len(p.sequences) {
		all = append(all, p.batch(start, len(p.sequences)))
	}
	return all
}

func (p *plan) batch(start, end int) batch {
	return batch{sequences: p.sequences[start:end], vectors: p.vectors[start:end]}
}

// merged returns the vectors of the texts.
func (p *plan) merged() [][]float32 {
	vectors := make([][]float32, len(p.ends))
	start := 0
	for i, end := range p.ends {
		vectors[i] = merge(p.vectors[start:end], p.sequences[start:end])
		start = end
	}
	return vectors
}

// merge makes one vector of those of a text's windows: their mean, each
// weighted by its number of tokens, of length 1.
func merge(vectors [][]float32, sequences [][]int32) []float32 {
	if len(vectors) == 1 {
		return vectors[0]
	}
	merged := make([]float32, len(vectors[0]))
	for i, vector := range vectors {
		weight := float32(len(sequences[i]))
		for j, v := range vector {
			merged[j] += weight * v
		}
	}
	mat.Normalize(merged)
	return merged
}
