package reference

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
)

// courtesy are the titles that stand for a first name.
var courtesy = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Miss": true, "Dr": true, "Mr.": true, "Mrs.": true, "Ms.": true, "Dr.": true}

// settle drops names that several have: of two first names, nobody knows who is meant. One
// that never stands short and has no role is not shortened.
func (n *Names) settle() {
	n.all = slices.DeleteFunc(n.all, func(r *referent) bool {
		slices.SortFunc(r.forms, func(a, b string) int { return len(b) - len(a) })
		full, title := "", ""
		for _, form := range r.forms {
			first, _, _ := strings.Cut(form, " ")
			switch {
			case form == r.name:
			case courtesy[first]:
				if title != "" && title != first {
					return true
				}
				title = first
			case full != "" && !strings.HasSuffix(full, form):
				return true
			case full == "":
				full = form
			}
		}
		if len(r.forms) == 1 && len(r.roles) == 0 {
			r.name = r.forms[0]
		}
		return false
	})
}

// findOpen finds the nouns that the article also has for others than it names: "a minister",
// "ministers", "the minister of another country".
func (r *reader) findOpen() {
	heads := map[string]bool{}
	for _, known := range r.n.all {
		for _, role := range known.roles {
			heads[role.head] = true
		}
	}
	for k := range r.Tokens {
		head := r.bare(k)
		if r.told[k] || !heads[head] && !heads[strings.TrimSuffix(head, "s")] {
			continue
		}
		definite := k > 0 && r.gap(k) == " " && pointing[r.Lower[k-1]]
		if !heads[head] || !definite || k+1 < len(r.Tokens) && prepositions[r.Lower[k+1]] && r.gap(k+1) == " " {
			r.n.open[strings.TrimSuffix(head, "s")], r.n.open[head] = true, true
		}
	}
}

// pointing are the words before a noun that was named before.
var pointing = map[string]bool{"the": true, "its": true, "his": true, "her": true, "their": true, "this": true, "our": true}

// IsPerson reports whether a word means somebody: a noun of persons, or the name of somebody
// with a role, a first name or a title of courtesy.
func (n *Names) IsPerson(form string, name bool) bool {
	if !name {
		return isPerson(strings.ToLower(form))
	}
	form = text.WithoutPossessive(form)
	known := n.find(form)
	if known == nil {
		return slices.ContainsFunc(n.all, func(r *referent) bool {
			title, name, _ := strings.Cut(r.name, " ")
			return courtesy[title] && name == form
		})
	}
	return slices.ContainsFunc(known.roles, func(own role) bool { return isPerson(own.head) }) || len(known.roles) == 0 && known.forms[0] != known.name
}
