package answer

import (
	"regexp"
	"strings"
	"unicode"

	"footnote/retrieval/terms"
)

// A follow-up is made to stand alone without a model by three rules, tried in
// order: "what about X?" repeats the question before with X for the name it
// was about; a pronoun gives way to the person or thing last spoken of; and a
// question that names nothing of its own takes the names of the one before.

var (
	elliptic    = regexp.MustCompile(`(?i)^(?:and|but|so|or)?[\s,]*(?:what|how)\s+about\s+(.+?)[\s?.!]*$`)
	bareEllipse = regexp.MustCompile(`^(?i:and|but|or)[\s,]+((?:in\s+|on\s+|at\s+|for\s+|the\s+)*\p{Lu}[\p{L}\p{M}\d'’.-]*(?:\s+\p{Lu}?[\p{L}\p{M}\d'’.-]+){0,3})[\s?.!]*$`)
	conjunction = regexp.MustCompile(`(?i)^(?:and|but|so|then|or)[\s,]+`)
	subjects    = regexp.MustCompile(`(?i)\b(?:he|she|him|they|them|it)\b`)
	owners      = regexp.MustCompile(`(?i)\b(?:his|her|hers|their|its)\b`)
	places      = regexp.MustCompile(`(?i)\bthere\b`)
)

// standAlone is the question as it can be looked up by itself.
func standAlone(q Question) string {
	if len(q.History) == 0 {
		return q.Text
	}
	last := q.History[len(q.History)-1]
	if m := ellipsis(q.Text); m != "" {
		return replaceSubject(last.Question, m)
	}
	person, own := spokenOf(last), names(q.Text)
	text := q.Text
	if person != "" && !contains(own, person) {
		text = replaceOnce(owners, text, possessive(person))
		text = replaceOnce(subjects, text, person)
	}
	if text != q.Text {
		return upper(conjunction.ReplaceAllString(text, ""))
	}
	if len(own) == 0 && (conjunction.MatchString(q.Text) || places.MatchString(q.Text) || short(q.Text)) {
		if about := strings.Join(names(last.Question), " "); about != "" {
			return upper(conjunction.ReplaceAllString(strings.TrimRight(q.Text, " ?!."), "")) + " (" + about + ")?"
		}
	}
	return q.Text
}

// ellipsis is what a question of the form "and X?" puts in place, else "".
func ellipsis(text string) string {
	text = strings.TrimSpace(text)
	for _, form := range []*regexp.Regexp{elliptic, bareEllipse} {
		if m := form.FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return ""
}

// replaceSubject puts x in the place of the last name of a question, and at
// its end where it has none.
func replaceSubject(question, x string) string {
	all := names(question)
	if len(all) == 0 {
		return strings.TrimRight(question, " ?!.") + " " + x + "?"
	}
	old := all[len(all)-1]
	at := strings.LastIndex(question, old)
	return question[:at] + x + question[at+len(old):]
}

// spokenOf is the name a pronoun most likely stands for: the first name of the
// question before, or else of its answer.
func spokenOf(last Turn) string {
	for _, text := range []string{last.Question, last.Answer} {
		if all := names(text); len(all) > 0 {
			return all[0]
		}
	}
	return ""
}

// names lists the names in a text, as written: runs of capitalised words, the
// first word of a sentence only where it is no common one.
func names(text string) []string {
	var all []string
	tokens := terms.Tokens(text)
	for i := 0; i < len(tokens); i++ {
		if !partOfName(text, tokens, i) {
			continue
		}
		start := i
		for i+1 < len(tokens) && partOfName(text, tokens, i+1) && strings.TrimSpace(text[tokens[i].End:tokens[i+1].Start]) == "" {
			i++
		}
		all = append(all, text[tokens[start].Start:tokens[i].End])
	}
	return all
}

// partOfName tells whether token i is written with a capital for its own sake.
func partOfName(text string, tokens []terms.Token, i int) bool {
	form := text[tokens[i].Start:tokens[i].End]
	if tokens[i].Stop || isQuestionWord(strings.ToLower(form)) || !startsWithCapital(form) {
		return false
	}
	if i > 0 && !strings.ContainsAny(text[tokens[i-1].End:tokens[i].Start], ".!?\n") {
		return true
	}
	l := words()
	lower := strings.ToLower(form)
	return !l.generic.word(lower) && !l.reporting.word(lower) && !l.leaning.word(lower) && !isAuxiliary(lower)
}

func startsWithCapital(form string) bool {
	for _, r := range form {
		return unicode.IsUpper(r)
	}
	return false
}

func contains(all []string, name string) bool {
	for _, n := range all {
		if strings.Contains(n, name) || strings.Contains(name, n) {
			return true
		}
	}
	return false
}

func replaceOnce(form *regexp.Regexp, text, by string) string {
	at := form.FindStringIndex(text)
	if at == nil {
		return text
	}
	return text[:at[0]] + by + text[at[1]:]
}

func possessive(name string) string {
	if strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s") {
		return name
	}
	return name + "'s"
}

func upper(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// short tells whether a question has so few words of its own that it must lean
// on the one before.
func short(text string) bool {
	n := 0
	for _, t := range terms.Tokens(text) {
		if !t.Stop {
			n++
		}
	}
	return n <= 1
}
