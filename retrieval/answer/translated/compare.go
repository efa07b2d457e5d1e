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

// compared is a claim and the sentence that it rests on, word by word.
type compared struct {
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

// nearest is the highest cosine of a text with others, which are all in the text's
// or all in another language; -1 where there are none.
func nearest(ctx context.Context, e Encoder, text string, others []string) (float64, error) {
	vectors, err := e.Embed(ctx, retrieval.Passage, append([]string{text}, others...))
	if err != nil {
		return 0, err
	}
	highest := -1.0
	for _, v := range vectors[1:] {
		highest = max(highest, retrieval.Cosine(vectors[0], v))
	}
	return highest, nil
}

var parts = regexp.MustCompile(`[\p{L}\p{M}\p{N}’'ʼ]+|[^\p{L}\p{M}\p{N}’'ʼ]+`)

// passage is what the encoder expects in front of a text.
const passage = "passage: "

// match finds, for each word of the claim, the word of the sentence that means
// most nearly the same where it stands.
func match(ctx context.Context, e Encoder, claim, sentence string) (compared, error) {
	mine, own, err := wordsOf(ctx, e, claim)
	if err != nil {
		return compared{}, err
	}
	theirs, others, err := wordsOf(ctx, e, sentence)
	if err != nil {
		return compared{}, err
	}
	c := compared{sentence: theirs}
	for i, form := range mine {
		m := matched{form: form, to: -1}
		for j := range theirs {
			if cosine := retrieval.Cosine(own[i], others[j]); cosine > m.cosine {
				m.to, m.cosine, m.near = j, cosine, theirs[j]
			}
		}
		c.words = append(c.words, m)
	}
	return c, nil
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
