package lexical

import "footnote/retrieval/terms"

func (s *state) expand(w terms.Token) [][]string { return nil }
