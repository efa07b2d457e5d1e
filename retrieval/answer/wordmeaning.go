package answer

import (
	"context"
	"strings"
	"sync"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/answer/translated"
)

// wordEncoder is an encoder that knows what the words of a sentence mean where
// they stand.
type wordEncoder interface {
	Words(ctx context.Context, parts []string) ([][]float32, error)
}

// wordMeaning is how proof compares words, nil where the encoder compares texts
// alone. What cannot be computed within extract.Patience counts as unlike.
func (e *Engine) wordMeaning(ctx context.Context) evidence.Meaning {
	if e.wordsIn == nil {
		return nil
	}
	var mu sync.Mutex
	known := map[string][][]float32{} // quotes are compared with many claims
	return func(parts []string) [][]float32 {
		mu.Lock()
		defer mu.Unlock()
		key := strings.Join(parts, "\x00")
		if v, ok := known[key]; ok {
			return v
		}
		ctx, cancel := retrieval.Within(ctx, extract.Patience)
		defer cancel()
		vectors, err := e.wordsIn.Words(ctx, parts)
		if err != nil {
			e.log.Warn("words were compared without their meaning", "error", err)
			return make([][]float32, len(parts))
		}
		known[key] = vectors
		return vectors
	}
}

// multilingual is a Multilingual of two.
type multilingual struct {
	retrieval.Embedder
	wordEncoder
}

// translations judges claims in another language than their quotes: it says why one
// is not what they say, "" where it is. It is nil where nothing compares languages;
// what cannot be compared while ctx lasts is not shown.
func (e *Engine) translations(ctx context.Context) func(claim string, quotes []found) string {
	if e.across == nil {
		return nil
	}
	return func(claim string, quotes []found) string {
		why, err := translated.Fault(ctx, e.across, claim, sentencesOf(quotes))
		if err != nil {
			e.log.WarnContext(ctx, "a claim was not compared with a quote in another language", "error", err)
			return "it could not be compared"
		}
		return why
	}
}

// sentencesOf are the sentences of quotes, each with what a claim may name beside.
func sentencesOf(quotes []found) []translated.Quote {
	var list []translated.Quote
	for _, q := range quotes {
		a := q.passage.Article
		text := quotation.Plain(a.Slice(q.span))
		for _, s := range corpus.Sentences(text) {
			list = append(list, translated.Quote{Text: text[s.Start:s.End], About: []string{a.Title, a.Source}})
		}
	}
	return list
}
