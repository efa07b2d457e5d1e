package html

import (
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
)

// Chapter is the text of a page of a book. One without a heading has its
// title for one.
func Chapter(page []byte) string {
	doc, err := parse(page, "")
	if err != nil {
		return ""
	}
	title, headed := "", false
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Title && title == "" {
			title = plaintext.OneLine(textOf(n))
		}
		headed = headed || isHeading(n.DataAtom)
	}
	prepare(doc)
	text := render(findBody(doc))
	if text != "" && !headed && title != "" {
		text = "## " + title + "\n\n" + text
	}
	return text
}
