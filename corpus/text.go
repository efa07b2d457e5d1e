package corpus

import (
	"footnote/corpus/document"
	"footnote/corpus/frontmatter"
)

// readText reads plain text or Markdown: the text is data, whole.
func readText(data []byte, markdown bool) (*document.Document, error) {
	if p := document.CheckText(data); p != nil {
		return nil, p
	}
	a := &document.Document{Text: string(data)}
	fm, p := frontmatter.Read(a.Text)
	if p != nil && markdown {
		return nil, p
	}
	fm.Apply(a)
	return a, nil
}
