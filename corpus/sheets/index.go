package sheets

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// index are rules by what the last part of their selector asks for: an ID, a class or
// an element's name, "" for what cannot be told by one of these.
type index map[string][]compiled

func indexed(rules []compiled) index {
	x := index{}
	for _, r := range rules {
		key := keyOf(r.selector)
		x[key] = append(x[key], r)
	}
	return x
}

// keyOf is what an element has at the least where a selector matches it: "#id",
// ".class" or "name".
func keyOf(selector string) string {
	last := selector[strings.LastIndexAny(selector, " >+~")+1:]
	if strings.ContainsAny(last, "[]()\"'\\*|") {
		return ""
	}
	for _, mark := range []string{"#", "."} {
		if _, name, ok := strings.Cut(last, mark); ok {
			if end := strings.IndexAny(name, "#.:"); end >= 0 {
				name = name[:end]
			}
			return mark + name
		}
	}
	name, _, _ := strings.Cut(last, ":")
	return strings.ToLower(name)
}

// of are the rules that may match an element, in order.
func (x index) of(n *html.Node) []compiled {
	list := slices.Clone(x[""])
	list = append(list, x[n.Data]...)
	if id := attr(n, "id"); id != "" {
		list = append(list, x["#"+id]...)
	}
	classes := strings.Fields(attr(n, "class"))
	slices.Sort(classes)
	for _, class := range slices.Compact(classes) {
		list = append(list, x["."+class]...)
	}
	slices.SortFunc(list, func(a, b compiled) int { return cmp.Compare(a.order, b.order) })
	return list
}
