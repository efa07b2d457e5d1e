package persona

import (
	"regexp"
	"strings"
)

var (
	turnLine    = regexp.MustCompile(`(?im)^[ \t]*(?:earlier |previous )?(question|q|answer|a)[ \t]*:[ \t]*(.+)$`)
	elliptic    = regexp.MustCompile(`(?i)^(?:and |but |so )?(?:what|how) about (.+?)\??$`)
	conjunction = regexp.MustCompile(`(?i)^(?:and|but|so|then)[ ,]+`)
	heShe       = regexp.MustCompile(`(?i)\b(?:he|she|him|they|them|it)\b`)
	hisHer      = regexp.MustCompile(`(?i)\b(?:his|her|their|its)\b`)
	// properName does not begin the text, whose first word has a capital in any case.
	properName = regexp.MustCompile(`.\b(\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]+)*)`)
)

// rewrite makes the last question stand alone: the name of the latest question that has
// one stands for its pronouns, and what it asks "about" in the place of that name.
func rewrite(p *prompt) string {
	question := strings.Trim(p.question, `"“” `)
	before, subject := "", ""
	for _, turn := range p.turns {
		lines := turnLine.FindAllStringSubmatch(turn.Text, -1)
		if len(lines) == 0 && turn.Role == "user" {
			lines = [][]string{{"", "q", turn.Text}}
		}
		for _, l := range lines {
			text := strings.TrimSpace(l[2])
			if m := properName.FindStringSubmatch(text); m != nil && strings.EqualFold(l[1][:1], "q") && text != p.question {
				before, subject = text, m[1]
			}
		}
	}
	if m := elliptic.FindStringSubmatch(question); m != nil && subject != "" {
		return upperFirst(strings.Replace(before, subject, m[1], 1))
	}
	if subject != "" && !properName.MatchString(question) {
		question = replaceFirst(hisHer, question, subject+"’s")
		question = replaceFirst(heShe, question, subject)
	}
	return upperFirst(conjunction.ReplaceAllString(question, ""))
}

func replaceFirst(re *regexp.Regexp, text, with string) string {
	at := re.FindStringIndex(text)
	if at == nil {
		return text
	}
	return text[:at[0]] + with + text[at[1]:]
}
