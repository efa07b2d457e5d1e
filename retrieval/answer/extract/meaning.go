package extract

import (
	"context"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/retrieval"
)

// compared is how many sentences an encoder compares with the question: the
// best by their words. Each costs it some ten milliseconds on a core.
const compared = 8

// Patience is how long the encoder may take before the words alone decide.
const Patience = 2 * time.Second * retrieval.Slowdown

// compare rates the best sentences anew by their meaning too, and by what a
// reader found. Where the encoder cannot be used they stay as they are.
func (x *Chooser) compare(ctx context.Context, text string, ranked []*candidate, found reads) []*candidate {
	most, by := compared, fitted().Meaning
	if len(found) > 0 {
		most, by = compared+readSentences, fitted().Reading
	}
	ranked = ranked[:min(len(ranked), most)]
	ctx, cancel := retrieval.Within(ctx, Patience)
	defer cancel()
	if err := judge(ctx, x.Meaning, text, ranked, by); err != nil {
		retrieval.FallShort(ctx, x.Log, "sentences were judged by their words alone", "error", err)
	}
	return ranked
}

// judge adds the feature Meaning, of the sentences that a reader has read as it
// found it, and orders the candidates anew by a model.
func judge(ctx context.Context, encoder retrieval.Embedder, text string, ranked []*candidate, by *model) error {
	if len(ranked) == 0 {
		return nil
	}
	question, err := encoder.Embed(ctx, retrieval.Question, []string{text})
	if err != nil {
		return err
	}
	var unread []*candidate
	var quotes []string
	for _, c := range ranked {
		switch {
		case c.led.Row:
			unread, quotes = append(unread, c), append(quotes, c.text())
		case c.found != nil:
			c.features.Meaning = c.found.Like
		default:
			unread, quotes = append(unread, c), append(quotes, c.article().Slice(c.quote))
		}
	}
	vectors, err := encoder.Embed(ctx, retrieval.Passage, quotes)
	if err != nil {
		return err
	}
	for i, c := range unread {
		c.features.Meaning = retrieval.Cosine(question[0], vectors[i])
	}
	for _, c := range ranked {
		c.model = by
		c.rating = c.model.Rank.logit(c.features.vector())
	}
	sortByRating(ranked)
	return nil
}

type recalling struct {
	retrieval.Embedder
	vectors *lru.Cache[string, []float32]
}

// recalled is how many sentences are remembered, at 1.5 kB and their text each.
const recalled = 2048

// Recall returns an encoder that remembers the sentences it compared last: the same few
// are the best for many questions about a subject.
func Recall(e retrieval.Embedder) retrieval.Embedder {
	cache, err := lru.New[string, []float32](recalled)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &recalling{e, cache}
}

// Embed asks the encoder for what is not remembered. Questions are not kept.
func (r *recalling) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if kind != retrieval.Passage {
		return r.Embedder.Embed(ctx, kind, texts)
	}
	out := make([][]float32, len(texts))
	var lack []string
	for i, text := range texts {
		var ok bool
		if out[i], ok = r.vectors.Get(text); !ok {
			lack = append(lack, text)
		}
	}
	if len(lack) == 0 {
		return out, ctx.Err()
	}
	vectors, err := r.Embedder.Embed(ctx, kind, lack)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i] == nil {
			out[i], vectors = vectors[0], vectors[1:]
			r.vectors.Add(texts[i], out[i])
		}
	}
	return out, nil
}
