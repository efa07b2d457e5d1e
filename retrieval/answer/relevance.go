package answer

import (
	"context"
	"errors"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/answer/followup"
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

// offTopic is why a claim that is not about the question is dropped.
const offTopic = "beside the question: it bears out none of it"

var errNoEncoder = errors.New("there is no encoder")

// relevance tells whether claims are about a question.
type relevance struct {
	*Engine
	question
	// vector is the question's, made when it is first needed.
	vector []float32
}

// relevance reads the question, or returns nil where its words cannot be
// compared with the articles': it is in another language.
func (g *generation) relevance() *relevance {
	if g.lang.Foreign() != "" && g.text == followup.StandAlone(g.asked.Text, g.asked.History) {
		return nil
	}
	return &relevance{Engine: g.Engine, question: analyse(g.text, g.library.Vocabulary())}
}

// beside tells why a claim is not about the question, "" where it is. A nil
// relevance finds every claim to be about it.
func (r *relevance) beside(ctx context.Context, claim string, quotes []found) string {
	if r == nil || r.total == 0 {
		return ""
	}
	var said, around strings.Builder
	said.WriteString(claim)
	for _, f := range quotes {
		a := f.passage.Article
		said.WriteString("\n" + a.Slice(f.span))
		around.WriteString(a.Title + "\n" + f.passage.Heading + "\n" + f.passage.Text() + "\n")
	}
	borne := r.borneBy(said.String())
	if borne >= aboutShare || r.borneBy(around.String()) >= aroundShare {
		return ""
	}
	near, err := r.near(ctx, said.String())
	switch {
	case err == nil && near >= aboutMeaning:
		return ""
	case err != nil && (borne >= fewShare || r.known() < knownShare):
		return ""
	}
	return offTopic
}

// borneBy is the share of the question's weight that a text bears out.
func (r *relevance) borneBy(text string) float64 {
	read := read(text)
	return r.share(r.match(read, r.bears(read)))
}

// known is the share of the question's weight that the articles' words make up.
func (r *relevance) known() float64 {
	sum := 0.0
	for i := range r.words {
		if r.words[i].known {
			sum += r.words[i].weight
		}
	}
	return ratio(sum, r.total, 0)
}

// near is how near an encoder finds a text to the question, as a cosine.
func (r *relevance) near(ctx context.Context, text string) (float64, error) {
	if r.meaning == nil {
		return 0, errNoEncoder
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
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
