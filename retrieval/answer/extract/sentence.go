package extract

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/terms"
	"footnote/retrieval/text/tagger"
)

// candidate is a sentence that may become a claim.
type candidate struct {
	passage *corpus.Passage
	// index is the sentence's place in the passage, rank and score the
	// passage's among the hits; score is relative to the best hit.
	index, rank int
	score       float64
	// dense is the passage's scaled dense score, 0 without one.
	dense float64
	// span is the sentence; quote starts earlier where the sentence leans on
	// the one before it.
	span, quote corpus.Span
	sentence    reading
	// lister is the sentence above a list where the quote runs from it to the item that is
	// said of the list; both are empty elsewhere.
	lister, item corpus.Span
	// led is what leads to the sentence within its passage; a row of a table is
	// read with its heads. above reads it and the headings.
	led   corpus.Lead
	above reading
	// asked marks a row whose subject the question names, and one of its columns, and
	// the first statement about what the question asks about; name is then what names that.
	asked bool
	name  *reading
	// list is the list of an item that is asked for as a whole, empty for others.
	list corpus.Span
	// mute marks a sentence without any number where one is asked for, others one of
	// somebody else's words.
	mute, others bool
	// release is what the headings name; see releaseOf.
	release  *release
	features features
	// found is what a reader found in it, nil where none has read it.
	found *finding
	// rating orders candidates; see model.go.
	rating float64
	model  *model
	// matched holds for each word of the question how well the quote bears it
	// out, 0..1.
	matched []float64
}

func (c *candidate) article() *corpus.Article { return c.passage.Article }

// text is what is said of a chosen sentence: its quote in plain text, or a row
// with the heads of its columns.
func (c *candidate) text() string {
	quote := c.article().Slice(c.quote)
	if c.item.Len() > 0 {
		said := quotation.Plain(c.article().Slice(c.item))
		return quotation.Plain(c.article().Slice(c.lister)) + " " + strings.TrimRight(said, ";,. ") + "."
	}
	if !c.led.Row || c.quote != c.span {
		text := quotation.Plain(quote)
		if endsInColon(text) {
			text = strings.TrimRight(text, ":： ") + "."
		}
		return text
	}
	return rowText(c.heads(), corpus.Cells(quote))
}

// reading is a piece of text with its words.
type reading struct {
	text   string
	tokens []terms.Token
	// at holds the positions of each term.
	at map[string][]int
}

func read(text string) reading {
	r := reading{text: text, tokens: terms.Tokens(text)}
	r.at = make(map[string][]int, len(r.tokens))
	for i, t := range r.tokens {
		r.at[t.Term] = append(r.at[t.Term], i)
	}
	return r
}

// form returns word i as written.
func (r reading) form(i int) string { return r.text[r.tokens[i].Start:r.tokens[i].End] }

// tags are the parts of speech of the first n words.
func (r reading) tags(n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = r.form(i)
	}
	return tagger.Tag(words)
}

// candidates lists the sentences of the hits once each, with the rank of the
// best passage that holds them.
func candidates(hits []retrieval.Hit) []*candidate {
	seen := map[place]*candidate{}
	var all []*candidate
	for rank, hit := range hits {
		leads := hit.Passage.Leads()
		for i, span := range hit.Passage.Sentences {
			k := place{hit.Passage.Article.ID, span.Start}
			if known := seen[k]; known != nil {
				known.preferLead(hit.Passage, i, leads[i])
				continue
			}
			c := &candidate{passage: hit.Passage, index: i, rank: rank, span: span, quote: span, dense: hit.Dense}
			if hits[0].Score > 0 {
				c.score = hit.Score / hits[0].Score
			}
			c.sentence = read(hit.Passage.Article.Slice(span))
			c.ledTo(leads[i])
			c.lead()
			seen[k] = c
			all = append(all, c)
		}
	}
	return slices.DeleteFunc(all, (*candidate).tellsNothing)
}

// ledTo notes what stands above the sentence in its passage.
func (c *candidate) ledTo(lead corpus.Lead) {
	c.led = lead
	heading := c.passage.Heading
	c.release = releaseOf(heading)
	if !lead.Row && c.passage.Columns() != nil {
		heading = heading[:strings.LastIndexByte(heading, '\n')+1] // the table has ended
	}
	c.above = read(heading + "\n" + c.article().Slice(lead.Span))
	if lead.Row {
		c.sentence = read(c.text())
	}
}

// tellsNothing reports whether a sentence answers nothing by itself: a question,
// or the head row of a table.
func (c *candidate) tellsNothing() bool {
	return c.led.Head || strings.HasSuffix(strings.TrimRight(c.sentence.text, "*_ "), "?")
}

// preferLead takes the sentence from another passage that holds it where this
// one cuts off the sentence it leans on.
func (c *candidate) preferLead(p *corpus.Passage, index int, lead corpus.Lead) {
	c.led.Head = c.led.Head || lead.Head
	if c.index > 0 || index == 0 {
		return
	}
	c.passage, c.index = p, index
	c.ledTo(lead)
	c.lead()
}

// leadBytes bounds how much a leaning sentence may add to a quote.
const leadBytes = 600

// lead extends the quote over the sentence before where this one leans on it.
func (c *candidate) lead() {
	if c.index == 0 || !leans(c.sentence) {
		return
	}
	before := c.passage.Sentences[c.index-1]
	gap := c.article().Text[min(before.End, c.span.Start):c.span.Start]
	if item.MatchString(gap[strings.LastIndexByte(gap, '\n')+1:]) && !endsInColon(c.article().Slice(before)) {
		return // an item does not lean on the one before it
	}
	if c.span.End-before.Start <= leadBytes {
		c.quote = corpus.Span{Start: before.Start, End: c.span.End}
	}
}

// leans reports whether a sentence goes on from the one before it: it points back, or
// opens with a connective.
func leans(r reading) bool {
	return pointsBack(r) || len(r.tokens) > 0 && asking.Words().Joining.Word(strings.ToLower(r.form(0)))
}

// pointsBack reports whether a sentence needs the one before it to be understood: it
// opens with a pronoun, or one stands where its first clause has named nobody yet.
func pointsBack(r reading) bool {
	if len(r.tokens) == 0 {
		return false
	}
	if asking.Words().Leaning.Word(strings.ToLower(r.form(0))) {
		return true
	}
	switch strings.ToLower(r.form(len(r.tokens) - 1)) {
	case "that", "this", "so", "it":
		if !endsInColon(r.text) {
			return true // "He has confirmed that."
		}
	}
	for i := 1; i < min(len(r.tokens), 6); i++ {
		form := r.form(i)
		if asking.Words().Pronouns.Word(form) && form != "that" && form != "this" {
			return !r.namesSubject(i)
		}
		if isCapital(form) {
			return false
		}
	}
	return false
}

// namesSubject reports whether a sentence begins with who or what it is about, ahead of
// word i: "Russia launched its", not "In the evening she".
func (r reading) namesSubject(i int) bool {
	for k, tag := range r.tags(i) {
		switch {
		case strings.HasPrefix(tag, "NN") && !asking.Words().Times.Word(strings.ToLower(r.form(k))):
			return true
		case k == 0 && !slices.Contains([]string{"DT", "JJ", "CD", "PRP$", "VBN", "VBG"}, tag), k > 0 && strings.HasPrefix(tag, "VB"):
			return false
		}
	}
	return false
}

func isCapital(form string) bool { return form != strings.ToLower(form) }

// explains tells whether a sentence opens by pointing at what was just said.
func explains(r reading) bool {
	if len(r.tokens) == 0 {
		return false
	}
	switch strings.ToLower(r.form(0)) {
	case "this", "these", "such", "that", "those":
		return true
	}
	return false
}
