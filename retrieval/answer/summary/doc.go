// Package summary makes summaries of articles, and of what people said, in
// lines that each rest on verified quotes.
//
// Without a model it chooses and orders sentences of the articles:
//
//   - How central a sentence is: LexRank, biased towards the topic. Sentences
//     are the nodes of a graph, their likeness (the cosine of their words weighed
//     by inverse document frequency, and of their vectors where an encoder is at
//     hand) the weight of its edges; the score is the chance to find a reader
//     there who walks along the edges and now and then begins anew at a sentence
//     about the topic. Erkan and Radev, "LexRank: Graph-based Lexical Centrality as
//     Salience in Text Summarization", JAIR 22 (2004); Otterbacher, Erkan and Radev,
//     "Using Random Walks for Question-focused Sentence Retrieval", HLT 2005.
//   - Which to take together: greedily the one that adds most, where each article
//     counts by the square root of what was taken from it, and likeness to what
//     was taken costs. Lin and Bilmes, "A Class of Submodular Functions for
//     Document Summarization", ACL 2011; Carbonell and Goldstein, "The Use of
//     MMR", SIGIR 1998. A sentence that says the same as one taken is left out; where
//     it comes from elsewhere and bears the taken one out, it becomes a second
//     footnote under it.
//   - What may be taken at all: a sentence that stands alone. One whose pronouns
//     point outside of it, that asks, gives orders, or is half a quotation is
//     none; a mere "However," before it is left out.
//
// With a model the same passages are summarised by it, through package answer,
// which holds every line to its quotes.
package summary
