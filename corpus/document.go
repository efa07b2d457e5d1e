package corpus

// readDocument makes an article of one whole document.
func (r *Reader) readDocument(f format, data []byte) (*Article, error) {
	switch f {
	case formatText:
		return readText(data, false)
	case formatMarkdown:
		return readText(data, true)
	}
	return nil, problemf("has an ending that is not read: use .txt, .md, .html, .pdf, .docx or .jsonl")
}
