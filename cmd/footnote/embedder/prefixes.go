package embedder

import (
	"regexp"
	"strings"

	"footnote/config"
)

// prefixes are what an embedding model was trained to read before a text.
type prefixes struct{ passage, question string }

// knownPrefixes are those of models that people run, by their names. Each is
// from its model card.
var knownPrefixes = []struct {
	name *regexp.Regexp
	prefixes
}{
	{regexp.MustCompile(`e5.*instruct`), prefixes{"", "Instruct: Given a question, retrieve passages that answer it\nQuery: "}},
	{regexp.MustCompile(`(^|[^a-z])(nano)?e5([^a-z]|$)`), prefixes{"passage: ", "query: "}},
	{regexp.MustCompile(`nomic-embed`), prefixes{"search_document: ", "search_query: "}},
	{regexp.MustCompile(`bge-(small|base|large)-en`), prefixes{"", "Represent this sentence for searching relevant passages: "}},
	{regexp.MustCompile(`qwen3-embedding`), prefixes{"", "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"}},
	{regexp.MustCompile(`mxbai-embed|snowflake-arctic-embed`), prefixes{"", "Represent this sentence for searching relevant passages: "}},
}

// prefixesOf are those that a model wants by its name; none for one not known.
func prefixesOf(model string) prefixes {
	model = strings.ToLower(model)
	for _, k := range knownPrefixes {
		if k.name.MatchString(model) {
			return k.prefixes
		}
	}
	return prefixes{}
}

// prefix is the one that is set, or what is known where that is left to it.
func prefix(set, known string) string {
	switch set {
	case "", config.Auto:
		return known
	case config.None:
		return ""
	}
	if len(set) > 1 && set[0] == '"' && set[len(set)-1] == '"' {
		return set[1 : len(set)-1]
	}
	return set
}
