// Package extract chooses, among the sentences of the passages found for a question,
// those that answer it, or none. Each is rated by its words, by what an encoder finds it
// to mean and by what a reader found in it; the fits of model.json say what that counts.
// It writes no answer: what is shown of a sentence is for package answer.
package extract

import (
	"context"
	"log/slog"
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/nearness"
	lang "footnote/retrieval/language"
)

// Chooser chooses sentences. It is safe for concurrent use. The fits are for the
// encoders and the reader that are part of the program; what others say means something
// else.
type Chooser struct {
	// Meaning compares questions and sentences; nil leaves it to the words.
	Meaning retrieval.Embedder
	// Reader finds where passages answer; it takes effect beside Meaning.
	Reader retrieval.Reader
	// Across compares texts of different languages, and Near their words. They are nil
	// where nothing does.
	Across retrieval.Embedder
	Near   *nearness.Reader
	Log    *slog.Logger
}

// Result is what the sentences of the passages say to a question.
type Result struct {
	// Chosen are the sentences that answer, best first; none where none does.
	Chosen []Sentence
	// Confidence is how likely, 0..1, the best sentence answers.
	Confidence float64
	// YesNo tells that the question asks for yes or no.
	YesNo bool
	// Unknown are the names of the question that no article holds, About tells that
	// the sentences are about what was asked, and Near is one that may answer it or
	// not, nil where none may. They are set only where none is chosen.
	Unknown []string
	About   bool
	Near    *Sentence
	// Judged are the best sentences and what became of them.
	Judged []Judged
}

// Sentence is a sentence of an article.
type Sentence struct {
	Article *corpus.Article
	Quote   corpus.Span
	// Text says the quote in plain words, with what its headings and columns add.
	Text string
	// Key is the part of Text that answers, "" where it is not sure.
	Key string
	// Differs tells that it tells otherwise what the first sentence chosen tells.
	Differs bool
}

// Choose chooses sentences of the hits, or none. Those in another language than the
// question are asked last; beside passages in the question's own they answer only where
// they are more likely right than wrong. What could not be used, such as an encoder, is
// noted by retrieval.FallShort.
func (x *Chooser) Choose(ctx context.Context, text string, hits []retrieval.Hit, v retrieval.Vocabulary) Result {
	same, other := x.divide(text, hits)
	if len(same) == 0 && len(other) > 0 {
		return x.byMeaning(ctx, text, other)
	}
	r := x.byWords(ctx, text, same, v)
	if len(r.Chosen) > 0 || len(other) == 0 {
		return r
	}
	if o := x.byMeaning(ctx, text, other); len(o.Chosen) > 0 && o.Confidence > 0.5 {
		return o
	}
	return r
}

// divide divides hits into those whose words can be compared with the
// question's, and those that meaning alone compares.
func (x *Chooser) divide(text string, hits []retrieval.Hit) (same, other []retrieval.Hit) {
	if x.Across == nil {
		return hits, nil
	}
	asked := lang.Foreign(lang.Of(text))
	for _, h := range hits {
		if asked || lang.Foreign(lang.Of(h.Passage.Article.Text)) {
			other = append(other, h)
		} else {
			same = append(same, h)
		}
	}
	return same, other
}

// byWords chooses sentences in the question's language.
func (x *Chooser) byWords(ctx context.Context, text string, hits []retrieval.Hit, v retrieval.Vocabulary) Result {
	q := analyse(text, v)
	if again := respelled(&q, hits); again != text {
		text, q = again, analyse(again, v)
	}
	found := x.read(ctx, text, hits)
	ranked := q.rank(hits, found)
	if x.Meaning != nil {
		ranked = x.compare(ctx, text, ranked, found)
	}
	ranked = spokenFirst(&q, q.toList(q.byRelease(ranked)))
	if len(ranked) == 0 || !ranked[0].answers() {
		r := declined(ranked)
		r.Unknown, r.About = q.unknownNames(), len(ranked) > 0 && ranked[0].features.Cover >= 0.3
		return r
	}
	r := q.result(ranked, q.choose(ranked))
	r.YesNo = q.kind == asking.YesNo
	return r
}

// spokenFirst puts the best sentence with words of the speaker that is asked for before one
// that only tells of something, where it answers.
func spokenFirst(q *question, ranked []*candidate) []*candidate {
	if len(q.speaker) == 0 {
		return ranked
	}
	i := slices.IndexFunc(ranked, func(c *candidate) bool { return c.features.Bears == 1 && c.answers() })
	if i > 0 && ranked[0].features.Bears == 0 {
		best := ranked[i]
		return slices.Insert(slices.Delete(ranked, i, i+1), 0, best)
	}
	return ranked
}

// result is what was chosen, and what became of the rest.
func (q *question) result(ranked, chosen []*candidate) Result {
	r := Result{Confidence: chosen[0].confidence(), Judged: judged(ranked, chosen)}
	for i, c := range chosen {
		r.Chosen = append(r.Chosen, Sentence{Article: c.article(), Quote: c.quote, Text: c.saidOf(c.text()), Key: q.key(c),
			Differs: i > 0 && contradicts(chosen[0].told(), c.told())})
	}
	return r
}

// declined is a result without a sentence.
func declined(ranked []*candidate) Result {
	r := Result{Judged: judged(ranked, nil)}
	if len(ranked) > 0 {
		best := ranked[0]
		r.Confidence = best.confidence()
		if best.mayAnswer() {
			r.Near = &Sentence{Article: best.article(), Quote: best.span}
		}
	}
	return r
}
