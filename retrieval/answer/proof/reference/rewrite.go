package reference

import (
	"slices"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// mostRead is how many articles are kept as they were read.
const mostRead = 64

var articles, _ = lru.New[string, *Names](mostRead)

// Read finds the names that articles give. What one gives to two, or two give to others, is
// open.
func Read(all ...string) *Names {
	joint := &Names{open: map[string]bool{}}
	for _, article := range all {
		n, ok := articles.Get(article)
		if !ok {
			n = read(article)
			articles.Add(article, n)
		}
		if len(all) == 1 {
			return n
		}
		for _, r := range n.all {
			if known := joint.find(r.name); known != nil {
				known.forms, known.roles = append(slices.Clone(known.forms), r.forms...), append(slices.Clone(known.roles), r.roles...)
			} else {
				own := *r
				joint.all = append(joint.all, &own)
			}
		}
		for head := range n.open {
			joint.open[head] = true
		}
	}
	joint.settle()
	return joint
}

// Rewrite puts names in a text for what stands for them.
func (n *Names) Rewrite(raw string) string {
	r := &reader{Text: text.Read(raw), n: n, told: map[int]bool{}}
	var b strings.Builder
	at := 0
	for i := 0; i < len(r.Tokens); {
		known, end := r.mention(i)
		if known == nil {
			i++
			continue
		}
		b.WriteString(raw[at:r.Tokens[i].Start])
		b.WriteString(known.name)
		if owns(r.Form(end - 1)) {
			b.WriteString("'s")
		}
		end, at = r.aside(known, end)
		i = end
	}
	b.WriteString(raw[at:])
	return b.String()
}

// aside is where words between commas end behind what ends at k, and the text that goes on:
// another name or a role of the same, "Tora Lie, the mayor of Fossum, said".
func (r *reader) aside(known *referent, k int) (end, at int) {
	at = r.Tokens[k-1].End
	if k >= len(r.Tokens) || !strings.HasPrefix(r.gap(k), ",") {
		return k, at
	}
	for end = min(k+aside, len(r.Tokens)); end > k; end-- {
		if end < len(r.Tokens) && !strings.HasPrefix(r.gap(end), ",") {
			continue
		}
		other := r.phrase(k, end)
		own := other == known.name || slices.Contains(known.forms, other)
		if role := r.roleBehind(k); !own && (role == nil || !known.has(*role) || r.roleEnd(k) != end) {
			continue
		}
		at = r.Tokens[end-1].End
		if end < len(r.Tokens) && !r.capital(end) && r.Lower[end] != "and" {
			at += len(",")
		}
		return end, at
	}
	return k, at
}

// mention is who is meant by words [i, end), nil where a name or nothing stands there.
func (r *reader) mention(i int) (*referent, int) {
	for end := min(i+aside, len(r.Tokens)); end > i; end-- {
		if known := r.named(i, end); known != nil {
			return known, end
		}
	}
	from := i
	if r.Lower[i] == "the" {
		from++
	}
	if from >= len(r.Tokens) || from > i && r.gap(from) != " " {
		return nil, 0
	}
	for head := min(from+3, len(r.Tokens)-1); head >= from; head-- {
		if known, end := r.described(from, head, from > i); known != nil {
			return known, end
		}
	}
	return nil, 0
}

// named is whose name words [i, end) are: in full, or with a title of courtesy that the article
// gives.
func (r *reader) named(i, end int) *referent {
	if !text.StartsUpper(r.Form(i)) {
		return nil
	}
	form := r.phrase(i, end)
	for _, known := range r.n.all {
		if form != known.name && slices.Contains(known.forms, form) {
			return known
		}
	}
	return nil
}

// described is who is meant by a role whose noun stands at head, with the words from the first
// on before it and "of" behind it, and where it ends: with a name behind, if one follows.
func (r *reader) described(from, head int, definite bool) (*referent, int) {
	if !r.isPhrase(from, head) {
		return nil, 0
	}
	end := r.behindOf(head + 1)
	means := r.roleAt(from, head, end)
	if known, behind := r.nameBehind(end); known != nil && known.has(means) {
		return known, behind
	}
	whose := owns(r.Form(from)) && from < head
	if !definite && !whose || text.StartsUpper(r.Form(head)) || end < len(r.Tokens) && r.gap(end) == " " && text.StartsUpper(r.Form(end)) {
		return nil, 0
	}
	return r.n.who(means), end
}

// isPhrase reports whether the word at head is a noun and those from the first on say which.
func (r *reader) isPhrase(from, head int) bool {
	for k := from; k < head; k++ {
		if r.gap(k+1) != " " || !r.describes(k) {
			return false
		}
	}
	return !r.Tokens[head].Stop && lexicon.Look(r.bare(head)).Is(lexicon.Noun)
}

// behindOf is where what a preposition at k adds ends, k where none stands there.
func (r *reader) behindOf(k int) int {
	if !r.next(k) || !prepositions[r.Lower[k]] {
		return k
	}
	for first := k + 1; ; {
		k++
		verb := k > first && k < len(r.Tokens) && !text.StartsUpper(r.Form(k)) && lexicon.Look(r.Lower[k]).Is(lexicon.Verb)
		if k >= len(r.Tokens) || r.gap(k) != " " || verb || !r.describes(k) && r.Lower[k] != "the" {
			return k
		}
		if owns(r.Form(k)) {
			return k + 1
		}
	}
}

// nameBehind is whose name stands at k, right behind a role or between commas, and where it
// ends.
func (r *reader) nameBehind(k int) (*referent, int) {
	if k >= len(r.Tokens) || r.gap(k) != " " || owns(r.Form(k-1)) {
		return nil, 0
	}
	for end := min(k+aside, len(r.Tokens)); end > k; end-- {
		form := r.phrase(k, end)
		for _, known := range r.n.all {
			if form == known.name || slices.Contains(known.forms, form) {
				return known, end
			}
		}
	}
	return nil, 0
}

// who is the only one with a role, nil where there is none, or where the articles leave open
// who else has it.
func (n *Names) who(means role) *referent {
	if len(means.mods) == 0 && n.open[means.head] {
		return nil
	}
	var found *referent
	for _, r := range n.all {
		if !r.has(means) {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}

// has reports whether a referent has a role: the same noun or a more general one, and every
// word that says which.
func (r *referent) has(means role) bool {
	return slices.ContainsFunc(r.roles, func(own role) bool {
		if own.head != means.head {
			switch lexicon.Relate(lexicon.Look(means.head), lexicon.Look(own.head)) {
			case lexicon.Synonym, lexicon.Narrower:
			default:
				return false
			}
			if len(means.mods) == 0 {
				return false
			}
		}
		for _, m := range own.mods {
			if syntax.Alters(m) && !slices.Contains(means.mods, m) {
				return false
			}
		}
		return !slices.ContainsFunc(means.mods, func(m string) bool { return !own.says(m) })
	})
}

// says reports whether a role has a word that says which is meant, or another for the same
// place.
func (own role) says(mod string) bool {
	w := lexicon.Look(mod)
	return slices.ContainsFunc(own.mods, func(m string) bool {
		return m == mod || lexicon.SamePlace(w, lexicon.Look(m))
	})
}
