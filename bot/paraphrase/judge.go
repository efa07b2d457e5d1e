package paraphrase

import (
	"context"
	"hash/maphash"
	"sync"

	"footnote/retrieval"
)

// Judge compares questions, by meaning too where it has an encoder. It is safe
// for concurrent use and remembers vectors, no texts.
type Judge struct {
	encoder retrieval.Embedder
	seed    maphash.Seed
	mu      sync.Mutex
	vectors map[uint64][]float32
}

// NewJudge returns a judge; a nil encoder leaves it with words alone.
func NewJudge(encoder retrieval.Embedder) *Judge {
	return &Judge{encoder: encoder, seed: maphash.MakeSeed(), vectors: map[uint64][]float32{}}
}

// mostVectors bounds what is remembered; of 1 KiB or two each.
const mostVectors = 4096

// Group puts questions together that may ask the same and returns groups of
// their indexes: in the order of their first questions, and within each in the
// order given.
func (j *Judge) Group(ctx context.Context, questions []string) ([][]int, error) {
	vectors, err := j.embed(ctx, questions)
	if err != nil {
		return nil, err
	}
	asked := make([]Asked, len(questions))
	var groups [][]int
next:
	for i, q := range questions {
		asked[i] = Read(q)
		for g, group := range groups {
			first := group[0]
			if questions[i] == questions[first] || asked[i].Near(asked[first], cosine(vectors, i, first)) {
				groups[g] = append(group, i)
				continue next
			}
		}
		groups = append(groups, []int{i})
	}
	return groups, nil
}

// Find looks for a question among others: for one that is the Same, else for
// the nearest one that is Near. Where there is none, found is -1.
func (j *Judge) Find(ctx context.Context, question string, among []string) (found int, same bool, err error) {
	asked := Read(question)
	others := make([]Asked, len(among))
	for i, q := range among {
		if others[i] = Read(q); asked.Same(others[i]) {
			return i, true, nil
		}
	}
	if len(among) == 0 {
		return -1, false, nil
	}
	vectors, err := j.embed(ctx, append([]string{question}, among...))
	if err != nil {
		return -1, false, err
	}
	found, best := -1, 0.0
	for i := range among {
		c := cosine(vectors, 0, i+1)
		if score := max(c, asked.share(others[i])); score > best && asked.Near(others[i], c) {
			found, best = i, score
		}
	}
	return found, false, nil
}

// embed returns the vectors of texts, nil without an encoder.
func (j *Judge) embed(ctx context.Context, texts []string) ([][]float32, error) {
	if j.encoder == nil {
		return nil, nil
	}
	keys := make([]uint64, len(texts))
	vectors := make([][]float32, len(texts))
	var missing []string
	var places []int
	j.mu.Lock()
	for i, text := range texts {
		keys[i] = maphash.String(j.seed, text)
		if vectors[i] = j.vectors[keys[i]]; vectors[i] == nil {
			missing, places = append(missing, text), append(places, i)
		}
	}
	j.mu.Unlock()
	if len(missing) == 0 {
		return vectors, nil
	}
	made, err := j.encoder.Embed(ctx, retrieval.Question, missing)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.vectors)+len(made) > mostVectors {
		clear(j.vectors)
	}
	for i, v := range made {
		vectors[places[i]], j.vectors[keys[places[i]]] = v, v
	}
	return vectors, nil
}

// cosine is that of two vectors of length 1, 0 without vectors.
func cosine(vectors [][]float32, a, b int) float64 {
	if vectors == nil || len(vectors[a]) != len(vectors[b]) {
		return 0
	}
	sum := 0.0
	for i, x := range vectors[a] {
		sum += float64(x) * float64(vectors[b][i])
	}
	return sum
}

// Same reports whether two questions ask the same beyond doubt.
func (j *Judge) Same(a, b string) bool { return Read(a).Same(Read(b)) }
