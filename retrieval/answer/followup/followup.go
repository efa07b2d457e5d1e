// Package followup makes a question that follows others stand alone, and tells whom and what
// a turn of a conversation spoke of.
package followup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/terms"
)

// A follow-up is made to stand alone without a model by rules of English,
// tried in order: "what about X?" repeats the question before with X in the
// place of what it was about; a bare "why?" asks that of the question before; a
// pronoun gives way to the person, thing or place last spoken of; and a
// question that names nothing of its own takes the names of the one before.

var (
	elliptic    = regexp.MustCompile(`(?i)^(?:and|but|so|or|ok|okay)?[\s,]*(?:what|how)\s+about\s+(.+?)[\s?.!]*$`)
	bareEllipse = regexp.MustCompile(`^(?i:and|but|or)[\s,]+((?i:(?:in|on|at|for|from|by|to|with|during|after|before)\s+)?(?i:the\s+)?[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*(?:\s+[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*){0,3})[\s?.!]*$`)
	conjunction = regexp.MustCompile(`(?i)^(?:and|but|so|then|or|ok|okay)[\s,]+`)
	bareAsking  = regexp.MustCompile(`(?i)^(?:and|but|so)?[\s,]*(why|when|where|how|who|since when|until when|how so|why not|how many|how much|how long|how often)(?: (?:exactly|is|was) ?(?:that|this|it|so)?)?[\s?.!]*$`)
	people      = regexp.MustCompile(`(?i)\b(?:he|she|him|they|them)\b`)
	things      = regexp.MustCompile(`(?i)\bit\b`)
	owners      = regexp.MustCompile(`(?i)\b(?:his|her|their|its)\b`)
	herObject   = regexp.MustCompile(`(?i)\bher(?:s)?(\s*[?.!,;]|\s*$|\s+(?:of|about|to|for|in|on|at|with|from|by|and|or|that|when|as)\b)`)
	places      = regexp.MustCompile(`(?i)\bthere\b`)
	existing    = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might)\s+there\b|\bthere\s+(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might)\b`)
	emptyIt     = regexp.MustCompile(`(?i)\b(?:is|was|will|would|does|did)\s+it\s+(?:be\s+)?(?:true|possible|likely|clear|known|right|correct|necessary|rain|raining|snow|take|matter|said|mean)\b`)
)

// Turn is an earlier question of a conversation with the text of its answer.
type Turn struct{ Question, Answer string }

// StandAlone is the question as it can be looked up by itself. The turns are
// read in their order, so that a chain of follow-ups keeps its subject.
func StandAlone(text string, history []Turn) string {
	if len(history) == 0 || strings.TrimSpace(text) == "" {
		return text
	}
	last := history[0]
	for _, turn := range history[1:] {
		last = Turn{Question: resolve(turn.Question, last), Answer: turn.Answer}
	}
	return resolve(text, last)
}

// resolve makes a question stand alone by the turn before it.
func resolve(text string, last Turn) string {
	text = strings.TrimSpace(text)
	if m := bareAsking.FindStringSubmatch(text); m != nil {
		return askAgain(m[1], last.Question)
	}
	if x := ellipsis(text); x != "" {
		return inPlace(last.Question, x)
	}
	if better := WithoutPronouns(text, last); better != text {
		return upper(conjunction.ReplaceAllString(better, ""))
	}
	if len(names(text)) == 0 && (conjunction.MatchString(text) || short(text)) {
		if about := about(last); about != "" {
			return upper(conjunction.ReplaceAllString(strings.TrimRight(text, " ?!."), "")) + " (" + about + ")?"
		}
	}
	return text
}

// askAgain asks the question before with another question word: "Why: did
// Berg resign?".
func askAgain(word, question string) string {
	return upper(strings.ToLower(word)) + ": " + lower(withoutAsking(question))
}

var askingWords = regexp.MustCompile(`(?i)^(?:why|when|where|how (?:many|much|long|often)|how)\s*:?\s+`)

func withoutAsking(question string) string { return askingWords.ReplaceAllString(question, "") }

// ellipsis is what a question of the form "and X?" puts in place, else "".
func ellipsis(text string) string {
	for _, form := range []*regexp.Regexp{elliptic, bareEllipse} {
		m := form.FindStringSubmatch(text)
		if m == nil || strings.TrimSpace(m[1]) == "" || form == bareEllipse && asks(m[1]) {
			continue
		}
		return m[1]
	}
	return ""
}

// asks tells whether words are a question of their own: "and who won?", "and
// did he agree?".
func asks(text string) bool {
	first := strings.ToLower(strings.Fields(text)[0])
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if asking.Words().Pronouns.Word(w) || asking.IsQuestionWord(w) {
			return true
		}
	}
	return asking.IsAuxiliary(first) || asking.Words().Reporting.Word(first)
}

// WithoutPronouns puts names in the place of the pronouns that nothing in the
// question itself explains.
func WithoutPronouns(text string, last Turn) string {
	before := mentions(last)
	replace := func(form *regexp.Regexp, by string, possessed bool) {
		at := form.FindStringIndex(text)
		if at == nil || by == "" || len(names(text[:at[0]])) > 0 || contains(names(text), by) {
			return
		}
		word := text[at[0]:at[1]]
		if possessed {
			by = possessive(by)
		}
		text = text[:at[0]] + asWritten(by, word, at[0]) + text[at[1]:]
	}
	if m := herObject.FindStringSubmatchIndex(text); m != nil {
		text = text[:m[0]] + "him" + text[m[2]:] // the object form; who it is comes next
	}
	group := strings.Contains(strings.ToLower(text), "they") || strings.Contains(strings.ToLower(text), "them")
	replace(people, before.who(group), false)
	if strings.Contains(strings.ToLower(text), "its ") {
		replace(owners, before.what(), true)
	} else {
		replace(owners, before.who(strings.Contains(strings.ToLower(text), "their")), true)
	}
	if !emptyIt.MatchString(text) {
		replace(things, before.what(), false)
	}
	if where := before.where(); where != "" && !existing.MatchString(text) {
		replace(places, "in "+where, false)
	}
	return text
}

// asWritten gives the article of a thing a capital where the pronoun had one.
func asWritten(by, word string, at int) string {
	if at == 0 && startsWithCapital(word) {
		return upper(by)
	}
	return by
}

// about is what a question was about: its names, or else its own noun.
func about(last Turn) string {
	if all := names(last.Question); len(all) > 0 {
		return strings.Join(all, " ")
	}
	return strings.TrimPrefix(nounOf(last.Question), "the ")
}

func contains(all []string, name string) bool {
	for _, n := range all {
		if strings.Contains(n, name) || strings.Contains(name, n) {
			return true
		}
	}
	return false
}

func possessive(name string) string {
	if strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s") {
		return name
	}
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

func upper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// lower takes the capital from the first word of a question, not from a name.
func lower(s string) string {
	tokens := terms.Tokens(s)
	if len(tokens) == 0 {
		return s
	}
	if w := strings.ToLower(s[tokens[0].Start:tokens[0].End]); asking.IsQuestionWord(w) || asking.IsAuxiliary(w) || tokens[0].Stop {
		return s[:tokens[0].Start] + w + s[tokens[0].End:]
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
