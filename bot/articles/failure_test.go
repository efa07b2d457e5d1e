package articles

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/bot/words"
)

// Why an article was not read again is said in the moderator's language, but for what
// the page itself was found to be.
func TestFailuresAreSaid(t *testing.T) {
	for err, want := range map[error]string{
		fmt.Errorf("one: %w", &Refusal{Key: RefusedSize, Pairs: []string{"most", "64"}}): "64",
		&Refusal{Key: RefusedSame, Pairs: []string{"title", "The *quay*"}}:               `The \*quay\*`,
		&Refusal{Key: RefusedRead, Pairs: []string{"reason", "the page answered 404"}}:   "the page answered 404",
		errors.New("no route to the host"):                                               "no route to the host",
	} {
		var r *Refusal
		in := map[string]bool{}
		for _, locale := range words.Locales() {
			said := failure(words.In(locale), err)
			if !strings.Contains(said, want) || strings.HasPrefix(said, "articles.") {
				t.Errorf("%s, %v: %q", locale, err, said)
			}
			in[said] = true
		}
		if own := errors.As(err, &r) && r.Key != RefusedRead; own != (len(in) == len(words.Locales())) {
			t.Errorf("%v is said in %d ways", err, len(in))
		}
	}
}
