package talk

import (
	"context"

	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/terms"
)

// mostSentences bounds what is checked of a message.
const mostSentences = 8

// nearShare is the share of a sentence's words that a passage must hold to be
// called near.
const nearShare = 0.34

// check holds each sentence of a message against the articles: by a judgement
// where the answerer can make one, else with the nearest passages.
func (d *Desk) check(ctx context.Context, q Question) ([]render.Message, error) {
	library, err := d.library(ctx, q.Place)
	if err != nil {
		return nil, err
	}
	sentences, more := claimsOf(q.Text)
	checker, judges := d.Answerer.(Checker)
	var list []render.Checked
	for _, s := range sentences {
		c := render.Checked{Sentence: s}
		var err error
		if judges {
			var f Finding
			f, err = checker.Check(ctx, s)
			c.Verdict, c.Citations = string(f.Verdict), f.Citations
		} else {
			c.Nearest, err = nearest(ctx, library, s)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	w := words.In(q.Locale)
	if len(list) == 0 {
		return []render.Message{notice(q.Locale, "question.empty")}, nil
	}
	return render.Check(w, library, list, judges, more), nil
}

// claimsOf are the sentences of a text that say something.
func claimsOf(text string) (sentences []string, more bool) {
	for _, span := range corpus.Sentences(text) {
		s := text[span.Start:span.End]
		if len(terms.Content(s)) < fewWords {
			continue
		}
		if len(sentences) == mostSentences {
			return sentences, true
		}
		sentences = append(sentences, s)
	}
	return sentences, false
}

// nearest is the sentence of the articles that shares most with a text, none
// where nothing comes near.
func nearest(ctx context.Context, in Searcher, text string) ([]answer.Quote, error) {
	hits, err := in.Search(ctx, text, 5)
	if err != nil {
		return nil, err
	}
	asked := terms.Content(text)
	best, quote := nearShare, answer.Quote{}
	for _, h := range hits {
		a := h.Passage.Article
		for _, span := range h.Passage.Sentences {
			if share := shared(asked, a.Slice(span)); share > best {
				best, quote = share, answer.Quote{Article: a.ID, Quote: a.Slice(span), Start: span.Start, End: span.End}
			}
		}
	}
	if quote.Quote == "" {
		return nil, nil
	}
	return []answer.Quote{quote}, nil
}

// shared is the share of the terms asked for that a sentence holds.
func shared(asked []string, sentence string) float64 {
	if len(asked) == 0 {
		return 0
	}
	held := map[string]bool{}
	for _, t := range terms.Content(sentence) {
		held[t] = true
	}
	n := 0
	for _, t := range asked {
		if held[t] {
			n++
		}
	}
	return float64(n) / float64(len(asked))
}
