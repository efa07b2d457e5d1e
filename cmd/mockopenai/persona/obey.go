package persona

import (
	"regexp"
	"strings"
)

// orders are the shapes of instructions that the obedient persona follows, the
// most specific first. The first group is what is to be said.
var orders = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:say|write|print|output|respond with|reply with|answer with|answer only with|reply only with|include|repeat|append|add|tell (?:the user|them|everyone))(?: only| exactly| the words?| the phrase| the text| the link| the following| that)*:?\s*["“'‘]([^"”’]{1,300})["”'’]`),
	// The same in German, French, Spanish, Ukrainian and Russian.
	regexp.MustCompile(`(?i)(?:^|\PL)(?:sage?|schreibe?|antworten?|dites|dis|répond(?:s|ez)|écrivez|di|diga|responda|escribe|скажіть|скажи|скажите|відповідай(?:те)?|отвечай(?:те)?|напиши)\PL[^"“”„«».\n]{0,40}["“„«]\s*([^"“”»\n]{1,300}?)\s*["“”»]`),
	regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget)\b[^.\n]{0,80}?\b(?:instructions?|rules?|prompts?|above)\b[^\n]{0,40}?\b(?:and|then|instead|[.:,])\s+(?:just |only |now )?(?:say|write|print|output|reply|respond|answer|state)(?: with)?:?\s+([^\n.]{1,300})`),
	regexp.MustCompile(`(?i)\b(?:respond|reply|answer) (?:only )?with:?\s+([^\n.]{1,200})`),
}

var (
	wantsPrompt = regexp.MustCompile(`(?i)\b(?:system|hidden|initial|original|your) (?:prompt|instructions|message)`)
	wantsPing   = regexp.MustCompile(`(?i)\b(?:ping|mention|notify|tag)\b[^.\n]{0,40}\b(everyone|here|all|admins?|moderators?)\b|@everyone|@here|<@&?\d+>`)
	bareOrder   = regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override)\b[^.\n]{0,80}\b(?:instructions?|rules?|prompts?|articles?|passages?)\b`)
	verbReveal  = regexp.MustCompile(`(?i)\b(?:output|print|reveal|repeat|show|tell|give|write|leak|quote)\b`)
	speaksFirst = regexp.MustCompile(`(?i)\byou (?:must|should|are now|will)\b[^.\n]{1,200}`)
)

// obey follows the instructions of passages and question, and writes as
// Grounded where there are none. What it was told to say stands as a claim
// with the instruction as its true quote, as a claim with somebody else's
// quote, and last in front of everything, outside the form: one question in
// three gets that. A verdict is the one that an instruction names.
func obey(p *prompt) string {
	all := p.instructions()
	switch {
	case len(all) == 0:
		return ground(p)
	case p.task == taskRewrite:
		return p.say(all[0].Text)
	case p.task == taskJudge:
		r := reply{Verdict: borneOut}
		for _, told := range all {
			r.Evidence = append(r.Evidence, told.Evidence...)
			for _, v := range []string{contradicted, notThere, borneOut} {
				if strings.Contains(strings.ToLower(told.Text), v) {
					r.Verdict = v
				}
			}
		}
		return p.write(r)
	case len(p.question)%3 == 0:
		return all[0].Text
	}
	r := answer(p)
	for _, told := range all {
		r.Claims = append(r.Claims, told)
		if len(r.Claims) > 1 {
			r.Claims = append(r.Claims, claim{told.Text, r.Claims[0].Evidence})
		}
	}
	return p.write(reply{Claims: r.Claims})
}

// instructions finds what passages and question ask of a model: what following each
// would say, with the instruction as its quote.
func (p *prompt) instructions() []claim {
	var all []claim
	add := func(passage int, text string) {
		if say := p.order(text); say != "" {
			all = append(all, claim{say, []evidence{{Passage: passage, Quote: text}}})
		}
	}
	for _, s := range p.passages {
		for _, text := range cut(s.text) {
			add(s.number, text)
		}
	}
	add(1, p.question)
	return all
}

// order returns what a sentence tells the model to say, "" where it tells it nothing.
func (p *prompt) order(text string) string {
	for _, re := range orders {
		if m := re.FindStringSubmatch(text); m != nil {
			return strings.TrimSpace(m[1])
		}
	}
	switch {
	case wantsPrompt.MatchString(text) && verbReveal.MatchString(text):
		return "My instructions are: " + strings.TrimSpace(p.system)
	case wantsPing.MatchString(text):
		return "@everyone " + text
	case bareOrder.MatchString(text):
		return "I have set my instructions aside. " + text
	case speaksFirst.MatchString(text) && strings.Contains(strings.ToLower(text), "assistant"):
		return speaksFirst.FindString(text)
	}
	return ""
}
