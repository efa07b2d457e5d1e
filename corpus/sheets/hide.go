package sheets

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	length = regexp.MustCompile(`^(?:calc\()?\s*(-?\d*\.?\d+)(px|pt|em|rem|ch|%|vw|vh)?(?:[^\w%]|$)`)
	shift  = regexp.MustCompile(`translate(?:x|y|3d)?\(([^)]*)`)
	flat   = regexp.MustCompile(`(?:scale(?:x|y|3d)?\((?:[^)]*,)?\s*0?\.?0\d*\s*[,)])|matrix\(0,0,0,0|rotate[xy]\(-?90deg`)
	veil   = regexp.MustCompile(`opacity\(([^)]*)\)`)
	masked = regexp.MustCompile(`^linear-gradient\(transparent, ?transparent\)`)
	clip   = regexp.MustCompile(`^(rect\((0|1)(px)?,?(0|1)(px)?,?(0|1)(px)?,?(0|1)(px)?\)|inset\((50|100)%.*|circle\(0.*|polygon\(00\).*)$`)
)

// Hides names the properties of a style by which it keeps an element from sight,
// whatever stands around it: "display", "color" and so on.
func Hides(says map[string]string) []string {
	var by []string
	for name, value := range says {
		if hides(name, value, says) {
			by = append(by, name)
		}
	}
	return by
}

func hides(name, value string, says map[string]string) bool {
	switch name {
	case "display":
		return value == "none"
	case "visibility", "content-visibility":
		return value == "hidden" || value == "collapse"
	case "font-size":
		return tiny(value)
	case "opacity", "zoom", "scale":
		return seeThrough(value)
	case "color":
		return sameAsPaper(value, says["background-color"])
	case "filter":
		return veiled(value)
	case "mask-image":
		return masked.MatchString(value)
	case "left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "letter-spacing":
		return away(value)
	case "clip", "clip-path":
		return clip.MatchString(strings.ReplaceAll(value, " ", ""))
	case "transform":
		return movedAway(value)
	case "height", "max-height", "width", "max-width":
		return clips(says) && nothing(value)
	}
	return false
}

// veiled reports whether a filter leaves nothing to see.
func veiled(filter string) bool {
	m := veil.FindStringSubmatch(filter)
	return m != nil && seeThrough(m[1])
}

// clips reports whether what has no room in a box is cut off.
func clips(says map[string]string) bool {
	return says["overflow"] == "hidden" || says["overflow"] == "clip"
}

// shuts are the properties that a click undoes on many pages.
var shuts = map[string]bool{"display": true, "visibility": true, "height": true, "max-height": true}

func seeThrough(opacity string) bool {
	n, unit, ok := number(opacity)
	return ok && (unit == "" && n <= faint || unit == "%" && n <= 100*faint)
}

// sameAsPaper reports whether a colour is none, or that of what lies behind.
func sameAsPaper(value, back string) bool {
	c, ok := colourOf(value)
	behind, known := colourOf(back)
	return ok && (c.opaque <= faint || known && behind.opaque > faint && c.near(behind))
}

// movedAway reports whether a transformation leaves nothing to see.
func movedAway(value string) bool {
	if flat.MatchString(value) {
		return true
	}
	if m := shift.FindStringSubmatch(value); m != nil {
		for by := range strings.SplitSeq(m[1], ",") {
			if n, unit, ok := number(strings.TrimSpace(by)); ok && (n <= -100 && unit != "%" || away(by)) {
				return true
			}
		}
	}
	return false
}

// tiny reports whether no letter of a size can be read.
func tiny(value string) bool {
	n, unit, ok := number(value)
	switch unit {
	case "em", "rem", "ch":
		n *= pixels
	case "%":
		n *= pixels / 100
	}
	return ok && n <= 2
}

// nothing reports whether a box of a size has no room for a letter.
func nothing(value string) bool {
	n, unit, ok := number(value)
	return ok && (n == 0 || n <= 1 && (unit == "px" || unit == "pt"))
}

// pixels is how large a letter usually is.
const pixels = 16.0

// away reports whether a distance leads off the page.
func away(value string) bool {
	n, unit, ok := number(value)
	switch unit {
	case "em", "rem", "ch":
		n *= pixels
	case "%", "vw", "vh":
		return ok && (n <= -100 && unit != "%" || n <= -200 || n >= 200)
	}
	return ok && (n <= -500 || n >= 2000)
}

func number(value string) (n float64, unit string, ok bool) {
	m := length.FindStringSubmatch(value)
	if m == nil {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return n, m[2], err == nil
}
