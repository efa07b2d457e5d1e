package render

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var (
	// masked is a link under a text of its own: the text stays.
	masked = regexp.MustCompile(`\[([^\[\]]*)\]\s*\([^()]*\)`)
	// address is what a reader or a client may take for one: with a scheme, or a
	// host with a path behind it, such as an invite; and what is between <>.
	address = regexp.MustCompile(`(?i)<[^<>]*>|[a-z][a-z0-9+.-]*://\S+|\b[\p{L}\p{N}-]+(?:[.。][\p{L}\p{N}-]+)+/\S*|\bwww[.。]\S+`)
	// invite is the host of invitations, however it is written.
	invite = regexp.MustCompile(`(?i)\bdiscord(?:app)?\s*[.。·]\s*(?:gg|com|me|io)\S*|\bdsc[.。]gg\S*`)
)

// WithoutLinks is what somebody wrote without the addresses in it: what the bot
// repeats in its own name leads nowhere.
func WithoutLinks(s string) string {
	// Forms of letters and full stops that lead to the same host are made one.
	s = masked.ReplaceAllString(norm.NFKC.String(Clean(s)), "$1")
	for _, form := range []*regexp.Regexp{address, invite} {
		s = form.ReplaceAllString(s, "…")
	}
	return strings.Join(strings.Fields(s), " ")
}
