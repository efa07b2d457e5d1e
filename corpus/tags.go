package corpus

import (
	"html"
	"regexp"
	"strings"
)

// tagNames are the elements of HTML that people write into Markdown; what stands
// between other angle brackets is a placeholder.
const tagNames = `a|abbr|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr`

var (
	raisedTag = regexp.MustCompile(`(?i)(\w)<sup>([^<>]{1,20})</sup>`)
	breakTag  = regexp.MustCompile(`(?i)</?(br|p|div|li|tr|h[1-6]|dd|dt|hr)\b[^<>]*>`)
	anyTag    = regexp.MustCompile(`(?i)</?(` + tagNames + `)(\s[^<>]*)?/?>`)
	remark    = regexp.MustCompile(`(?s)<!--.*?-->`)
	struck    = regexp.MustCompile(`(?is)<(del|s|strike)>[^<>]*</(del|s|strike)>|~~[^~\n]+~~`)
)

// WithoutTags is a text without the tags of HTML and what they strike out, its
// entities as the signs they stand for. A raisedTag number stays apart: 10^3.
func WithoutTags(s string) string {
	if strings.Contains(s, "~~") || strings.Contains(s, "<") {
		s = struck.ReplaceAllString(remark.ReplaceAllString(s, ""), "")
		s = raisedTag.ReplaceAllString(s, "$1^$2")
		s = anyTag.ReplaceAllString(breakTag.ReplaceAllString(s, " "), "")
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return s
}
