package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/reference"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/answer/quotation"
)

// named are a claim and its evidence in which names stand for what stands for them in the
// articles, and what is counted stands with its number. It reports whether anything is told
// otherwise.
func named(claim string, e evidence.Evidence) (told string, by evidence.Evidence, changed bool) {
	quotes := make([]evidence.Quote, len(e.Quotes))
	around := slices.Clone(e.Around)
	for i, q := range e.Quotes {
		articles := e.Articles
		if len(articles) == len(e.Quotes) {
			articles = articles[i : i+1]
		}
		quotes[i] = q
		names, plain := reference.Read(articles...), quotation.Plain(q.Text)
		before := names.Rewrite(beforeIn(plain, e.Around))
		quotes[i].Text = restated(plain, before, names)
		around = append(around, before+" "+quotes[i].Text)
		changed = changed || quotes[i].Text != plain
	}
	e.Quotes, e.Around = quotes, around
	told = reference.Read(e.Articles...).Rewrite(claim)
	return told, e, changed || told != claim
}

// restated is the text of a quote, which stands behind another text, with names.
func restated(text, earlier string, names *reference.Names) string {
	var before *syntax.Sentence
	if earlier != "" {
		all := syntax.ReadSentences(earlier, -1)
		before = all[len(all)-1]
	}
	var all []string
	for _, s := range syntax.ReadSentences(names.Rewrite(text), -1) {
		all = append(all, strings.TrimSpace(reference.Restate(s, before)))
		before = s
	}
	return strings.Join(all, " ")
}

// beforeIn is what stands before a text in its paragraph of a passage.
func beforeIn(text string, around []string) string {
	for _, passage := range around {
		for _, paragraph := range strings.Split(passage, "\n\n") {
			if before, _, ok := strings.Cut(quotation.Plain(paragraph), text); ok {
				return strings.TrimSpace(before)
			}
		}
	}
	return ""
}
