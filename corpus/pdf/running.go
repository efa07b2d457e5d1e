package pdf

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	// margin is how much of a page, at its top and at its bottom, may hold a
	// running head or foot.
	margin = 0.17
	// edgeLines is how many lines of a page's edge are looked at.
	edgeLines = 2
)

var digits = regexp.MustCompile(`[0-9]+`)

// edgeLine is a line near the edge of a page.
type edgeLine struct {
	page, block, line int
	numbers           []int
	large             bool
}

// dropRunning removes the heads and feet of pages: lines near the edge that
// stand at the same height on several pages and are the same, or differ by
// nothing but a number that counts with the pages.
func dropRunning(pages []page, body float64) {
	groups := map[string][]edgeLine{}
	for i := range pages {
		for _, e := range edges(pages[i], i) {
			l := pages[i].blocks[e.block][e.line]
			e.large = l.size > headingSize*body
			key := fmt.Sprint(int(math.Round(l.y/6)), digits.ReplaceAllString(l.text, "#"))
			for _, n := range digits.FindAllString(l.text, 8) {
				v, _ := strconv.Atoi(n) // 0 where it is too long
				e.numbers = append(e.numbers, v)
			}
			groups[key] = append(groups[key], e)
		}
	}
	for key, group := range groups {
		if isRunning(key, group, len(pages)) {
			for _, e := range group {
				pages[e.page].blocks[e.block][e.line].text = ""
			}
		}
	}
}

// edges lists the first and last lines of a page, in order of height, that
// stand within its margins.
func edges(p page, n int) []edgeLine {
	var all []edgeLine
	at := func(e edgeLine) piece { return p.blocks[e.block][e.line] }
	for b, block := range p.blocks {
		for l, line := range block {
			if line.turns == p.blocks[0][0].turns {
				all = append(all, edgeLine{page: n, block: b, line: l})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b edgeLine) int { return cmp.Compare(at(b).y, at(a).y) })
	var out []edgeLine
	for i, e := range all {
		y, height := at(e).y, at(e).height
		if i < edgeLines && y > (1-margin)*height || i >= len(all)-edgeLines && y < margin*height {
			out = append(out, e)
		}
	}
	return out
}

// isRunning reports whether lines that are alike but for their numbers are a
// running head or foot. Two pages are enough for a bare page number.
func isRunning(key string, group []edgeLine, pages int) bool {
	_, text, _ := strings.Cut(key, " ")
	bare := strings.Trim(text, "# .-–—") == ""
	if least := min(3, max(2, pages)); len(group) < least && !(bare && len(group) >= 2) {
		return false
	}
	same := true
	for _, e := range group {
		same = same && slices.Equal(e.numbers, group[0].numbers)
	}
	return same || !group[0].large && countsPages(group)
}

// countsPages reports whether of the lines' numbers one grows as the pages do
// and the others stay.
func countsPages(group []edgeLine) bool {
	counting := 0
	for i := range group[0].numbers {
		stays, counts := true, true
		for _, e := range group {
			step := e.page - group[0].page
			stays = stays && e.numbers[i] == group[0].numbers[i]
			counts = counts && e.numbers[i] == group[0].numbers[i]+step
		}
		switch {
		case counts:
			counting++
		case !stays:
			return false
		}
	}
	return counting > 0
}
