package sheets

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxWork bounds how often an element is compared with a selector.
const maxWork = 20_000_000

// compiled is a rule that can be matched.
type compiled struct {
	rule
	cascadia.Sel
	order int
}

// Way is how an element is kept from sight.
type Way int

// The ways. A click can undo Shut, which display and visibility do, where
// something on the page says so; nothing undoes Unseen.
const (
	Shut Way = iota + 1
	Unseen
)

// Hidden returns the elements that the page's own sheets and the styles of its
// elements keep from sight. An inline style goes before the sheets.
func Hidden(doc *html.Node) map[*html.Node]Way {
	rules, outside := pageRules(doc)
	j := &judge{rules: compile(rules), left: maxWork, outside: outside}
	hidden := map[*html.Node]Way{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Head {
			continue
		}
		if way := j.way(n); way != 0 {
			hidden[n] = way
		}
	}
	return hidden
}

// pageRules are the rules within a page; outside reports whether it has others
// elsewhere.
func pageRules(doc *html.Node) (rules []rule, outside bool) {
	elements := 0
	for n := range doc.Descendants() {
		elements++
		switch {
		case n.DataAtom == atom.Link && strings.Contains(strings.ToLower(attr(n, "rel")), "stylesheet"):
			outside = true
		case n.DataAtom == atom.Style && n.FirstChild != nil && len(rules) < maxRules && !strings.Contains(attr(n, "media"), "print"):
			rules = append(rules, parse(n.FirstChild.Data)...)
		}
	}
	if elements > manySiblings {
		rules = slices.DeleteFunc(rules, func(r rule) bool { return strings.Contains(r.selector, "~") })
	}
	return rules, outside
}

// manySiblings is how many nodes a page may have where siblings are looked for.
const manySiblings = 20_000

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// compile keeps the rules that hide, and those that may undo it.
func compile(rules []rule) []compiled {
	hiding := map[string]bool{}
	for _, r := range rules {
		for _, name := range Hides(r.says) {
			hiding[name] = true
		}
		if isWhite(r.says["color"]) {
			hiding["color"], hiding["background"], hiding["background-color"] = true, true, true
		}
	}
	var out []compiled
	for i, r := range rules {
		if !concerns(r, hiding) {
			continue
		}
		if sel, err := cascadia.Parse(r.selector); err == nil && sel.PseudoElement() == "" {
			out = append(out, compiled{r, sel, i})
		}
	}
	return out
}

func concerns(r rule, hiding map[string]bool) bool {
	for name := range r.says {
		if hiding[name] {
			return true
		}
	}
	return false
}

type judge struct {
	rules []compiled
	left  int
	// outside: the page has sheets that are not read.
	outside bool
}

// way is how an element is hidden, 0 where it is not, or a rule shows it in another
// state.
func (j *judge) way(n *html.Node) Way {
	says, opens := j.says(n)
	if len(says) == 0 {
		return 0
	}
	way := Way(0)
	for _, name := range Hides(says) {
		if name != "display" && name != "visibility" {
			way = Unseen
		}
		way = max(way, Shut)
	}
	if isWhite(says["color"]) && !j.outside && !j.backed(n) {
		way = Unseen
	}
	if opens {
		return 0
	}
	return way
}

// says is what the rules and its own style say of an element, and whether a rule
// shows it in another state. Of two rules the more specific counts, of equals the later.
func (j *judge) says(n *html.Node) (won map[string]string, opens bool) {
	style := attr(n, "style")
	if j.left -= len(j.rules); j.left < 0 || len(j.rules) == 0 {
		return Declarations(style), false
	}
	won = map[string]string{}
	by := map[string]compiled{}
	for _, r := range j.rules {
		if !r.Match(n) {
			continue
		}
		if r.state {
			opens = opens || len(Hides(r.says)) == 0
			continue
		}
		for name, value := range r.says {
			if last, ok := by[name]; !ok || !r.Specificity().Less(last.Specificity()) {
				won[name], by[name] = value, r
			}
		}
	}
	for name, value := range Declarations(style) {
		won[name] = value
	}
	return won, opens
}

// backed reports whether something other than white lies behind an element, as far
// as the page says.
func (j *judge) backed(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		says, _ := j.says(n)
		if back := backs(says); back != "" && back != "none" && back != "transparent" && !isWhite(back) || attr(n, "bgcolor") != "" || attr(n, "background") != "" {
			return true
		}
	}
	return false
}
