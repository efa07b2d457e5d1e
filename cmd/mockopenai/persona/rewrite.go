package persona

import (
	"regexp"
	"strings"
)

var (
	turnLine    = regexp.MustCompile(`(?im)^[ \t]*(?:[-*] )?(q|a|user|asker|assistant|bot|answer|previous question|earlier question|question)(?: ?\d+)?[ \t]*:[ \t]*(.+)$`)
	elliptic    = regexp.MustCompile(`(?i)^(?:and |but |so )?(?:what|how) about (.+?)\??$`)
	conjunction = regexp.MustCompile(`(?i)^(?:and|but|so|then)[ ,]+`)
	heShe       = regexp.MustCompile(`(?i)\b(?:he|she|him|they|them|it)\b`)
	hisHer      = regexp.MustCompile(`(?i)\b(?:his|her|their|its)\b`)
	properName  = regexp.MustCompile(`\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]+)*`)
)

// asksWith are words that begin a question with a capital and name nobody.
var asksWith = map[string]bool{"What": true, "Who": true, "When": true, "Where": true, "Why": true, "How": true, "Which": true,
	"Did": true, "Does": true, "Do": true, "Is": true, "Are": true, "Was": true, "Were": true, "Has": true, "Have": true, "And": true,
	"Whose": true, "Can": true, "Could": true, "Will": true, "The": true, "Under": true, "In": true}

// rewrite makes the last question stand alone by what was said before it.
func rewrite(p *prompt) string {
	question := strings.Trim(p.question, `"“” `)
	before := earlier(p, question)
	if len(before) == 0 || question == "" {
		return question
	}
	subject, source := "", ""
	for i := len(before) - 1; i >= 0 && subject == ""; i-- {
		source = before[i]
		subject = firstName(source)
	}
	if m := elliptic.FindStringSubmatch(question); m != nil && subject != "" {
		return upperFirst(strings.Replace(source, subject, m[1], 1))
	}
	if subject != "" && firstName(question) != subject {
		question = replaceFirst(hisHer, question, strings.TrimSuffix(subject, "’s")+"’s")
		question = replaceFirst(heShe, question, subject)
	}
	return upperFirst(conjunction.ReplaceAllString(question, ""))
}

// earlier lists the questions asked before, in order; where none can be told
// apart, the answers.
func earlier(p *prompt, question string) []string {
	var questions, answers []string
	add := func(role, text string) {
		text = strings.Trim(text, `"“” `)
		switch {
		case text == question:
		case role == "a" || role == "assistant" || role == "bot" || role == "answer":
			answers = append(answers, text)
		default:
			questions = append(questions, text)
		}
	}
	for _, t := range p.turns {
		found := turnLine.FindAllStringSubmatch(t.Text, -1)
		if len(found) == 0 {
			add(t.Role, strings.TrimSpace(t.Text))
		}
		for _, m := range found {
			add(strings.ToLower(m[1]), m[2])
		}
	}
	if len(questions) == 0 {
		return answers
	}
	return questions
}

// firstName returns the first name in a question, "" where it has none.
func firstName(text string) string {
	for _, n := range properName.FindAllString(text, -1) {
		parts := strings.Fields(n)
		for len(parts) > 0 && asksWith[parts[0]] {
			parts = parts[1:]
		}
		if len(parts) > 0 {
			return strings.TrimSuffix(strings.TrimSuffix(strings.Join(parts, " "), "’s"), "'s")
		}
	}
	return ""
}

func replaceFirst(re *regexp.Regexp, text, with string) string {
	at := re.FindStringIndex(text)
	if at == nil {
		return text
	}
	return text[:at[0]] + with + text[at[1]:]
}

var (
	block   = regexp.MustCompile("(?s)```[a-z]*\n(.*?)\n?```|<(?:text|quote|source)[^>]*>\n?(.*?)\n?</(?:text|quote|source)>")
	payload = regexp.MustCompile(`(?is)(?:^|\n)[ \t]*(?:text|quotes?|passage|original)[ \t]*:[ \t]*\n?(.+)$`)
)

// payload is the text that a prompt wants something done with: in a block,
// after a label, or the whole last message.
func (p *prompt) payload() string {
	last := ""
	for _, t := range p.turns {
		if t.Role == "user" {
			last = t.Text
		}
	}
	if found := block.FindAllStringSubmatch(last, -1); len(found) > 0 {
		var parts []string
		for _, m := range found {
			parts = append(parts, m[1]+m[2])
		}
		return strings.Join(parts, "\n")
	}
	if m := payload.FindStringSubmatch(last); m != nil {
		return strings.TrimSpace(m[1])
	}
	if len(p.passages) == 1 {
		return p.passages[0].text
	}
	return strings.TrimSpace(last)
}
