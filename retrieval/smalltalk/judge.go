package smalltalk

import (
	"context"
	"math"
	"slices"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/retrieval"
	"footnote/retrieval/terms"
	"footnote/retrieval/text"
)

// Judge tells small talk from questions by words, and where these leave a doubt by
// meaning. It is safe for concurrent use; a nil Judge goes by words alone.
type Judge struct {
	embedder retrieval.Embedder
	judged   *lru.Cache[string, Kind]
}

const (
	// remembered is how many texts a Judge remembers its verdict on: one text is
	// judged where it arrives and where it is answered.
	remembered = 256
	// surely and hardly are the probabilities of the words beyond which the meaning
	// is not asked: three questions in four are that clear, and take no time.
	surely, hardly = 0.999, 1e-5
	// wordsShare is what the words' odds count beside the meaning.
	wordsShare = 0.03
	// enough is the least score of small talk that is believed. It was chosen by
	// leaving out each line of the tuning half in turn, as were the others.
	enough = 0.1
)

// NewJudge returns a Judge by the multilingual encoder of the program, which the
// lines' vectors are from; nil means words alone.
func NewJudge(e retrieval.Embedder) *Judge {
	cache, err := lru.New[string, Kind](remembered)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &Judge{e, cache}
}

// Of returns the kind of a text, Question where that is not certain. Where the
// encoder fails the words decide. Who asks what is new names no month: "what happened in
// May?" is for the articles.
func (j *Judge) Of(ctx context.Context, text string) Kind {
	kind := j.of(ctx, text)
	if kind == Summary && namesMonth(text) {
		return Question
	}
	return kind
}

func namesMonth(s string) bool {
	return slices.ContainsFunc(terms.Tokens(s), func(t terms.Token) bool { return text.Month(strings.ToLower(s[t.Start:t.End])) })
}

func (j *Judge) of(ctx context.Context, text string) Kind {
	f, ok := shipped().features(text)
	if !ok {
		return Question
	}
	kind, p := shipped().judge(f)
	if j == nil || j.embedder == nil || p > surely || p < hardly {
		return byWords(kind, p)
	}
	if kind, ok := j.judged.Get(text); ok {
		return kind
	}
	vectors, err := j.embedder.Embed(ctx, retrieval.Question, []string{text})
	if err != nil {
		return byWords(kind, p)
	}
	s, ok := shippedMeanings().scores(vectors[0])
	if !ok {
		return byWords(kind, p)
	}
	kind = byMeaning(s, p, enough)
	j.judged.Add(text, kind)
	return kind
}

// byWords believes the words where they are certain.
func byWords(kind Kind, p float64) Kind {
	if p < certain {
		return Question
	}
	return kind
}

// byMeaning is the verdict of the meaning's scores and the words' probability that
// a text is small talk, which is believed from a least score on.
func byMeaning(s [len(kinds)]float64, p, least float64) Kind {
	if score(s, p) < least {
		return Question
	}
	best := 1
	for k := range s {
		if k > 1 && s[k] > s[best] {
			best = k
		}
	}
	return kinds[best]
}

// score is above 0 for what is rather small talk than a question.
func score(s [len(kinds)]float64, p float64) float64 {
	const least = 1e-3
	return wordsShare*math.Log((p+least)/(1-p+least)) - s[0]
}
