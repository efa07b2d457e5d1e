package translated

import (
	"context"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// Encoder is a multilingual encoder that also gives the vectors of words where they
// stand.
type Encoder interface {
	retrieval.Embedder
	Words(ctx context.Context, parts []string) ([][]float32, error)
}

// compared is what is known of a claim and the sentence that it rests on.
type compared struct {
	// cosine is that of the two, ahead how much higher it is than that of the
	// claim and any variant.
	cosine, ahead float64
	// words are the claim's words with what comes nearest to each.
	words []matched
	// sentence are the words of the sentence.
	sentence []string
}

// matched is a word of the claim with the nearest word of the sentence.
type matched struct {
	form string
	// to is the index of the nearest word, cosine that of the two.
	to     int
	cosine float64
	// near is the form of the nearest word.
	near string
}

func isName(form string) bool {
	first, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(first)
}

// compare compares a claim with a sentence. varied are the variants of the
// English one of the two; ofClaim tells that it is the claim.
func compare(ctx context.Context, e Encoder, claim, sentence string, varied []string, ofClaim bool) (compared, error) {
	vectors, err := e.Embed(ctx, retrieval.Passage, append([]string{claim, sentence}, varied...))
	if err != nil {
		return compared{}, err
	}
	other := vectors[0]
	if ofClaim {
		other = vectors[1]
	}
	c := compared{cosine: retrieval.Cosine(vectors[0], vectors[1]), ahead: 1}
	for _, v := range vectors[2:] {
		c.ahead = min(c.ahead, c.cosine-retrieval.Cosine(other, v))
	}
	return c, c.match(ctx, e, claim, sentence)
}

var parts = regexp.MustCompile(`[\p{L}\p{M}\p{N}’'ʼ]+|[^\p{L}\p{M}\p{N}’'ʼ]+`)

// passage is what the encoder expects in front of a text.
const passage = "passage: "

// match finds, for each word of the claim, the word of the sentence that means
// most nearly the same where it stands.
func (c *compared) match(ctx context.Context, e Encoder, claim, sentence string) error {
	mine, own, err := wordsOf(ctx, e, claim)
	if err != nil {
		return err
	}
	theirs, others, err := wordsOf(ctx, e, sentence)
	if err != nil {
		return err
	}
	c.sentence = theirs
	for i, form := range mine {
		m := matched{form: form, to: -1}
		for j := range theirs {
			if cosine := retrieval.Cosine(own[i], others[j]); cosine > m.cosine {
				m.to, m.cosine, m.near = j, cosine, theirs[j]
			}
		}
		c.words = append(c.words, m)
	}
	return nil
}

func wordsOf(ctx context.Context, e Encoder, text string) (forms []string, vectors [][]float32, err error) {
	pieces := append([]string{passage}, parts.FindAllString(text, -1)...)
	all, err := e.Words(ctx, pieces)
	if err != nil {
		return nil, nil, err
	}
	for i, piece := range pieces[1:] {
		if all[i+1] != nil && strings.ContainsFunc(piece, unicode.IsLetter) {
			forms, vectors = append(forms, piece), append(vectors, all[i+1])
		}
	}
	return forms, vectors, nil
}
