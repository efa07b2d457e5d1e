package persona

import (
	"fmt"
	"regexp"
	"strings"

	"footnote/cmd/mockopenai/schema"
)

// reply is an answer or a verdict before it is put into a form.
type reply struct {
	Claims     []claim
	Unanswered string
	Verdict    string // "" for an answer
	Evidence   []evidence
}

type claim struct {
	Text     string     `json:"text"`
	Evidence []evidence `json:"evidence"`
}

type evidence struct {
	Passage int    `json:"passage"`
	Quote   string `json:"quote"`
	// Translation is only given where it is asked for.
	Translation string `json:"translation,omitempty"`
}

// wantsTranslations is how a prompt asks for a translation beside each quote.
var wantsTranslations = regexp.MustCompile(`(?i)\ba translation of each quote into (\p{L}+)`)

// write puts a reply into the form that the prompt asks for. No persona speaks another
// language: a translation is the quote behind the language's name.
func (p *prompt) write(r reply) string {
	if m := wantsTranslations.FindStringSubmatch(p.system); m != nil {
		for _, c := range append(r.Claims, claim{Evidence: r.Evidence}) {
			for i := range c.Evidence {
				c.Evidence[i].Translation = "(" + m[1] + ") " + c.Evidence[i].Quote
			}
		}
	}
	if !p.asksJSON() {
		return r.plain()
	}
	return p.req.Schema.Encode(r.value())
}

// value is the reply as JSON shows it.
func (r reply) value() map[string]any {
	if r.Verdict != "" {
		return map[string]any{"verdict": r.Verdict, "evidence": append([]evidence{}, r.Evidence...)}
	}
	return map[string]any{"claims": append([]claim{}, r.Claims...), "unanswered": r.Unanswered}
}

func (r reply) json() string { return (*schema.Schema)(nil).Encode(r.value()) }

// plain is the form without JSON.
func (r reply) plain() string {
	switch {
	case r.Verdict != "":
		return "verdict: " + r.Verdict + quotes(r.Evidence) + "\n"
	case len(r.Claims) == 0:
		return "unanswered: " + r.Unanswered + "\n"
	}
	var b strings.Builder
	for _, c := range r.Claims {
		b.WriteString("- " + c.Text + quotes(c.Evidence) + "\n")
	}
	return b.String()
}

func quotes(all []evidence) string {
	var b strings.Builder
	for _, e := range all {
		fmt.Fprintf(&b, ` [%d: "%s"]`, e.Passage, e.Quote)
	}
	return b.String()
}

var firstKey = regexp.MustCompile(`\{\s*"(\w+)"\s*:`)

// say returns a text in the asked form: bare, or as the properties of the schema or the
// first of the form that the prompt shows.
func (p *prompt) say(text string) string {
	if !p.req.JSON && p.req.Schema == nil {
		return text
	}
	keys := p.req.Schema.Names()
	if m := firstKey.FindStringSubmatch(p.system + p.rest); len(keys) == 0 && m != nil {
		keys = m[1:]
	}
	value := map[string]string{}
	for _, key := range keys {
		value[key] = text
	}
	return p.req.Schema.Encode(value)
}
