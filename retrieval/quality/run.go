package quality

import (
	"context"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// Depth is how many passages are searched for a question.
const Depth = 10

// Searcher finds the k passages that fit a question best, best first.
type Searcher interface {
	Search(ctx context.Context, question string, k int) ([]retrieval.Hit, error)
}

// Asker answers questions.
type Asker interface {
	Ask(ctx context.Context, question answer.Question) (answer.Answer, error)
}

// Find returns the article of an ID, false where there is none.
type Find func(id string) (*corpus.Article, bool)

// Outcome is what became of one question.
type Outcome struct {
	Question *Question
	// Rank is the place of the first passage that counts as found, from 1; 0
	// where none of the first Depth does.
	Rank int
	// Answer is the engine's reply, the zero value where only search ran.
	Answer answer.Answer
	// FirstCitation: the first citation is in an article that holds the
	// answer. Quote: a citation quotes what it should. FirstClaim: the first
	// claim gives the answer. AnswerRight: the answer as a whole does.
	FirstCitation, Quote, FirstClaim, AnswerRight bool
	// Bears: what the answer's confidence is about gives the answer, the first
	// claim, or the first of the nearest where there are no claims.
	Bears bool
	// Checked and Failed count what was shown as proof, see Verify.
	Checked, Failed int
	// Took is the time of the answer, the zero value where only search ran.
	Took time.Duration
}

// Search runs the passages of a question against what is known of it.
func Search(ctx context.Context, q *Question, in Searcher) (Outcome, error) {
	hits, err := in.Search(ctx, q.Text, Depth)
	if err != nil {
		return Outcome{}, err
	}
	o := Outcome{Question: q}
	for i, h := range hits {
		if q.FoundBy(h.Passage.Article.ID, h.Passage.Span) {
			o.Rank = i + 1
			break
		}
	}
	return o, nil
}

// Ask searches and asks one question and checks every quote of the reply
// against the article that find returns for its ID.
func Ask(ctx context.Context, q *Question, in Searcher, of Asker, find Find) (Outcome, error) {
	o, err := Search(ctx, q, in)
	if err != nil {
		return Outcome{}, err
	}
	began := time.Now()
	o.Answer, err = of.Ask(ctx, answer.Question{Text: q.Text})
	o.Took = time.Since(began)
	if err != nil {
		return Outcome{}, err
	}
	o.Checked, o.Failed = Verify(&o.Answer, find)
	for i, c := range o.Answer.Citations {
		o.FirstCitation = o.FirstCitation || i == 0 && q.RightArticle(c.Article)
		o.Quote = o.Quote || q.QuoteMatches(c)
	}
	for i, c := range o.Answer.Claims {
		o.FirstClaim = o.FirstClaim || i == 0 && q.AnswerMatches(c.Text)
	}
	o.Bears = o.FirstClaim
	if !o.Answer.Answered && len(o.Answer.Nearest) > 0 {
		o.Bears = q.Answerable && q.AnswerMatches(o.Answer.Nearest[0].Quote)
	}
	o.AnswerRight = o.Answer.Answered && q.AnswerMatches(o.Answer.Answer)
	return o, nil
}

// Verify counts what an answer shows as proof, and how much of it fails: every
// citation and every nearest passage must equal the bytes of its article at
// its range. A claim that cites nothing, or a number that is not there, counts as
// one more failure.
func Verify(a *answer.Answer, find Find) (checked, failed int) {
	numbers := map[int]bool{}
	count := func(ok bool) {
		checked++
		if !ok {
			failed++
		}
	}
	for _, c := range a.Citations {
		numbers[c.Number] = true
		count(verbatim(find, c.Article, c.Start, c.End, c.Quote))
	}
	for _, n := range a.Nearest {
		count(verbatim(find, n.Article, n.Start, n.End, n.Quote))
	}
	for _, claim := range a.Claims {
		ok := len(claim.Citations) > 0
		for _, n := range claim.Citations {
			ok = ok && numbers[n]
		}
		if !ok {
			failed++
		}
	}
	return checked, failed
}

// verbatim tells whether a quote stands in the article at this range.
func verbatim(find Find, article string, start, end int, quote string) bool {
	a, ok := find(article)
	return ok && 0 <= start && start < end && end <= len(a.Text) && a.Text[start:end] == quote
}
