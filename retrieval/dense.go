package retrieval

import (
	"context"
	"fmt"
	"time"

	"footnote/corpus"
)

// Dense is the part of a Library that searches by meaning.
type Dense struct {
	Index    Index
	Embedder Embedder
	// Weight is the share of the dense part in a passage's score, 0 to 1.
	Weight float64
	// Patience is how long a question waits for its vector before the words
	// alone decide; zero means two seconds.
	Patience time.Duration
}

// defaultPatience leaves most of a minute's deadline to whoever writes the
// answer, and is long for any embedder that works.
const defaultPatience = 2 * time.Second

// PassageText is what is embedded of a passage: its text below the title and
// heading, which often name what the text only calls "it".
func PassageText(p *corpus.Passage) string {
	text := p.Text()
	if p.Heading != "" && p.Heading != p.Article.Title {
		text = p.Heading + "\n" + text
	}
	if p.Article.Title != "" {
		text = p.Article.Title + "\n" + text
	}
	return text
}

// embed returns the batches with a vector for each entry that has none. What
// cannot be embedded stays without; the error says why. The entries given are
// left as they are.
func (l *Library) embed(ctx context.Context, batches []Batch) ([]Batch, error) {
	if l.dense == nil {
		return batches, nil
	}
	batches = cloneEntries(batches)
	var lack []*Entry
	var texts []string
	for _, b := range batches {
		for i := range b.Entries {
			if e := &b.Entries[i]; e.Vector == nil && e.Passage != nil {
				lack, texts = append(lack, e), append(texts, PassageText(e.Passage))
			}
		}
	}
	if len(lack) == 0 {
		return batches, nil
	}
	vectors, err := l.dense.Embedder.Embed(ctx, Passage, texts)
	if err == nil && len(vectors) != len(texts) {
		err = fmt.Errorf("the embedder %s gave %d vectors for %d texts", l.dense.Embedder.Name(), len(vectors), len(texts))
	}
	if err != nil {
		return batches, err
	}
	for i, e := range lack {
		e.Vector = vectors[i]
	}
	return batches, nil
}

func cloneEntries(batches []Batch) []Batch {
	copied := make([]Batch, len(batches))
	for i, b := range batches {
		copied[i] = Batch{Article: b.Article, Entries: append([]Entry(nil), b.Entries...)}
	}
	return copied
}

// putDense writes what has vectors to the dense index and counts the rest as
// pending. An article that the index refuses is dropped from it, so that no
// vector of its old state stays.
func (l *Library) putDense(ctx context.Context, batches []Batch, changes map[string]*held) error {
	if l.dense == nil {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // the words are in already
	var failed error
	for _, b := range batches {
		var with []Entry
		for _, e := range b.Entries {
			if e.Vector != nil {
				with = append(with, e)
			}
		}
		if err := l.dense.Index.Put(ctx, b.Article, with); err != nil {
			failed, with = err, nil
			if err := l.dense.Index.Remove(ctx, b.Article); err != nil {
				failed = err
			}
		}
		changes[b.Article].pending = len(b.Entries) - len(with)
	}
	return failed
}

// near returns the passages nearest in meaning, none where there is no dense
// part or it fails: the words are enough then, and the log says why.
func (l *Library) near(ctx context.Context, question string, k int) []Hit {
	if l.dense == nil || l.dense.Index.Len() == 0 {
		return nil
	}
	patience := l.dense.Patience
	if patience == 0 {
		patience = defaultPatience
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	hits, err := l.nearest(ctx, question, k)
	if err != nil {
		l.log.WarnContext(ctx, "searching by words alone, as the dense part failed",
			"embedder", l.dense.Embedder.Name(), "error", err)
		return nil
	}
	return hits
}

func (l *Library) nearest(ctx context.Context, question string, k int) ([]Hit, error) {
	vectors, err := l.dense.Embedder.Embed(ctx, Question, []string{question})
	if err != nil {
		return nil, err
	}
	if len(vectors) != 1 {
		return nil, fmt.Errorf("the embedder gave %d vectors for one question", len(vectors))
	}
	return l.dense.Index.Search(ctx, Query{Text: question, Vector: vectors[0]}, k)
}
