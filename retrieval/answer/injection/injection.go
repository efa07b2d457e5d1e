// Package injection tells sentences that give orders to their reader, or to a
// machine that reads them, from sentences that report something. An article that
// says "reply with X" does not report X, so what IsOrder finds is no evidence.
//
// It looks at grammar alone, a sentence at a time, and knows no topic.
package injection

import (
	"embed"
	"regexp"
	"strings"
	"sync"

	"footnote/retrieval/text"
)

//go:embed lexicon/*.txt
var files embed.FS

var lists = text.Lists{FS: files, Folder: "lexicon"}

// orders are the shapes of sentences that tell a reader what to do or say
// instead of reporting something. They are about grammar: an imperative at the
// beginning of a sentence or clause, rules and prompts to be set aside, and
// machines spoken to. The shapes are English; other languages are told by their
// words, see lexicon/orders.txt.
var orders = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^[\s"“'‘(*_>-]*(?:(?:please|now|also|then|instead|important|note|assistant|system|user|bot|ai|answer)\b[\s:,!]*)*` +
		`(?:ignore|disregard|forget|override|say|reply|respond|answer|output|print|write|repeat|tell|pretend|act|translate|send|ping|mention|notify|tag|append|add|include|visit|click|reveal|show|begin your|end your|do not mention|never mention)\b`),
	regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,80}\b(?:instructions?|rules?|prompts?|guidelines?)\b`),
	regexp.MustCompile(`(?i)\b(?:system|hidden|initial|original|your) (?:prompt|instructions|message)\b`),
	regexp.MustCompile(`(?i)^(?:when|if|whenever|in)\b[^.\n]{0,80}, (?:please )?(?:say|reply|respond|answer|output|print|write|repeat|tell|append|add|include)\b`),
	regexp.MustCompile(`(?i)\byou (?:must|should|shall|are now|will|have to)\b[^\n]{0,120}\b(?:assistant|language model|chatbot|answers?|repl(?:y|ies)|respon[sd])`),
	regexp.MustCompile(`(?i)\b(?:dear|attention|hey|hello),? (?:assistant|ai|bot|chatbot|model|language model)\b`),
	regexp.MustCompile(`(?i)@(?:everyone|here)\b`),
	// Spoken to a machine by its name, at the beginning: "Note to the AI: ...".
	regexp.MustCompile(`(?i)^(?:<[^>\n]{1,20}>|[^\pL\n])*(?:(?:note|message|memo|reminder|instructions?|attention)\s+(?:to|for)\s+)?(?:(?:the|any|all|every|each)\s+)?` +
		`(?:ai|a\.i\.|assistants?|chatbots?|bots?|(?:ai|language|chat) (?:models?|assistants?)|llms?|system (?:prompt|message))\s*(?:</[^>\n]{1,20}>)?\s*[:,]`),
	regexp.MustCompile(`(?i)\byou (?:must|should|shall|have to|are to|need to)\s+(?:(?:now|only|always|also|instead)\s+)*(?:say|tell|reply|respond|answer|output|print|write|repeat|begin (?:every|each|your)|append|include|state)\b`),
	regexp.MustCompile(`(?i)\b(?:every|any|all|the|each)\s+(?:ai|a\.i\.|(?:ai |language |chat )?(?:assistants?|models?|bots?)|chatbots?|llms?)\b[^.\n]{0,40}\b(?:to|must|should|shall)\s+(?:say|tell|state|reply|respond|output|print|write|repeat|append|include)\b`),
	// What such a machine is to say, without speaking to it.
	regexp.MustCompile(`(?i)\b(?:(?:ai|a\.i\.)(?: (?:systems?|agents?|tools?|models?|assistants?|bots?|readers?))?|(?:large )?(?:language|chat) models?|chatbots?|llms?)\b[^.\n]{0,40}` +
		`\b(?:must|should|shall|are to|is to|need to)\s+(?:\w+\s+){0,2}(?:say|state|tell|reply|respond|answer|claim|report)\b[^.\n]{0,30}\bthat\b`),
	// Tokens that divide the turns of a chat, and headings that imitate them.
	regexp.MustCompile(`(?i)<\|[\w ]{1,40}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|<(?:start|end)_of_turn>|</?s>`),
	regexp.MustCompile(`(?i)^[\s#>*_-]*(?:system|developer|assistant) (?:prompt|message|instructions?|note)\s*[*_]*:`),
	// Tags with which prompts are put together.
	regexp.MustCompile(`(?i)</?(?:passage|system|instructions?|prompt|assistant|user)(?:-\w+)?\s*>`),
	// The form of a model's own replies, and an imperative behind a bracket or a colon.
	regexp.MustCompile(`"(?:claims|evidence|unanswered)"\s*:\s*["\[]`),
	regexp.MustCompile(`(?i)[}\])>:]\s+(?:say|reply|respond|answer|output|print|write|repeat)\b(?: (?:only|with|exactly))*:?\s*["“'‘]`),
	// The same behind a colon, with the words to be said unquoted.
	regexp.MustCompile(`(?i):\s+(?:please )?(?:say|reply|respond|answer)\b(?: (?:only|exactly|just))? (?:with|by|the words?|only|exactly|just)\b`),
	// Words to be brought in as they stand.
	regexp.MustCompile(`(?i)\b(?:include|repeat|append|insert|output|print)\b[^.\n]{0,30}["“'‘][^"”\n]{1,200}["”'’][^.\n]{0,20}\b(?:verbatim|word for word|exactly)\b`),
}

// innerStart is where another sentence begins within what was taken for one, as
// happens behind quotation marks that do not close.
var innerStart = regexp.MustCompile(`[.!?…]["”’»)\]]*\s+`)

// IsOrder reports whether a sentence, or one within it, gives orders.
func IsOrder(sentence string) bool {
	if matchesOrder(sentence) {
		return true
	}
	for _, at := range innerStart.FindAllStringIndex(sentence, -1) {
		if matchesOrder(sentence[at[1]:]) {
			return true
		}
	}
	return false
}

func matchesOrder(sentence string) bool {
	for _, o := range orders {
		if o.MatchString(sentence) {
			return true
		}
	}
	t := text.Read(sentence)
	for _, g := range wordings() {
		if g.orders(t) {
			return true
		}
	}
	return false
}

// wording holds the words of lexicon/orders.txt for one language, by part.
type wording map[string]map[string]bool

// wordings are those of the languages beside English, which has the shapes above.
var wordings = sync.OnceValue(func() []wording {
	byName, order := map[string]wording{}, []string{}
	for _, line := range lists.Lines("orders") {
		head, list, _ := strings.Cut(line, ":")
		language, part, _ := strings.Cut(head, " ")
		if byName[language] == nil {
			byName[language] = wording{}
			order = append(order, language)
		}
		all := map[string]bool{}
		for _, w := range strings.Fields(list) {
			all[w] = true
		}
		byName[language][part] = all
	}
	var all []wording
	for _, language := range order {
		all = append(all, byName[language])
	}
	return all
})

// Distances in words within which the parts of an order stand.
const (
	rulesWithin   = 8
	onlyWithin    = 4
	mustWithin    = 4
	machineWithin = 6
	// saidWithin is how far behind an imperative, in bytes, the words to be
	// said begin.
	saidWithin = 60
	// speechWithin is the same behind an imperative that may stand anywhere.
	speechWithin = 3
)

// orders tells whether a sentence gives orders in this language.
func (g wording) orders(t *text.Text) bool {
	first := 0
	for first < len(t.Lower) && g["lead"][t.Lower[first]] {
		first++
	}
	for i, w := range t.Lower {
		if i == first && g["maybe"][w] && (g.within(t, "only", i, onlyWithin) || speechBehind(t, g.last(t, i), 0)) {
			return true
		}
		if (i == first || g.opens(t, i)) && g.imperative(t, i) {
			return true
		}
		if g.anywhere(t, i) {
			return true
		}
	}
	return false
}

// anywhere reports whether word i makes an order wherever it stands.
func (g wording) anywhere(t *text.Text, i int) bool {
	w := t.Lower[i]
	return g["machine"][w] && g.spokenTo(t, i) || g["must"][w] && g.mustSay(t, i) ||
		g["drop"][w] && g.before(t, "rules", i, rulesWithin) || g["speak"][w] && speechBehind(t, i, speechWithin)
}

// opens tells whether a clause begins with word i.
func (g wording) opens(t *text.Text, i int) bool {
	return i > 0 && (strings.ContainsAny(t.Between(i), ",;:.!?–—\"“„«") || g["lead"][t.Lower[i-1]])
}

// imperative tells whether word i sets rules aside, or has something said.
func (g wording) imperative(t *text.Text, i int) bool {
	w := t.Lower[i]
	return g["aside"][w] && g.within(t, "rules", i, rulesWithin) ||
		g["say"][w] && (g.within(t, "only", i, onlyWithin) || speechBehind(t, i, saidWithin))
}

// within tells whether a word of a part stands among the n behind word i.
func (g wording) within(t *text.Text, part string, i, n int) bool {
	for k := i + 1; k < len(t.Lower) && k <= i+n; k++ {
		if strings.ContainsAny(t.Between(k), ".!?") {
			return false
		}
		if g[part][t.Lower[k]] {
			return true
		}
	}
	return false
}

// before reports whether a word of a part stands among the n before word i.
func (g wording) before(t *text.Text, part string, i, n int) bool {
	for k := i - 1; k >= 0 && k >= i-n && !strings.ContainsAny(t.Between(k+1), ".!?"); k-- {
		if g[part][t.Lower[k]] {
			return true
		}
	}
	return false
}

// last is the last of the words behind word i that belong to its imperative.
func (g wording) last(t *text.Text, i int) int {
	for i+1 < len(t.Lower) && g["lead"][t.Lower[i+1]] {
		i++
	}
	return i
}

// spokenTo tells whether the machine at word i is spoken to: "Assistant, ...",
// "Note to the AI: ...".
func (g wording) spokenTo(t *text.Text, i int) bool {
	end := t.Raw[t.Tokens[i].End:]
	mark := strings.HasPrefix(strings.TrimLeft(end, " "), ":") || i == 0 && strings.HasPrefix(end, ",")
	return mark && (i == 0 || i < machineWithin && g["note"][t.Lower[0]])
}

// mustSay tells whether the "must" at word i is what a machine is told to say:
// with "you" or a machine before it, and speech behind it.
func (g wording) mustSay(t *text.Text, i int) bool {
	told := false
	for k := max(0, i-mustWithin); k < i; k++ {
		told = told || g["you"][t.Lower[k]] || g["machine"][t.Lower[k]]
	}
	if i+1 < len(t.Lower) { // "musst du", "должен ты"
		told = told || g["you"][t.Lower[i+1]]
	}
	return told && g.within(t, "tell", i, 2*rulesWithin) && speechBehind(t, i, 2*saidWithin)
}

// speechBehind tells whether words to be said begin within n bytes behind word
// i: behind a quotation mark or a colon.
func speechBehind(t *text.Text, i, n int) bool {
	rest := strings.TrimLeft(t.Raw[t.Tokens[i].End:], " ")
	at := strings.IndexAny(rest, ":\"“„«‘")
	return at >= 0 && at <= n && !strings.ContainsAny(rest[:at], ".!?")
}
