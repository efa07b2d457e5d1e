package sheets

import (
	"cmp"
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
	names := namesOf(rules)
	for _, r := range rules {
		resolve(r.says, names)
	}
	j := &judge{rules: indexed(compile(rules)), names: names, known: map[*html.Node]said{}, left: maxWork, outside: outside}
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

// namesOf are the names that the rules give values, those with one value alone: others
// depend on where they are used.
func namesOf(rules []rule) map[string]string {
	names := map[string]string{}
	for _, r := range rules {
		for name, value := range r.says {
			if !strings.HasPrefix(name, "--") {
				continue
			}
			if last, ok := names[name]; ok && last != value {
				value = ""
			}
			names[name] = value
		}
	}
	return names
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
		if clips(r.says) {
			hiding["overflow"], hiding["height"], hiding["max-height"], hiding["width"], hiding["max-width"] = true, true, true, true, true
		}
	}
	if blends(rules) {
		hiding["color"], hiding["background-color"] = true, true
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

// blends reports whether the colour of some rule cannot be told from paper, or from the
// background of some rule.
func blends(rules []rule) bool {
	backs := []colour{white}
	for _, r := range rules {
		if back, ok := colourOf(r.says["background-color"]); ok && !slices.Contains(backs, back) && len(backs) < mostColours {
			backs = append(backs, back)
		}
	}
	return slices.ContainsFunc(rules, func(r rule) bool {
		c, ok := colourOf(r.says["color"])
		return ok && slices.ContainsFunc(backs, c.near)
	})
}

// mostColours is how many backgrounds are compared with.
const mostColours = 100

func concerns(r rule, hiding map[string]bool) bool {
	for name := range r.says {
		if hiding[name] {
			return true
		}
	}
	return false
}

type judge struct {
	rules index
	names map[string]string
	known map[*html.Node]said
	left  int
	// outside: the page has sheets that are not read.
	outside bool
}

// way is how an element is hidden, 0 where it is not, or a rule shows it in another
// state.
func (j *judge) way(n *html.Node) Way {
	says, opens := j.says(n)
	if len(says) == 0 && inkOf(n) == "" {
		return 0
	}
	way := Way(0)
	for _, name := range Hides(says) {
		if !shuts[name] {
			way = Unseen
		}
		way = max(way, Shut)
	}
	if !j.outside && j.blend(n, says) {
		way = Unseen
	}
	if opens {
		return 0
	}
	return way
}

// said is what is said of an element, and whether a rule shows it in another state.
type said struct {
	style map[string]string
	opens bool
}

// says is what the rules and its own style say of an element, and whether a rule
// shows it in another state. An element is asked for by all below it.
func (j *judge) says(n *html.Node) (style map[string]string, opens bool) {
	s, ok := j.known[n]
	if !ok {
		s.style, s.opens = j.match(n)
		j.known[n] = s
	}
	return s.style, s.opens
}

// match compares an element with the rules. Of two rules the more specific counts, of
// equals the later.
func (j *judge) match(n *html.Node) (won map[string]string, opens bool) {
	style := attr(n, "style")
	rules := j.rules.of(n)
	if j.left -= len(rules); j.left < 0 || len(rules) == 0 {
		return resolve(Declarations(style), j.names), false
	}
	won = map[string]string{}
	by := map[string]compiled{}
	for _, r := range rules {
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
	for name, value := range resolve(Declarations(style), j.names) {
		won[name] = value
	}
	return won, opens
}

// blend reports whether the letters of an element, which says something of its
// colours, cannot be told from what lies behind them.
func (j *judge) blend(n *html.Node, says map[string]string) bool {
	ink := cmp.Or(says["color"], inkOf(n))
	if ink == "" && says["background-color"] == "" {
		return false
	}
	for up := n.Parent; ink == "" && up != nil; up = up.Parent {
		if up.Type == html.ElementNode {
			said, _ := j.says(up)
			ink = cmp.Or(said["color"], inkOf(up))
		}
	}
	c, ok := colourOf(ink)
	behind, known := j.behind(n)
	return ok && known && c.near(behind)
}

// inkOf is the colour of letters that an attribute gives, "" for none.
func inkOf(n *html.Node) string {
	switch n.DataAtom {
	case atom.Font:
		return strings.ToLower(attr(n, "color"))
	case atom.Body:
		return strings.ToLower(attr(n, "text"))
	}
	return ""
}

// behind is the colour that lies behind an element, as far as the page says: white
// paper where it says nothing.
func (j *judge) behind(n *html.Node) (c colour, known bool) {
	for ; n != nil; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		says, _ := j.says(n)
		back := cmp.Or(says["background-color"], strings.ToLower(attr(n, "bgcolor")))
		if attr(n, "background") != "" {
			return c, false
		}
		switch c, ok := colourOf(back); {
		case back == "" || back == "none" || ok && c.opaque <= faint:
		case !ok:
			return c, false // a picture, or nothing that is understood
		default:
			return c, true
		}
	}
	return white, true
}
