// Package nearness tells how near the words of a question come to those of a sentence
// in another language, by what a multilingual encoder says that each means where it
// stands: late interaction, word by word.
package nearness

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/language"
)

// Encoder gives the vectors of words where they stand, of length 1, nil for what has none.
type Encoder interface {
	Words(ctx context.Context, parts []string) ([][]float32, error)
}

// lost is the cosine below which nothing says a word: two of no relation have 0.78.
const lost = 0.8

// shortest is how many letters a word has that tells what a question is about.
const shortest = 3

// Words are the words of a text.
type Words struct {
	forms   []string
	starts  []int
	vectors [][]float32
}

var parts = regexp.MustCompile(`[\p{L}\p{M}\p{N}’'ʼ]+|[^\p{L}\p{M}\p{N}’'ʼ]+`)

var isWord = regexp.MustCompile(`[\p{L}\p{N}]`)

// Reader reads the words of questions and passages. It is safe for concurrent use.
type Reader struct {
	encoder Encoder
	known   *lru.Cache[string, *Words]
}

// kept is how many passages' words are remembered, 150 kB each.
const kept = 160

// NewReader returns a reader of words by an encoder.
func NewReader(e Encoder) *Reader {
	cache, err := lru.New[string, *Words](kept)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &Reader{e, cache}
}

// Question returns the words of a question.
func (r *Reader) Question(ctx context.Context, text string) (*Words, error) {
	return r.read(ctx, "query: ", text)
}

// Passage returns the words of a passage, read below its title and headings.
func (r *Reader) Passage(ctx context.Context, p *corpus.Passage) (*Words, error) {
	lead := "passage: " + strings.TrimSpace(p.Article.Title+"\n"+p.Heading) + "\n"
	key := lead + p.Text()
	if known, ok := r.known.Get(key); ok {
		return known, nil
	}
	w, err := r.read(ctx, lead, p.Text())
	if err == nil {
		r.known.Add(key, w)
	}
	return w, err
}

// read returns the words of a text behind a lead, which gives them their sense and
// is not among them.
func (r *Reader) read(ctx context.Context, lead, text string) (*Words, error) {
	pieces, starts := []string{lead}, []int{0}
	for _, at := range parts.FindAllStringIndex(text, -1) {
		pieces, starts = append(pieces, text[at[0]:at[1]]), append(starts, at[0])
	}
	vectors, err := r.encoder.Words(ctx, pieces)
	if err != nil {
		return nil, err
	}
	w := &Words{}
	for i := 1; i < len(pieces); i++ {
		if vectors[i] != nil && isWord.MatchString(pieces[i]) {
			w.forms, w.starts, w.vectors = append(w.forms, pieces[i]), append(w.starts, starts[i]), append(w.vectors, vectors[i])
		}
	}
	return w, nil
}

// Likeness is how near words of a question come to a sentence.
type Likeness struct {
	// Near is the mean over the words of the cosine of each with the nearest word of
	// the sentence, Rare that of words that not every text has, and Least the lowest
	// of those; Lost is the share of them that nothing comes near.
	Near, Rare, Least, Lost float64
}

// To compares a question's words with those of a text within a range.
func (w *Words) To(text *Words, within corpus.Span) Likeness {
	l := Likeness{Least: 1}
	rare := 0
	for i, form := range w.forms {
		c := text.nearest(w.vectors[i], within)
		l.Near += c / float64(len(w.forms))
		if common(form) {
			continue
		}
		rare++
		l.Rare, l.Least = l.Rare+c, min(l.Least, c)
		if c < lost {
			l.Lost++
		}
	}
	if rare == 0 {
		l.Rare, l.Least = l.Near, l.Near
		return l
	}
	l.Rare /= float64(rare)
	l.Lost /= float64(rare)
	return l
}

// Rare is how many of the words not every text has.
func (w *Words) Rare() (n int) {
	for _, form := range w.forms {
		if !common(form) {
			n++
		}
	}
	return n
}

func (w *Words) nearest(vector []float32, within corpus.Span) float64 {
	highest := 0.0
	for i, v := range w.vectors {
		if within.Start <= w.starts[i] && w.starts[i] < within.End {
			highest = max(highest, retrieval.Cosine(vector, v))
		}
	}
	return highest
}

func common(form string) bool {
	return utf8.RuneCountInString(form) < shortest || language.Common(form) || asking.IsQuestionWord(strings.ToLower(form))
}
