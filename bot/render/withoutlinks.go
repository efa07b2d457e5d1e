package render

import (
	"regexp"
	"strings"

	"footnote/retrieval/text/looks"
)

var (
	// masked is a link under a text of its own: the text stays.
	masked = regexp.MustCompile(`\[([^\[\]]*)\]\s*\([^()]*\)`)
	// address is what a reader or a client may take for one: with a scheme, or a
	// host with a path behind it, such as an invite; and what is between <>.
	address = regexp.MustCompile(`(?i)<[^<>]*>|[a-z][a-z0-9+.-]*:[/\\]{2}\S+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+[/\\]\S*|\bwww\.\S+`)
	// invite is the host of invitations, however it is written.
	invite = regexp.MustCompile(`(?i)\bdiscord(?:app)?\s*\.\s*\p{L}{2,}\S*|\bdsc\.gg\S*`)
)

// WithoutLinks is what somebody wrote without the addresses in it: what the bot
// repeats in its own name leads nowhere.
func WithoutLinks(s string) string {
	s = Clean(s)
	if plain := looks.Plain(s); leads(plain) {
		s = plain // what only looks like a letter or stop stays where nothing leads anywhere
	}
	s = masked.ReplaceAllString(s, "$1")
	for _, form := range []*regexp.Regexp{address, invite} {
		s = form.ReplaceAllString(s, "…")
	}
	return strings.Join(strings.Fields(s), " ")
}

func leads(s string) bool {
	return address.MatchString(s) || invite.MatchString(s) || masked.MatchString(s)
}
