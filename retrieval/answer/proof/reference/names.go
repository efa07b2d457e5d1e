// Package reference puts in a text, for what stands for somebody or something named before,
// the name: "the president" and "President Mirela Costa" become "Costa" where the article
// introduces her so, and "25" becomes "25 sailors" where sailors were counted.
//
// What an article leaves open, since it knows two presidents, stays as it is.
package reference

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// referent is somebody or something that articles name.
type referent struct {
	// name is the shortest name, forms are all, the longest first.
	name  string
	forms []string
	roles []role
}

// role is what a referent is besides its name: a noun, with the words that say which.
type role struct {
	head string
	mods []string
}

// Names are those that articles give, with the nouns that they have for more than one.
type Names struct {
	all  []*referent
	open map[string]bool
}

// reader finds the names of a text.
type reader struct {
	*text.Text
	n *Names
	// told are the words of roles that belong to a name.
	told map[int]bool
}

// read finds the names of an article.
func read(article string) *Names {
	r := &reader{Text: text.Read(article), n: &Names{open: map[string]bool{}}, told: map[int]bool{}}
	for i := 0; i < len(r.Tokens); {
		end := r.run(i)
		if end > i {
			r.introduce(i, end)
		}
		i = max(end, i+1)
	}
	r.n.settle()
	r.findOpen()
	return r.n
}

// next reports whether word k stands in the same phrase as the one before.
func (r *reader) next(k int) bool {
	return k > 0 && k < len(r.Tokens) && r.gap(k) == " " && !owns(r.Form(k-1))
}

// gap is what stands before word k, without the full stop of an abbreviation; a line break
// before the first and behind the last.
func (r *reader) gap(k int) string {
	if k <= 0 || k >= len(r.Tokens) {
		return "\n"
	}
	gap := r.Between(k)
	if before := r.Form(k - 1); courtesy[before] || strings.Contains(before, ".") {
		gap = strings.TrimPrefix(gap, ".")
	}
	return gap
}

func owns(form string) bool {
	return strings.HasSuffix(form, "'s") || strings.HasSuffix(form, "’s")
}

// bare is a word without the ending of a possessive, in lower case.
func (r *reader) bare(k int) string {
	return strings.ReplaceAll(strings.TrimSuffix(r.Lower[k], "'s"), ".", "")
}

// capital reports whether the word at k may be part of a name.
func (r *reader) capital(k int) bool {
	short := len(r.Lower[k]) == shortMonth && r.Lower[k] != "may" // Jan is a name too
	return text.StartsUpper(r.Form(k)) && !r.Tokens[k].Stop && (short || !text.IsDateWord(r.Lower[k]))
}

// shortMonth is how many letters a month has that is written short.
const shortMonth = 3

// run is where the name ends that begins at i: capitals in a row, and "of" and "for" behind
// a common noun; i where none begins.
func (r *reader) run(i int) int {
	if !r.capital(i) || r.opens(i) {
		return i
	}
	end := i + 1
	for r.next(end) {
		switch of := r.Lower[end] == "of" || r.Lower[end] == "for"; {
		case r.capital(end):
			end++
		case of && r.next(end+1) && r.capital(end+1) && (isGroup(r.Lower[end-1]) || filed(r.Lower[end-1], 1, lexicon.Persons)):
			end += 2
		default:
			return end
		}
	}
	return end
}

// opens reports whether the word at i has its capital from opening a sentence.
func (r *reader) opens(i int) bool {
	w := lexicon.Look(r.Lower[i])
	goes := r.next(i+1) && (r.capital(i+1) || r.Lower[i+1] == "of" && r.next(i+2) && r.capital(i+2))
	return r.Starts[i] && w.Common() && (!goes || w.Is(lexicon.Adverb) && !w.Is(lexicon.Noun))
}

// isPerson reports whether a noun may mean a person, isGroup whether it means people who
// form one.
func isPerson(lower string) bool { return filed(lower, 4, lexicon.Persons) }

func isGroup(lower string) bool { return filed(lower, 2, lexicon.Groups) }

func filed(lower string, senses, file int) bool {
	for _, l := range lexicon.Look(lower).Lemmas[lexicon.Noun] {
		for _, m := range l.Senses[:min(senses, len(l.Senses))] {
			if f, _ := m.Synset.Category(); f == file && l.Common && l.Form == lower {
				return true
			}
		}
	}
	return false
}

// describes reports whether a word may stand before a noun to say which is meant.
func (r *reader) describes(k int) bool {
	w := lexicon.Look(r.bare(k))
	return !r.Tokens[k].Stop && (text.StartsUpper(r.Form(k)) || w.Is(lexicon.Noun) || w.Is(lexicon.Adjective))
}

// introduce takes in the name of words [i, end) with the roles beside it.
func (r *reader) introduce(i, end int) {
	switch head := r.groupHead(i, end); {
	case head >= 0:
		r.thing(i, end, r.roleAt(i, head, end))
	case r.titled(i, end):
	case i > 0 && r.next(i) && !text.StartsUpper(r.Form(i-1)) && isPerson(r.Lower[i-1]):
		r.person(i, end, r.roleAt(r.before(i-1), i-1, -1))
	case i > 0 && r.next(i) && !text.StartsUpper(r.Form(i-1)) && isGroup(r.Lower[i-1]):
		r.thing(i, end, r.roleAt(r.before(i-1), i-1, -1))
	default:
		r.besides(i, end)
	}
}

// titled takes in the name of words [i, end) if a title opens it: "Transport Minister Jan Holt",
// "Secretary of State Marco Rubio".
func (r *reader) titled(i, end int) bool {
	last := end - 1
	for t := i; t < last; t++ {
		if !filed(r.Lower[t], 1, lexicon.Persons) || syntax.Alters(r.Lower[t]) || t == i && r.roleBehind(end) != nil {
			continue
		}
		name := t + 1
		if r.Lower[name] == "of" { // what a place is the title of is no name
			for name++; name < end && lexicon.Look(r.Lower[name]).Common(); {
				name++
			}
			if name == t+2 || name == end {
				return true
			}
		}
		r.person(name, end, r.roleAt(r.before(i), t, name))
		return true
	}
	return false
}

// besides takes in the name of words [i, end) with the role between commas beside it.
func (r *reader) besides(i, end int) {
	ahead, behind := r.roleAhead(i), r.roleBehind(end)
	switch {
	case ahead != nil && behind == nil:
		r.person(i, end, *ahead)
	case behind != nil && ahead == nil:
		r.person(i, end, *behind)
	default: // in a list each role is another's
		r.person(i, end)
	}
}

// thing takes in what is named by words [i, end), and is no person.
func (r *reader) thing(i, end int, is role) {
	r.add(&referent{name: r.phrase(i, end), forms: []string{r.phrase(i, end)}, roles: []role{is}})
}

// before is where the words begin that say which is meant of the noun or name at k.
func (r *reader) before(k int) int {
	from := k
	for from > 0 && from > k-3 && r.gap(from) == " " && r.describes(from-1) {
		from--
	}
	return from
}

// groupHead is the noun of a name of a group, "Agency" in "National Road Agency", -1 where
// it is none.
func (r *reader) groupHead(i, end int) int {
	for k := i; k < end; k++ {
		if last := k+1 == end || r.Lower[k+1] == "of" || r.Lower[k+1] == "for"; last && end-i > 1 && isGroup(r.bare(k)) {
			return k
		} else if last {
			break
		}
	}
	return -1
}

func (r *reader) phrase(from, to int) string {
	return text.WithoutPossessive(r.Raw[r.Tokens[from].Start:r.Tokens[to-1].End])
}

// roleAt is the role of the noun at head, with the words from the first on before it and
// those behind it up to the end.
func (r *reader) roleAt(from, head, to int) role {
	got := role{head: r.bare(head)}
	r.told[head] = true
	for k := from; k < max(to, head); k++ {
		if k != head && !r.Tokens[k].Stop {
			got.mods = append(got.mods, r.bare(k))
		}
	}
	return got
}

// person takes in somebody who is named by words [i, end).
func (r *reader) person(i, end int, roles ...role) {
	if w := lexicon.Look(r.bare(end - 1)); w.Is(lexicon.Adjective) && !w.Common() {
		return // "senior American officials"
	}
	r.add(&referent{name: r.phrase(end-1, end), forms: []string{r.phrase(i, end)}, roles: roles})
}

// add takes in a referent, or what is new of one.
func (r *reader) add(found *referent) {
	known := r.n.find(found.name)
	if known == nil {
		r.n.all = append(r.n.all, found)
		return
	}
	for _, form := range found.forms {
		if !slices.Contains(known.forms, form) {
			known.forms = append(known.forms, form)
		}
	}
	known.roles = append(known.roles, found.roles...)
}

func (n *Names) find(name string) *referent {
	for _, r := range n.all {
		if strings.EqualFold(r.name, name) {
			return r
		}
	}
	return nil
}
