package followup

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/terms"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// spoken is what a turn spoke of, with the signs that tell people from places
// and other things. They are signs of grammar; no list knows a name.
type spoken struct {
	all  []mention
	noun string
}

// mention is a name in a turn.
type mention struct {
	name string
	// person and place are weights of evidence, above 0 where there is more
	// for than against.
	person, place float64
	// group tells that several are meant, article that "the" stands before it.
	group, article bool
}

var (
	lastWord    = regexp.MustCompile(`(\pL+)\.?\s*$`)
	honorific   = regexp.MustCompile(`(?i)^(?:mr|mrs|ms|dr|sir|general|secretary|chief|head)$`)
	within      = regexp.MustCompile(`(?i)\b(?:in|at|near|from|to|into|visit|visited|visits|leave|left|reach|reached|across)\s+(?:the\s+)?$`)
	inside      = regexp.MustCompile(`(?i)\b(?:in|at|near)\s+(?:the\s+)?$`)
	doing       = regexp.MustCompile(`(?i)\b(?:did|does|do|has|have|had|will|would|can|could|should)\s+$`)
	withArticle = regexp.MustCompile(`(?i)\bthe\s+$`)
)

// isTitle reports whether a text ends with what somebody is called before a name: a
// form of address, or a noun for a person.
func isTitle(before string) bool {
	last := lastWord.FindStringSubmatch(before)
	if last == nil {
		return false
	}
	w := lexicon.Look(last[1])
	return honorific.MatchString(last[1]) || w.Common() && w.Filed(lexicon.Noun, lexicon.Persons)
}

// usualWeight is that of a meaning, see lexicon.Sense, that is met often: rarer nouns are
// surnames as often.
const usualWeight = 2

// isInstitution reports whether a name has a noun in it for what people make, join or
// live in: a ministry, a bridge, a republic.
func isInstitution(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(form string) bool {
		w := lexicon.Look(form)
		usual := w.Is(lexicon.Noun) && w.Lemmas[lexicon.Noun][0].Senses[0].Weight >= usualWeight
		return usual && w.Common() && w.Filed(lexicon.Noun, lexicon.Artifacts, lexicon.Groups, lexicon.Places, lexicon.Objects)
	})
}

// mentions lists the names of a turn, the question's first.
func mentions(last Turn) spoken {
	s := spoken{noun: nounOf(last.Question)}
	whoAsked := regexp.MustCompile(`(?i)^\s*(?:and\s+)?who(?:m|se)?\b`).MatchString(last.Question)
	for i, text := range []string{last.Question, last.Answer} {
		at := 0
		for n, name := range names(text) {
			start := at + strings.Index(text[at:], name)
			at = start + len(name)
			m := weigh(name, text[:start], text[at:])
			if i == 0 {
				m.person += 0.5 // what is asked about goes before what is told of it
			} else if n == 0 && whoAsked {
				m.person += 2 // "who?" was asked, and this is who
			}
			if !s.knows(name) {
				s.all = append(s.all, m)
			}
		}
	}
	return s
}

// weigh judges a name by what stands around it.
func weigh(name, before, after string) mention {
	m := mention{name: name, group: strings.Contains(name, " and ")}
	count := len(strings.Fields(name))
	verb, _, _ := strings.Cut(strings.TrimLeft(after, " ,"), " ")
	verb = strings.ToLower(strings.Trim(verb, ".,?!"))
	add := func(holds bool, person, place float64) {
		if holds {
			m.person, m.place = m.person+person, m.place+place
		}
	}
	add(count >= 2 && count <= 3, 1, 0)
	add(isTitle(before), 3, -1)
	add(asking.Words().Reporting.Word(verb), 1.5, -1)
	add(isTold(verb), 0.5, 0)
	add(within.MatchString(before), -1.5, 1)
	add(inside.MatchString(before), -0.5, 1)
	add(withArticle.MatchString(before), -2, 0)
	add(doing.MatchString(before), 1, 0)
	add(isInstitution(name), -3, 0)
	add(strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s"), 0.5, 0)
	add(name == strings.ToUpper(name), -1.5, 0)
	m.article = withArticle.MatchString(before)
	m.group = m.group || m.article && strings.HasSuffix(name, "s")
	m.name = text.WithoutPossessive(name)
	return m
}

// isTold tells whether a word is an auxiliary or ends as verbs of the past do.
func isTold(w string) bool { return asking.IsAuxiliary(w) || len(w) > 4 && strings.HasSuffix(w, "ed") }

func (s spoken) knows(name string) bool {
	for _, m := range s.all {
		if contains([]string{m.name}, name) {
			return true
		}
	}
	return false
}

// who is the person most likely meant, or where a group may be meant that.
func (s spoken) who(group bool) string {
	best, weight := "", -1.0
	for _, m := range s.all {
		w := m.person
		if group && m.group {
			w += 4
		}
		if w > weight {
			best, weight = m.named(), w
		}
	}
	return best
}

// what is the thing most likely meant: the question's own noun, else a name
// that is no person's.
func (s spoken) what() string {
	for _, m := range s.all {
		if m.person < 0 {
			return m.named()
		}
	}
	if s.noun != "" {
		return s.noun
	}
	if len(s.all) > 0 {
		return s.all[0].name
	}
	return ""
}

// named is a name with the article it is usually written with.
func (m mention) named() string {
	if m.article {
		return "the " + m.name
	}
	return m.name
}

// where is the place most likely meant.
func (s spoken) where() string {
	best, weight := "", 0.0
	for _, m := range s.all {
		if w := m.place - max(0, m.person); w > weight {
			best, weight = m.named(), w
		}
	}
	return best
}

// nounOf is the first thing that a question names with "the": "the ceasefire"
// of "When does the ceasefire begin?".
func nounOf(question string) string {
	tokens := terms.Tokens(question)
	asksWithDo := false
	for i, t := range tokens {
		w := strings.ToLower(question[t.Start:t.End])
		if w != "the" {
			asksWithDo = asksWithDo || asking.IsAuxiliary(w) && w != "is" && w != "was" && w != "are" && w != "were"
			continue
		}
		end := i + 1
		for end < len(tokens) && !tokens[end].Stop && end-i <= 3 && strings.TrimSpace(terms.Between(question, tokens[end-1], tokens[end])) == "" {
			end++
		}
		if asksWithDo && end-i > 2 {
			end-- // the verb that "do" or "will" stands in front for
		}
		if end > i+1 {
			return "the " + question[tokens[i+1].Start:tokens[end-1].End]
		}
	}
	return ""
}

var timeOrPlace = regexp.MustCompile(`(?i)^(?:in|on|at|for|from|by|to|with|during|after|before)\s+`)

// inPlace asks a question again with x in the place of what it was about.
func inPlace(question, x string) string {
	if m := timeOrPlace.FindString(x); m != "" {
		same := regexp.MustCompile(`(?i)\b` + strings.TrimSpace(m) + `\s+(?:the\s+)?[\p{Lu}\d][\p{L}\p{M}\p{N}'’-]*(?:\s+[\p{Lu}\d][\p{L}\p{M}\p{N}'’-]*)*`)
		if at := same.FindAllStringIndex(question, -1); len(at) > 0 {
			last := at[len(at)-1]
			return question[:last[0]] + x + question[last[1]:]
		}
		return strings.TrimRight(question, " ?!.") + " " + x + "?"
	}
	if asking.Words().Times.Word(strings.ToLower(strings.Fields(x)[0])) && len(names(x)) == 0 {
		return strings.TrimRight(question, " ?!.") + " " + x + "?"
	}
	if len(names(x)) == 0 {
		if noun := nounOf(question); noun != "" {
			return strings.Replace(question, noun, x, 1)
		}
		if all := names(question); len(all) > 0 {
			return upper(x) + " (" + strings.Join(all, " ") + ")?"
		}
	}
	return replaceSubject(question, x)
}

// replaceSubject puts x in the place of a name of a question: of whoever acts
// in it, as far as that can be told, else of the last; and at its end where it
// has none.
func replaceSubject(question, x string) string {
	all := names(question)
	if len(all) == 0 {
		return strings.TrimRight(question, " ?!.") + " " + x + "?"
	}
	old, weight := all[len(all)-1], 0.5
	for _, m := range mentions(Turn{Question: question}).all {
		if m.person > weight {
			old, weight = m.name, m.person
		}
	}
	at := strings.LastIndex(question, old)
	end := at + len(old)
	if strings.HasPrefix(strings.ToLower(x), "the ") && strings.HasSuffix(strings.ToLower(question[:at]), "the ") {
		x = x[len("the "):]
	}
	for _, owner := range []string{"'s", "’s"} {
		if strings.HasSuffix(old, owner) && !strings.HasSuffix(x, owner) {
			x += owner
		}
	}
	return question[:at] + x + question[end:]
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
		for i+1 < len(tokens) && partOfName(text, tokens, i+1) && strings.TrimSpace(terms.Between(text, tokens[i], tokens[i+1])) == "" {
			i++
		}
		all = append(all, text[tokens[start].Start:tokens[i].End])
	}
	return all
}

// partOfName tells whether token i is written with a capital for its own sake.
func partOfName(text string, tokens []terms.Token, i int) bool {
	form := text[tokens[i].Start:tokens[i].End]
	if tokens[i].Stop || asking.IsQuestionWord(strings.ToLower(form)) || !startsWithCapital(form) {
		return false
	}
	if i > 0 && !strings.ContainsAny(terms.Between(text, tokens[i-1], tokens[i]), ".!?:\n") {
		return true
	}
	l := asking.Words()
	lower := strings.ToLower(form)
	return !l.Generic.Word(lower) && !l.Reporting.Word(lower) && !l.Leaning.Word(lower) && !l.Joining.Word(lower) && !asking.IsAuxiliary(lower)
}

func startsWithCapital(form string) bool {
	for _, r := range form {
		return unicode.IsUpper(r)
	}
	return false
}
