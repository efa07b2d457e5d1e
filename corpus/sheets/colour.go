package sheets

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// colour is one as it is drawn: red, green and blue from 0 to 255, and how opaque it
// is from 0 to 1.
type colour struct {
	r, g, b, opaque float64
}

var white = colour{255, 255, 255, 1}

// parts are a colour that is written as a function: rgb(1,2,3,.5), hsl(1 2% 3% / 50%).
var parts = regexp.MustCompile(`^(rgb|hsl)a?\((-?[\d.]+)(?:deg)?[, ]\s?(-?[\d.]+)(%?)[, ]\s?(-?[\d.]+)%?(?:\s?[,/]\s?([\d.]+)(%?))?\)$`)

// colourOf reads a colour as style sheets write it.
func colourOf(s string) (c colour, ok bool) {
	switch {
	case s == "transparent":
		return c, true
	case strings.HasPrefix(s, "#"):
		return hexColour(s[1:])
	}
	if named, ok := colornames.Map[s]; ok {
		return colour{float64(named.R), float64(named.G), float64(named.B), 1}, true
	}
	m := parts.FindStringSubmatch(s)
	if m == nil {
		return c, false
	}
	var v [4]float64
	for i, text := range []string{m[2], m[3], m[5], m[6]} {
		v[i], _ = strconv.ParseFloat(text, 64) // "" is no opacity
	}
	c.opaque = v[3]
	switch {
	case m[6] == "":
		c.opaque = 1
	case m[7] == "%":
		c.opaque /= 100
	}
	if m[1] == "hsl" {
		c.r, c.g, c.b = fromHSL(v[0], v[1]/100, v[2]/100)
		return c, true
	}
	scale := 1.0
	if m[4] == "%" {
		scale = 2.55
	}
	c.r, c.g, c.b = v[0]*scale, v[1]*scale, v[2]*scale
	return c, true
}

// hexColour reads 3, 4, 6 or 8 digits.
func hexColour(s string) (c colour, ok bool) {
	if len(s) == 3 || len(s) == 4 {
		var b strings.Builder
		for i := range len(s) {
			b.WriteString(strings.Repeat(s[i:i+1], 2))
		}
		s = b.String()
	}
	if len(s) == 6 {
		s += "ff"
	}
	n, err := strconv.ParseUint(s, 16, 32)
	return colour{float64(n >> 24), float64(n >> 16 & 255), float64(n >> 8 & 255), float64(n&255) / 255}, err == nil && len(s) == 8
}

// fromHSL is a colour by hue in degrees, saturation and lightness.
// Source: https://www.w3.org/TR/css-color-4/#hsl-to-rgb
func fromHSL(hue, saturation, light float64) (r, g, b float64) {
	f := func(n float64) float64 {
		k := math.Mod(n+hue/30, 12)
		return 255 * (light - saturation*min(light, 1-light)*max(-1, min(k-3, 9-k, 1)))
	}
	return f(0), f(8), f(4)
}

// alike is how far the parts of two colours may be apart that no eye tells apart.
const alike = 8

// near reports whether a colour cannot be told from what lies behind it.
func (c colour) near(behind colour) bool {
	far := max(math.Abs(c.r-behind.r), math.Abs(c.g-behind.g), math.Abs(c.b-behind.b))
	return c.opaque <= faint || far*c.opaque <= alike
}

// faint is how opaque something is at most that is not seen.
const faint = 0.05
