package persona

import "regexp"

// wantsTranslations is how a prompt asks for a translation beside each quote.
var wantsTranslations = regexp.MustCompile(`(?i)\ba translation of each quote into (\p{L}+)`)

// translation stands for a quote in the language asked for: the quote behind
// the language's name, for no persona speaks any. "" where none is asked for.
func (p *prompt) translation(quote string) string {
	m := wantsTranslations.FindStringSubmatch(p.system)
	if m == nil {
		return ""
	}
	return "(" + m[1] + ") " + quote
}

// translate adds the translations that a prompt asks for.
func (p *prompt) translate(d draft) {
	for _, c := range d.Claims {
		for i := range c.Evidence {
			c.Evidence[i].Translation = p.translation(c.Evidence[i].Quote)
		}
	}
}
