package sheets

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	length = regexp.MustCompile(`^(-?\d*\.?\d+)(px|pt|em|rem|%|vw|vh)?$`)
	shift  = regexp.MustCompile(`translate(x|y|3d)?\((-?\d+)`)
	flat   = regexp.MustCompile(`scale(x|y|3d)?\(0[,)]`)
	rgb    = regexp.MustCompile(`^rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+))?\)$`)
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
	case "opacity":
		return seeThrough(value)
	case "color":
		return sameAsPaper(value, backs(says))
	case "left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent":
		return away(value)
	case "clip", "clip-path":
		return clip.MatchString(value)
	case "transform":
		return movedAway(value)
	}
	return false
}

func seeThrough(opacity string) bool {
	n, unit, ok := number(opacity)
	return ok && unit == "" && n <= 0.05
}

// sameAsPaper reports whether a colour is none, or that of what lies behind.
func sameAsPaper(value, back string) bool {
	return value == "transparent" || alpha(value) == 0 || back != "" && colour(value) == colour(back)
}

// movedAway reports whether a transformation leaves nothing to see.
func movedAway(value string) bool {
	m := shift.FindStringSubmatch(value)
	return flat.MatchString(value) || m != nil && strings.HasPrefix(m[2], "-") && len(m[2]) > 3
}

// tiny reports whether no letter of a size can be read.
func tiny(value string) bool {
	n, unit, ok := number(value)
	return ok && (n == 0 || n <= 2 && (unit == "px" || unit == "pt"))
}

// away reports whether a distance leads off the page.
func away(value string) bool {
	n, unit, ok := number(value)
	return ok && (n <= -500 || n <= -200 && unit == "%")
}

// backs is the colour behind an element that a style gives, "" for none.
func backs(says map[string]string) string {
	if c := says["background-color"]; c != "" {
		return c
	}
	return says["background"]
}

func number(value string) (n float64, unit string, ok bool) {
	m := length.FindStringSubmatch(value)
	if m == nil {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return n, m[2], err == nil
}

// names are the colours that a text is hidden by.
var names = map[string]string{"white": "255,255,255", "black": "0,0,0"}

// colour brings the ways of writing a colour into one, as far as they occur.
func colour(s string) string {
	if c := names[s]; c != "" {
		return c
	}
	if m := rgb.FindStringSubmatch(s); m != nil {
		return m[1] + "," + m[2] + "," + m[3]
	}
	if len(s) == 4 && s[0] == '#' {
		s = "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:4], 2)
	}
	if n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32); err == nil && len(s) == 7 {
		return strconv.Itoa(int(n>>16)) + "," + strconv.Itoa(int(n>>8&255)) + "," + strconv.Itoa(int(n&255))
	}
	return s
}

// alpha is how opaque a colour is, 1 where it does not say.
func alpha(s string) float64 {
	m := rgb.FindStringSubmatch(s)
	if m == nil || m[4] == "" {
		return 1
	}
	a, err := strconv.ParseFloat(m[4], 64)
	if err != nil {
		return 1
	}
	return a
}

// isWhite reports whether a colour cannot be told from white paper.
func isWhite(s string) bool {
	if s == "" {
		return false
	}
	parts := strings.Split(colour(s), ",")
	for _, p := range parts {
		if n, err := strconv.Atoi(p); err != nil || n < 250 {
			return false
		}
	}
	return len(parts) == 3
}
