package answer

import (
	"context"

	"footnote/retrieval/answer/proof"
)

// wordEncoder is an encoder that knows what the words of a sentence mean where
// they stand.
type wordEncoder interface {
	Words(ctx context.Context, parts []string) ([][]float32, error)
}

// wordMeaning is how proof compares words, nil where the encoder compares texts
// alone. What cannot be computed within patience counts as unlike.
func (e *Engine) wordMeaning(ctx context.Context) proof.Meaning {
	if e.wordsIn == nil {
		return nil
	}
	return func(parts []string) [][]float32 {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		vectors, err := e.wordsIn.Words(ctx, parts)
		if err != nil {
			e.log.Warn("words were compared without their meaning", "error", err)
			return make([][]float32, len(parts))
		}
		return vectors
	}
}
