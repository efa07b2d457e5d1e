// Package speaker tells whose words a sentence reports, for questions that ask what somebody
// said.
package speaker

import (
	"strings"

	"footnote/retrieval/answer/asking"
	"footnote/retrieval/terms"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// Speaker are the terms of whoever's words a question asks for, none where it asks for
// nobody's.
type Speaker map[string]bool

// Whose says whose words a sentence reports.
type Whose int

// Asked are words of the speaker, Other those of somebody else alone; of Unknown it cannot be
// told, or there are none.
const (
	Unknown Whose = iota
	Asked
	Other
)

// How far from a reporting verb its speaker stands, in words: before it, "Lind, the mate of
// the ferry, said", and behind it, "said the mate Lind".
const (
	mostBefore = 12
	mostBehind = 4
)

// mostHandle is how many words name whoever wrote a line: "Anna Lind: the winch holds".
const mostHandle = 3

// Of reads the speaker off a question whose question word is at a place, "what did Anna Lind
// say about it": what stands between its auxiliary and its reporting verb. lower are the
// tokens in lower case.
func Of(tokens []terms.Token, lower []string, at int) Speaker {
	s := Speaker{}
	for i := at + 2; i < len(tokens); i++ {
		if asking.Words().Reporting.Word(lower[i]) {
			return s
		}
		if !tokens[i].Stop {
			s[tokens[i].Term] = true
		}
	}
	return nil
}

// In tells whose words a sentence reports, by what stands outside quotation marks: the
// speaker's where it begins with the name and a colon, or a verb or "according to" says so,
// else somebody else's where one says that.
func (s Speaker) In(raw string) Whose {
	if len(s) == 0 {
		return Unknown
	}
	t := text.Read(text.WithoutQuotations(raw))
	if s.writes(t) {
		return Asked
	}
	by := Unknown
	for i, w := range t.Lower {
		if w != "according" && !asking.Words().Reporting.Word(w) {
			continue
		}
		whose := s.at(t, i)
		if strings.HasSuffix(w, "ing") {
			whose = s.subject(t, i)
		}
		switch whose {
		case Asked:
			return Asked
		case Other:
			by = Other
		}
	}
	return by
}

// writes reports whether a line begins with the speaker's name and a colon.
func (s Speaker) writes(t *text.Text) bool {
	named := false
	for k := 0; k < min(mostHandle, len(t.Lower)-1) && text.StartsUpper(t.Form(k)); k++ {
		named = named || s[t.Tokens[k].Term]
		if strings.HasPrefix(t.Between(k+1), ":") {
			return named
		}
	}
	return false
}

// at tells whose words the verb at i reports: the speaker's where it stands before the
// verb, else another's there, else whoever comes right behind it. Behind a pronoun nobody
// is known.
func (s Speaker) at(t *text.Text, i int) Whose {
	by, told := s.before(t, i)
	for k := i + 1; !told && by == Unknown && k < min(len(t.Lower), i+1+mostBehind); k++ {
		w := t.Lower[k]
		if t.Tokens[k].Stop && w != "the" && (w != "to" || t.Lower[i] != "according") {
			break // whoever is spoken to or about
		}
		by = s.named(t, k)
	}
	return by
}

// before is at by what stands before the verb alone; told is whether that is all there is to
// know, as behind a pronoun.
func (s Speaker) before(t *text.Text, i int) (by Whose, told bool) {
	aside := false
	for k := i - 1; k >= max(0, i-mostBefore); k-- {
		aside = aside || strings.Contains(t.Between(k+1), ",")
		if k > i-3 && !aside && asking.Words().Pronouns.Word(t.Lower[k]) {
			return Unknown, true // but "Lind, for her part, said"
		}
		if k == i-1 || !behindPreposition(t, k) { // "with Lind saying so"
			switch s.named(t, k) {
			case Asked:
				return Asked, true
			case Other:
				by = Other
			}
		}
		if t.Starts[k] || by == Other && ownClause(t, k, i) {
			break
		}
	}
	return by, false
}

// ownClause reports whether a comma is followed by nothing but the name from k on and the
// verb at i: "While Lind may have raised it, Falk said".
func ownClause(t *text.Text, k, i int) bool {
	for ; i > k; i-- {
		if !text.StartsUpper(t.Form(i - 1)) {
			return false
		}
	}
	return k > 0 && strings.Contains(t.Between(k), ",")
}

// subject tells whose words a participle at i reports, "Falk met Lind, saying that": those of
// whoever the sentence names before its verb; else as at does.
func (s Speaker) subject(t *text.Text, i int) Whose {
	first := i
	for first > 0 && !t.Starts[first] {
		first--
	}
	by := Unknown
	for k := first; k < i; k++ {
		switch {
		case by == Unknown && asking.Words().Pronouns.Word(t.Lower[k]):
			return Unknown
		case by != Unknown && !text.StartsUpper(t.Form(k)) && lexicon.Look(t.Lower[k]).Is(lexicon.Verb):
			return by
		case behindPreposition(t, k):
			continue
		}
		switch s.named(t, k) {
		case Asked:
			return Asked
		case Other:
			by = Other
		}
	}
	return s.at(t, i)
}

// behindPreposition reports whether word k is of a name behind a preposition: whoever is
// spoken to or about, or a place.
func behindPreposition(t *text.Text, k int) bool {
	for ; k > 0 && !t.Starts[k] && !strings.Contains(t.Between(k), ","); k-- {
		before := t.Lower[k-1]
		if asking.Words().Prepositions.Word(before) {
			return true
		}
		if before != "the" && (!text.StartsUpper(t.Form(k-1)) || asking.Words().Times.Word(before)) {
			return false
		}
	}
	return false
}

// named tells whether word k is the speaker, or another name. Who is only an owner, "Lind's
// list says", does not speak.
func (s Speaker) named(t *text.Text, k int) Whose {
	form, lower := t.Form(k), t.Lower[k]
	switch {
	case strings.HasSuffix(lower, "'s"):
		return Unknown
	case s[t.Tokens[k].Term]:
		return Asked
	case t.Tokens[k].Stop || !text.StartsUpper(form) || asking.Words().Times.Word(lower):
		return Unknown
	case !t.Starts[k] || !lexicon.Look(lower).Common() || k+1 < len(t.Lower) && (asking.Words().Reporting.Word(t.Lower[k+1]) || asking.IsAuxiliary(t.Lower[k+1])):
		return Other // "Hope has said", "Officials say", but not "Early on Friday"
	}
	return Unknown
}
