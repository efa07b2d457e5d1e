package extract

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

// byMeaning chooses sentences whose words cannot be compared with the question's.
func (x *Chooser) byMeaning(ctx context.Context, text string, hits []retrieval.Hit) Result {
	timed, cancel := retrieval.Within(ctx, 2*Patience) // sentences, and words
	defer cancel()
	ranked, err := x.rankAcross(timed, text, hits)
	if err != nil {
		retrieval.FallShort(ctx, x.Log, "sentences in another language were not compared", "error", err)
	}
	switch {
	case len(ranked) == 0 || !ranked[0].answers() && ranked[0].features.NamesNowhere == 1:
		return Result{Judged: judged(ranked, nil)}
	case !ranked[0].answers():
		r := declined(ranked)
		r.About = true
		return r
	}
	return new(question).result(ranked, chooseAcross(ranked))
}

// rankAcross orders the sentences of the best passages by their meaning, best
// first; on an error it returns none.
func (x *Chooser) rankAcross(ctx context.Context, text string, hits []retrieval.Hit) ([]*candidate, error) {
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
		c.mute = c.features.Bears == 0 && q.kind == asking.Number
	}
	if err := x.compareAcross(ctx, text, ranked, hits[0].Usual); err != nil {
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
func (x *Chooser) compareAcross(ctx context.Context, text string, ranked []*candidate, usual float64) error {
	question, err := x.Across.Embed(ctx, retrieval.Question, []string{text})
	if err != nil {
		return err
	}
	quotes := make([]string, len(ranked))
	for i, c := range ranked {
		quotes[i] = c.text()
	}
	vectors, err := x.Across.Embed(ctx, retrieval.Passage, quotes)
	if err != nil {
		return err
	}
	if err := x.wordsNear(ctx, text, ranked); err != nil {
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
func (x *Chooser) wordsNear(ctx context.Context, text string, ranked []*candidate) error {
	asked, err := x.Near.Question(ctx, text)
	if err != nil {
		return err
	}
	passages, err := x.wordsOf(ctx, ranked)
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
func (x *Chooser) wordsOf(ctx context.Context, ranked []*candidate) ([acrossPassages]*nearness.Words, error) {
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
			words[rank], err = x.Near.Passage(ctx, p)
			return err
		})
	}
	return words, group.Wait()
}
