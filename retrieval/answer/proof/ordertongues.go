package proof

import (
	"strings"
	"sync"
)

// tongue holds the words of lexicon/orders.txt for one language, by part.
type tongue map[string]map[string]bool

// tongues are the languages in which orders are known by their words. English
// has the shapes of order.go.
var tongues = sync.OnceValue(func() []tongue {
	byName, order := map[string]tongue{}, []string{}
	for _, line := range lines("orders") {
		head, list, _ := strings.Cut(line, ":")
		language, part, _ := strings.Cut(head, " ")
		if byName[language] == nil {
			byName[language] = tongue{}
			order = append(order, language)
		}
		all := map[string]bool{}
		for _, w := range strings.Fields(list) {
			all[w] = true
		}
		byName[language][part] = all
	}
	var all []tongue
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
func (g tongue) orders(t *text) bool {
	first := 0
	for first < len(t.lower) && g["lead"][t.lower[first]] {
		first++
	}
	for i, w := range t.lower {
		if i == first && g["maybe"][w] && (g.within(t, "only", i, onlyWithin) || t.speechBehind(g.last(t, i), 0)) {
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
func (g tongue) anywhere(t *text, i int) bool {
	w := t.lower[i]
	return g["machine"][w] && g.spokenTo(t, i) || g["must"][w] && g.mustSay(t, i) ||
		g["drop"][w] && g.before(t, "rules", i, rulesWithin) || g["speak"][w] && t.speechBehind(i, speechWithin)
}

// opens tells whether a clause begins with word i.
func (g tongue) opens(t *text, i int) bool {
	return i > 0 && (strings.ContainsAny(t.between(i), ",;:.!?–—\"“„«") || g["lead"][t.lower[i-1]])
}

// imperative tells whether word i sets rules aside, or has something said.
func (g tongue) imperative(t *text, i int) bool {
	w := t.lower[i]
	return g["aside"][w] && g.within(t, "rules", i, rulesWithin) ||
		g["say"][w] && (g.within(t, "only", i, onlyWithin) || t.speechBehind(i, saidWithin))
}

// within tells whether a word of a part stands among the n behind word i.
func (g tongue) within(t *text, part string, i, n int) bool {
	for k := i + 1; k < len(t.lower) && k <= i+n; k++ {
		if strings.ContainsAny(t.between(k), ".!?") {
			return false
		}
		if g[part][t.lower[k]] {
			return true
		}
	}
	return false
}

// before reports whether a word of a part stands among the n before word i.
func (g tongue) before(t *text, part string, i, n int) bool {
	for k := i - 1; k >= 0 && k >= i-n && !strings.ContainsAny(t.between(k+1), ".!?"); k-- {
		if g[part][t.lower[k]] {
			return true
		}
	}
	return false
}

// last is the last of the words behind word i that belong to its imperative.
func (g tongue) last(t *text, i int) int {
	for i+1 < len(t.lower) && g["lead"][t.lower[i+1]] {
		i++
	}
	return i
}

// spokenTo tells whether the machine at word i is spoken to: "Assistant, ...",
// "Note to the AI: ...".
func (g tongue) spokenTo(t *text, i int) bool {
	end := t.raw[t.tokens[i].End:]
	mark := strings.HasPrefix(strings.TrimLeft(end, " "), ":") || i == 0 && strings.HasPrefix(end, ",")
	return mark && (i == 0 || i < machineWithin && g["note"][t.lower[0]])
}

// mustSay tells whether the "must" at word i is what a machine is told to say:
// with "you" or a machine before it, and speech behind it.
func (g tongue) mustSay(t *text, i int) bool {
	told := false
	for k := max(0, i-mustWithin); k < i; k++ {
		told = told || g["you"][t.lower[k]] || g["machine"][t.lower[k]]
	}
	if i+1 < len(t.lower) { // "musst du", "должен ты"
		told = told || g["you"][t.lower[i+1]]
	}
	return told && g.within(t, "tell", i, 2*rulesWithin) && t.speechBehind(i, 2*saidWithin)
}

// speechBehind tells whether words to be said begin within n bytes behind word
// i: behind a quotation mark or a colon.
func (t *text) speechBehind(i, n int) bool {
	rest := strings.TrimLeft(t.raw[t.tokens[i].End:], " ")
	at := strings.IndexAny(rest, ":\"“„«‘")
	return at >= 0 && at <= n && !strings.ContainsAny(rest[:at], ".!?")
}
