// Package quality measures how well passages are found and questions answered,
// on sets of questions whose answers are known.
//
// It reads both forms of question file (see Load), asks each question and
// counts; what is asked comes from outside, so that one index, a whole library
// or an engine can be measured alike.
package quality

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/answer"
)

// Question is a question with what is known of its answer.
type Question struct {
	ID         string
	Text       string
	Answerable bool
	// Gold is where the answer stands; empty for a question without one.
	Gold []Gold
	// Quote must match one of the quotes cited, Answer the answer's text. They
	// are nil in sets that give Answers instead.
	Quote, Answer *regexp.Regexp
	// Answers are texts of which the answer must hold at least one.
	Answers []string
}

// Gold is an article, or a range of one, that holds the answer.
type Gold struct {
	// Article is an article's ID, or where Prefix is set how it begins.
	Article string
	Prefix  bool
	// Range is where the answer stands; nil means anywhere in the article.
	Range *corpus.Span
}

// Half names a part of a set: what is tuned on one is reported on the other.
type Half string

// The halves of a set.
const (
	All       Half = "all"
	Tuning    Half = "tuning"
	Reporting Half = "reporting"
)

// ParseHalf reads the name of a half.
func ParseHalf(name string) (Half, error) {
	if h := Half(name); slices.Contains([]Half{All, Tuning, Reporting}, h) {
		return h, nil
	}
	return "", fmt.Errorf("%q is not a half: name %s, %s or %s", name, All, Tuning, Reporting)
}

// Includes tells whether the question with this ID belongs to the half. Which
// one a question is in depends on its ID alone: the last bit of the first byte
// of the ID's SHA-256 is 0 for tuning and 1 for reporting.
func (h Half) Includes(id string) bool {
	sum := sha256.Sum256([]byte(id))
	switch h {
	case Tuning:
		return sum[0]&1 == 0
	case Reporting:
		return sum[0]&1 == 1
	}
	return true
}

// Of returns the questions of a half, in their order.
func (h Half) Of(questions []Question) []Question {
	var list []Question
	for _, q := range questions {
		if h.Includes(q.ID) {
			list = append(list, q)
		}
	}
	return list
}

// names tells whether the gold is (in) the article.
func (g Gold) names(article string) bool {
	return article == g.Article || g.Prefix && strings.HasPrefix(article, g.Article)
}

// FoundBy tells whether a passage of the article at this range counts as found.
func (q *Question) FoundBy(article string, at corpus.Span) bool {
	return slices.ContainsFunc(q.Gold, func(g Gold) bool {
		return g.names(article) && (g.Range == nil || g.Range.Overlaps(at))
	})
}

// RightArticle tells whether the article is one that holds the answer.
func (q *Question) RightArticle(article string) bool {
	return slices.ContainsFunc(q.Gold, func(g Gold) bool { return g.names(article) })
}

// QuoteMatches tells whether a citation quotes what it should: by the set's
// expression, else by overlapping a gold range, else by holding an answer.
func (q *Question) QuoteMatches(c answer.Citation) bool {
	if q.Quote != nil {
		return q.Quote.MatchString(oneSpaced(c.Quote))
	}
	if slices.ContainsFunc(q.Gold, func(g Gold) bool { return g.Range != nil }) {
		return q.FoundBy(c.Article, corpus.Span{Start: c.Start, End: c.End})
	}
	return q.AnswerMatches(c.Quote)
}

// AnswerMatches tells whether a text gives the answer: by the set's
// expression, else by holding one of the answers.
func (q *Question) AnswerMatches(text string) bool {
	if q.Answer != nil {
		return q.Answer.MatchString(oneSpaced(text))
	}
	return slices.ContainsFunc(q.Answers, func(a string) bool { return Holds(text, a) })
}
