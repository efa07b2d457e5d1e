package extract

import (
	"context"
	"errors"

	"footnote/retrieval"
)

// A claim can be proven and still be beside the question: a true sentence of
// some article. These are what keeps one: its words and its quotes' bear out
// some of the question, or the passages around them nearly all of it, or an
// encoder finds it near. They were set on the tuning half of the sample's
// questions so that a careful writer loses no right claim.
const (
	// aboutShare is the share of the question's weight from which a claim is
	// about it without more; fewShare the same where no encoder can be asked.
	aboutShare = 0.25
	fewShare   = 0.12
	// aroundShare is the share that the passages and titles around a claim's
	// quotes may bear out in its stead.
	aroundShare = 0.9
	// aboutMeaning is the cosine from which an encoder finds a claim near.
	aboutMeaning = 0.35
	// knownShare is the share of a question that the articles must know for
	// its words alone to tell: of one that is misspelt they know little.
	knownShare = 0.5
)

// Relevance tells whether claims are about a question.
type Relevance struct {
	question
	meaning retrieval.Embedder
	// vector is the question's, made when it is first needed.
	vector []float32
}

// Relevance reads a question for what is to be about it.
func (x *Chooser) Relevance(text string, v retrieval.Vocabulary) *Relevance {
	return &Relevance{question: analyse(text, v), meaning: x.Meaning}
}

// Beside reports whether a claim is not about the question; said is the claim with its
// quotes, around the passages that these stand in.
func (r *Relevance) Beside(ctx context.Context, said, around string) bool {
	if r.total == 0 {
		return false
	}
	borne := r.borneBy(said)
	if borne >= aboutShare || r.borneBy(around) >= aroundShare {
		return false
	}
	near, err := r.near(ctx, said)
	if err != nil {
		return borne < fewShare && r.known() >= knownShare
	}
	return near < aboutMeaning
}

// borneBy is the share of the question's weight that a text bears out.
func (r *Relevance) borneBy(text string) float64 {
	read := read(text)
	return r.share(r.match(read, r.bears(read)))
}

// known is the share of the question's weight that the articles' words make up.
func (r *Relevance) known() float64 {
	sum := 0.0
	for i := range r.words {
		if r.words[i].known {
			sum += r.words[i].weight
		}
	}
	return ratio(sum, r.total, 0)
}

// near is how near an encoder finds a text to the question, as a cosine.
func (r *Relevance) near(ctx context.Context, text string) (float64, error) {
	if r.meaning == nil {
		return 0, errors.New("there is no encoder")
	}
	ctx, cancel := retrieval.Within(ctx, Patience)
	defer cancel()
	if r.vector == nil {
		v, err := r.meaning.Embed(ctx, retrieval.Question, []string{r.text})
		if err != nil {
			return 0, err
		}
		r.vector = v[0]
	}
	v, err := r.meaning.Embed(ctx, retrieval.Passage, []string{text})
	if err != nil {
		return 0, err
	}
	return retrieval.Cosine(r.vector, v[0]), nil
}
