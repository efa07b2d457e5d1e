package asking

import "sync"

// across are the kinds by question word of other languages than English, and by the word
// that says what an open one asks for: "wie lange".
var across = sync.OnceValue(func() (by struct{ words, behind map[string]Kind }) {
	read := func(name string) map[string]Kind {
		kinds := map[string]Kind{}
		for w, kind := range lists.Named(name) {
			kinds[w] = kindNames[kind]
		}
		return kinds
	}
	by.words, by.behind = read("askedin"), read("askedwith")
	return by
})

// behindOpen is how far behind an open question word that word stands.
const behindOpen = 2

// AskedAcross is AskedFor for a question in one of the bot's languages other than
// English: what its first question word asks for, a Thing where that cannot be told.
func AskedAcross(lower []string) Kind {
	by := across()
	for i, w := range lower {
		before := ""
		if i > 0 {
			before = lower[i-1]
		}
		k, asks := by.words[w]
		switch {
		case !asks || before == "ce": // "qu'est-ce qui"
			continue
		case before == "por":
			return Reason
		case k != Thing:
			return k
		}
		for _, noun := range lower[i+1 : min(len(lower), i+1+behindOpen)] {
			if k, ok := by.behind[noun]; ok {
				return k
			}
		}
		return Thing
	}
	return Thing
}
