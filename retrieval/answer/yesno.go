package answer

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// Decision is what a quote says to a question that asks for yes or no.
type Decision string

// The decisions; "" where the quote does not plainly say either.
const (
	Yes Decision = "yes"
	No  Decision = "no"
)

// decide reads a question for yes or no as a claim and holds it to the first quote: yes
// where that bears it out, no where it says the opposite or denies it.
func decide(question string, citations []Citation) Decision {
	if len(citations) == 0 || !asksPlainly(question) {
		return ""
	}
	c := &citations[0]
	by := evidence.Evidence{Quotes: []evidence.Quote{{Text: c.Quote, Source: c.Source, Title: c.Title}}}
	decision := Decision("")
	for _, claim := range statements(question) {
		switch j := proof.Judge(claim, by); {
		case j.Verdict == proof.BorneOut:
			return Yes
		case j.Verdict == proof.Contradicted && (j.Fault.Kind == evidence.Negation && obliges(question) == obliges(c.Quote) || j.Fault.Kind == evidence.Antonym):
			decision = No
		}
	}
	return decision
}

// obliges reports whether a text speaks of what has to be: who need not come may come.
func obliges(text string) bool {
	s := syntax.ReadSentence(text, 0)
	return syntax.HoldsClass(s, syntax.Required, 0, len(s.Words))
}

// longestSubject is the most words of a question's subject.
const longestSubject = 5

// statements are a question for yes or no as claims: as it stands, and with its
// auxiliary behind one, two and more words, one of which ends the subject.
func statements(question string) []string {
	words := strings.Fields(strings.TrimRight(question, "?! ."))
	var claims []string
	for subject := range min(longestSubject+1, len(words)) {
		claim := slices.Concat(words[1:subject+1], words[:1], words[subject+1:])
		claims = append(claims, strings.Join(claim, " ")+".")
	}
	return claims
}

// asksPlainly reports whether "yes" and "no" can only be understood one way: the
// question offers no choice, holds no negation and asks nothing else within ("did she say when").
func asksPlainly(question string) bool {
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(question)), func(word string) bool {
		return word == "or" || word == "not" || asking.IsQuestionWord(word) || strings.HasSuffix(word, "n't") || strings.HasSuffix(word, "n’t")
	})
}
