package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"footnote/corpus"
	"footnote/corpus/sample"
)

// Revision names the rules that read and divide articles, by what they make of
// the articles inside the program: another version of the program that divides
// articles otherwise reads the whole library again. It is an error where they
// cannot be read now: other rules must not be taken from that.
func Revision(ctx context.Context) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, corpus.Rules)
	for a, err := range corpus.ReadFS(ctx, sample.FS, ".") {
		if err != nil {
			return "", fmt.Errorf("the program's own articles: %w", err)
		}
		fmt.Fprintf(sum, "%q %q %q %q %s %d\n", a.ID, a.Title, a.Source, a.Author, a.Date(), len(a.Text))
		for _, passage := range corpus.Split(a) {
			fmt.Fprintln(sum, passage.Span, passage.Heading, passage.Sentences)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}
