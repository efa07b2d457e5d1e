package corpus

// Passage is a run of whole sentences of one article: what is searched, shown
// and cited. Passages of one article may overlap by a sentence.
type Passage struct {
	// Article is the article the ranges refer to.
	Article *Article
	// Span is the passage's range in Article.Text; it begins with the first
	// sentence and ends with the last.
	Span
	// Sentences are the ranges of the sentences, in order, within Span.
	Sentences []Span
	// Heading is the path of the headings above the passage, the outermost
	// first, one a line; "" where there is none. Where the passage goes on with a
	// table whose head row stands before it, the last line is that row.
	Heading string
}

// Text returns the passage's bytes.
func (p *Passage) Text() string { return p.Article.Slice(p.Span) }
