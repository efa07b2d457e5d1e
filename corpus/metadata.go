package corpus

// readTextMetadata fills in what the text itself says about the article.
func readTextMetadata(a *Article) {}
