package answer

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/fixed"
	"footnote/retrieval/answer/nearness"
	lang "footnote/retrieval/language"
	"footnote/retrieval/smalltalk"
	"footnote/retrieval/terms"
)

// Where a question and an article are in different languages, or both in another
// than English, the words that the evidence is judged by elsewhere cannot be
// compared. A multilingual encoder chooses the sentence then; how near it and its words
// come to the question, what the question asks for, and the names and numbers that both
// must hold decide whether it answers.
const (
	// acrossPassages and acrossSentences are how many of the best passages are
	// read, and how many of their sentences are compared.
	acrossPassages  = 6
	acrossSentences = 36
	// acrossNear is how near a further sentence must come to the best one to be
	// shown beside it, and acrossClaims how many are.
	acrossNear   = 0.7
	acrossClaims = 2
	// mostAhead is the most that being rated better than the next counts.
	mostAhead = 5
)

// WithAcross has a multilingual encoder answer from articles in other languages
// than the question's, or where neither is in English. The fit of model.json is
// for the encoder that is part of the program.
func WithAcross(encoder Multilingual) Option {
	return func(e *Engine) {
		e.across, e.wordsAcross, e.near, e.talk = newRecalling(encoder), encoder, nearness.NewReader(encoder), smalltalk.NewJudge(encoder)
	}
}

// Multilingual compares texts and words of several languages.
type Multilingual interface {
	retrieval.Embedder
	wordEncoder
}

// divide divides hits into those whose words can be compared with the
// question's, and those that meaning alone compares.
func (e *Engine) divide(text string, hits []retrieval.Hit) (same, other []retrieval.Hit) {
	if e.across == nil {
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

// fromOther answers from passages whose words cannot be compared with the
// question's, or declines.
func (e *Engine) fromOther(ctx context.Context, text string, hits []retrieval.Hit) Answer {
	r := recorderOf(ctx)
	defer r.step(stepChoose)()
	timed, cancel := context.WithTimeout(ctx, 2*patience) // sentences, and words
	defer cancel()
	ranked, err := e.rankAcross(timed, text, hits)
	if err != nil {
		retrieval.FallShort(ctx, e.log, "sentences in another language were not compared", "error", err)
	}
	if len(ranked) == 0 || !ranked[0].answers() {
		r.judge(ranked, nil)
		if len(ranked) == 0 || ranked[0].features.NamesNowhere == 1 {
			return refuseFor(NotAbout, hits)
		}
		a := refuseFor(NotAnswered, hits)
		a.Confidence = ranked[0].confidence()
		a.orUnsure(ranked[0])
		return a
	}
	chosen := chooseAcross(ranked)
	r.judge(ranked, chosen)
	q := analyse(text, e.library.Vocabulary())
	a := Verified(q.compose(chosen), articlesOf(hits))
	a.Confidence = chosen[0].confidence()
	return a
}

// rankAcross orders the sentences of the best passages by their meaning, best
// first; on an error it returns none.
func (e *Engine) rankAcross(ctx context.Context, text string, hits []retrieval.Hit) ([]*candidate, error) {
	slices.SortStableFunc(hits, func(a, b retrieval.Hit) int { return cmp.Compare(b.Across, a.Across) })
	hits = hits[:min(len(hits), acrossPassages)]
	ranked := candidates(hits)
	ranked = ranked[:min(len(ranked), acrossSentences)]
	if len(ranked) == 0 || hits[0].Across == 0 {
		return nil, nil
	}
	parts, q := fixed.Of(text), analyseAcross(text)
	nowhere := parts.Nowhere(hits)
	for _, c := range ranked {
		c.model = fitted().Across
		c.features.Passage = hits[c.rank].Across - hits[c.rank].Usual
		c.features.NamesNowhere, c.features.NamesAbsent = nowhere, parts.Lacking(c.text())
		c.features.Length = math.Log(1+float64(len(c.sentence.tokens))) / math.Log(21)
		c.features.Bears = q.bearsAcross(c.sentence)
		c.features.Tested = truth(c.features.Bears != 0.5)
	}
	if err := e.compareAcross(ctx, text, ranked, hits[0].Usual); err != nil {
		return nil, err
	}
	return withoutOrders(ranked), nil
}

// analyseAcross reads what a question of any language asks for.
func analyseAcross(text string) *question {
	q := &question{text: text, has: map[string]bool{}}
	var lower []string
	for _, t := range terms.Tokens(text) {
		q.has[t.Term] = true
		lower = append(lower, strings.ToLower(text[t.Start:t.End]))
	}
	if q.kind = asking.AskedAcross(lower); !lang.Foreign(lang.Of(text)) {
		q.kind, _ = asking.AskedFor(lower)
	}
	return q
}

// bearsAcross is bears for a sentence in English, which its lists know; of another one
// it cannot be told.
func (q *question) bearsAcross(r reading) float64 {
	if lang.Foreign(lang.Of(r.text)) {
		return 0.5
	}
	return q.bears(r)
}

// chooseAcross takes the best sentence, and what comes close to it elsewhere.
func chooseAcross(ranked []*candidate) []*candidate {
	chosen := ranked[:1:1]
	for _, c := range ranked[1:] {
		if len(chosen) == acrossClaims || c.rating < ranked[0].rating-acrossNear {
			break
		}
		if c.answers() && !c.overlaps(chosen[0]) && !repeats(c.sentence, chosen[0].sentence) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// compareAcross adds the features of meaning, how much nearer a sentence is than
// usual and how near its words come to the question's, and orders the candidates.
func (e *Engine) compareAcross(ctx context.Context, text string, ranked []*candidate, usual float64) error {
	question, err := e.across.Embed(ctx, retrieval.Question, []string{text})
	if err != nil {
		return err
	}
	quotes := make([]string, len(ranked))
	for i, c := range ranked {
		quotes[i] = c.text()
	}
	vectors, err := e.across.Embed(ctx, retrieval.Passage, quotes)
	if err != nil {
		return err
	}
	if err := e.wordsNear(ctx, text, ranked); err != nil {
		return err
	}
	for i, c := range ranked {
		c.features.Meaning = retrieval.Cosine(question[0], vectors[i]) - usual
		c.rating = c.model.Rank.logit(c.features.vector())
	}
	sortByRating(ranked)
	ranked[0].features.Ahead = mostAhead
	if len(ranked) > 1 {
		ranked[0].features.Ahead = min(mostAhead, ranked[0].rating-ranked[1].rating)
	}
	return nil
}

// wordsNear adds how near the words of the sentences, each within its passage, come to
// those of the question.
func (e *Engine) wordsNear(ctx context.Context, text string, ranked []*candidate) error {
	asked, err := e.near.Question(ctx, text)
	if err != nil {
		return err
	}
	passages, err := e.wordsOf(ctx, ranked)
	if err != nil {
		return err
	}
	for _, c := range ranked {
		start := c.passage.Span.Start
		l := asked.To(passages[c.rank], corpus.Span{Start: c.span.Start - start, End: c.span.End - start})
		f := &c.features
		f.Near, f.Rare, f.Least, f.Lost = l.Near, l.Rare, l.Least, l.Lost
		f.Short = 1 / float64(max(1, asked.Rare()))
	}
	return nil
}

// wordsOf reads the words of the passages that candidates stand in, by their rank, on
// as many cores as there are.
func (e *Engine) wordsOf(ctx context.Context, ranked []*candidate) ([acrossPassages]*nearness.Words, error) {
	var passages [acrossPassages]*corpus.Passage
	for _, c := range ranked {
		passages[c.rank] = c.passage
	}
	var words [acrossPassages]*nearness.Words
	group, ctx := errgroup.WithContext(ctx)
	for rank, p := range passages {
		if p == nil {
			continue
		}
		group.Go(func() (err error) {
			defer retrieval.Recover(&err)
			words[rank], err = e.near.Passage(ctx, p)
			return err
		})
	}
	return words, group.Wait()
}
