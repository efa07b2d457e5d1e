package sheets

import (
	"regexp"
	"strings"
)

// rule is one rule of a style sheet: what it says of the properties that may hide.
type rule struct {
	selector string
	// state is set where the selector asks for a state that a click brings about; the
	// selector is then without it.
	state bool
	says  map[string]string
}

// maxRules bounds the rules of a page that are looked at, maxSheet the bytes.
const (
	maxRules = 2000
	maxSheet = 1 << 20
)

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	// state matches the part of a selector that stands for a state of an element.
	state = regexp.MustCompile(`:(checked|target|focus|focus-within|hover|active)\b|\.(is-|--)?(active|open|opened|show|shown|in|visible|expanded|selected|current|checked)\b|\[(open|aria-expanded|aria-selected|aria-hidden|data-state|data-open)[^\]]*\]`)
	// large is a sheet for other media or for narrow screens alone.
	otherMedia = regexp.MustCompile(`(?i)^@media[^{]*(\bprint\b|\bspeech\b|max-width|max-device-width|max-height|orientation|prefers-)`)
)

// maxDepth is how deep blocks such as @media are followed, longest the bytes of a
// selector that is read.
const (
	maxDepth = 4
	longest  = 300
)

// parse reads the rules of a sheet that set what may hide an element.
func parse(sheet string) []rule {
	return parseBlock(comment.ReplaceAllString(sheet[:min(len(sheet), maxSheet)], ""), 0)
}

func parseBlock(sheet string, depth int) []rule {
	var rules []rule
	for sheet != "" && len(rules) < maxRules && depth < maxDepth {
		open := strings.IndexAny(sheet, "{;")
		if open < 0 {
			break
		}
		head := strings.TrimSpace(sheet[:open])
		if sheet[open] == ';' { // @import, @charset
			sheet = sheet[open+1:]
			continue
		}
		body, rest := block(sheet[open+1:])
		sheet = rest
		switch {
		case !strings.HasPrefix(head, "@"):
			rules = append(rules, newRules(head, body)...)
		case strings.HasPrefix(head, "@media") && !otherMedia.MatchString(head), strings.HasPrefix(head, "@supports"), strings.HasPrefix(head, "@layer"):
			rules = append(rules, parseBlock(body, depth+1)...)
		}
	}
	return rules
}

// block is what stands up to the brace that closes a block, and what follows.
func block(s string) (body, rest string) {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

// newRules makes a rule for each selector of a list.
func newRules(selectors, body string) []rule {
	says := Declarations(body)
	if len(says) == 0 {
		return nil
	}
	var rules []rule
	for s := range strings.SplitSeq(selectors, ",") {
		s = strings.ReplaceAll(strings.TrimSpace(s), ":root", "html")
		plain := state.ReplaceAllString(s, "")
		// What is left of pseudo-classes is a state of its own kind, or costs too much.
		if strings.TrimSpace(plain) == "" || len(plain) > longest || strings.ContainsAny(plain, ":(") {
			continue
		}
		rules = append(rules, rule{selector: tidy(plain), state: plain != s, says: says})
	}
	return rules
}

// tidy fills in what a state stood for alone beside a sign: "a > .open" is "a > *".
func tidy(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, ">") || strings.HasSuffix(s, "+") || strings.HasSuffix(s, "~") {
		return s + " *"
	}
	return s
}

// watched are the properties that may hide an element.
var watched = map[string]bool{
	"display": true, "visibility": true, "font-size": true, "opacity": true, "color": true, "background": true, "background-color": true,
	"left": true, "top": true, "right": true, "bottom": true, "text-indent": true, "margin-left": true, "margin-top": true,
	"clip": true, "clip-path": true, "transform": true, "position": true, "content-visibility": true,
	"overflow": true, "height": true, "max-height": true, "width": true, "max-width": true, "zoom": true, "scale": true, "filter": true,
	"mask-image": true, "letter-spacing": true,
}

// others are further names of watched properties.
var others = map[string]string{
	"-webkit-text-fill-color": "color", "inset-inline-start": "left", "inset-block-start": "top", "margin-inline-start": "margin-left",
	"overflow-x": "overflow", "overflow-y": "overflow", "translate": "left", "mask": "mask-image",
	"-webkit-mask-image": "mask-image", "-webkit-mask": "mask-image",
}

// spaces are those that mean nothing.
var spaces = regexp.MustCompile(`\s*([,()/])\s*`)

// Declarations reads what a style says of the properties that may hide an element,
// in small letters and without "!important"; the last of a property counts. Names of
// its own, "--x", are among them.
func Declarations(style string) map[string]string {
	says := map[string]string{}
	for d := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(d, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if other := others[name]; other != "" {
			name = other
		}
		if !ok || name == "" {
			continue
		}
		value = strings.ToLower(strings.Join(strings.Fields(value), " "))
		value = strings.TrimSpace(strings.TrimSuffix(spaces.ReplaceAllString(value, "$1"), "!important"))
		if watched[name] || strings.HasPrefix(name, "--") {
			says[name] = value
		}
		expand(says, name, value)
	}
	if len(says) == 0 {
		return nil
	}
	return says
}

// expand sets what a property stands for that sets several.
func expand(says map[string]string, name, value string) {
	fields := strings.Fields(value)
	if len(fields) == 0 {
		return
	}
	side := func(i int) string { // of top, right, bottom, left
		for i >= len(fields) {
			i -= 2
		}
		return fields[max(i, 0)]
	}
	switch name {
	case "inset":
		says["top"], says["right"], says["bottom"], says["left"] = side(0), side(1), side(2), side(3)
	case "margin":
		says["margin-top"], says["margin-left"] = side(0), side(3)
	case "font":
		for _, f := range fields {
			if size, _, _ := strings.Cut(f, "/"); isSize(size) {
				says["font-size"] = size
			}
		}
	case "background":
		says["background-color"] = value
		for _, f := range fields {
			if _, ok := colourOf(f); ok {
				says["background-color"] = f
			}
		}
	case "scale", "translate":
		says["transform"] = name + "(" + strings.Join(fields, ",") + ")"
	case "filter":
		if _, by, ok := strings.Cut(value, "opacity("); ok {
			says["opacity"], _, _ = strings.Cut(by, ")")
		}
	}
}

// isSize reports whether a part of a font is its size and not its weight.
func isSize(s string) bool {
	_, unit, ok := number(s)
	return ok && (s == "0" || unit != "")
}

// named matches where the value of a name is put in.
var named = regexp.MustCompile(`var\((--[\w-]+)(?:,([^()]*))?\)`)

// resolve puts the values of names in, as far as they are known.
func resolve(says, names map[string]string) map[string]string {
	for name, value := range says {
		if !strings.Contains(value, "var(") {
			continue
		}
		value = named.ReplaceAllStringFunc(value, func(s string) string {
			m := named.FindStringSubmatch(s)
			if known, ok := names[m[1]]; ok {
				return known
			}
			return m[2]
		})
		says[name] = value
		expand(says, name, value)
	}
	return says
}
