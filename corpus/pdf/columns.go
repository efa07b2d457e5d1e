package pdf

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// page is the text of a page as blocks in reading order; the lines of a block
// are read one below the other.
type page struct{ blocks [][]piece }

// arrange puts the pieces of a page into reading order. Text drawn at another
// angle than most of the page comes behind it.
func arrange(pieces []piece) page {
	var byTurn [4][]piece
	for _, p := range pieces {
		byTurn[p.turns&3] = append(byTurn[p.turns&3], p)
	}
	slices.SortStableFunc(byTurn[:], func(a, b []piece) int { return cmp.Compare(len(b), len(a)) })
	var out page
	for _, group := range byTurn {
		if len(group) > 0 {
			out.blocks = append(out.blocks, divide(joinCapitals(group), 0)...)
		}
	}
	return out
}

// maxCuts bounds how deep columns within columns are looked for.
const maxCuts = 8

// divide cuts text along its gutters: what stands above the columns, the left
// one, the right one, what stands below.
func divide(pieces []piece, depth int) [][]piece {
	if len(pieces) == 0 {
		return nil
	}
	g, ok := findGutter(pieces)
	if !ok || depth > maxCuts {
		return [][]piece{lines(pieces)}
	}
	var above, left, right, below []piece
	for _, p := range pieces {
		switch {
		case p.y > g.top:
			above = append(above, p)
		case p.y < g.bottom:
			below = append(below, p)
		case p.x1 <= g.x:
			left = append(left, p)
		default:
			right = append(right, p)
		}
	}
	var all [][]piece
	for _, part := range [][]piece{above, left, right, below} {
		all = append(all, divide(part, depth+1)...)
	}
	return all
}

// gutter is the empty strip left of x between two columns of prose.
type gutter struct {
	x, top, bottom float64
	pieces         int
}

const (
	// columnLines is how many lines both columns have at the least.
	columnLines = 3
	// alignment is how far apart the left ends of a column's lines may be.
	alignment = 3.0
)

// findGutter returns the gutter with most text beside it.
func findGutter(pieces []piece) (gutter, bool) {
	down := slices.SortedStableFunc(slices.Values(pieces), func(a, b piece) int { return cmp.Compare(b.y, a.y) })
	starts := map[int]int{}
	for _, p := range down {
		starts[int(math.Round(p.x0/alignment))]++
	}
	var best gutter
	for at, n := range starts {
		if n < columnLines {
			continue
		}
		g := gutterAt(down, (float64(at)-0.5)*alignment-1)
		if g.pieces > best.pieces || g.pieces == best.pieces && g.pieces > 0 && g.x < best.x {
			best = g
		}
	}
	return best, best.pieces > 0
}

// gutterAt looks for the longest stretch of a page in which nothing crosses x
// and both sides are prose.
func gutterAt(down []piece, x float64) gutter {
	var best gutter
	var left, right []piece
	end := func() {
		if n := len(left) + len(right); n > best.pieces && isColumn(left) && isColumn(right) {
			both := slices.Concat(left, right)
			byHeight := func(a, b piece) int { return cmp.Compare(a.y, b.y) }
			best = gutter{x: x, pieces: n, top: slices.MaxFunc(both, byHeight).y, bottom: slices.MinFunc(both, byHeight).y}
		}
		left, right = nil, nil
	}
	for _, p := range down {
		switch {
		case p.x1 <= x:
			left = append(left, p)
		case p.x0 >= x:
			right = append(right, p)
		default:
			end()
		}
	}
	end()
	return best
}

// isColumn reports whether pieces are lines of prose and no cells of a table:
// several, long enough, and going on from one line to the next.
func isColumn(ps []piece) bool {
	if len(ps) < columnLines {
		return false
	}
	long, goOn := 0, 0
	for i, p := range ps {
		if utf8.RuneCountInString(p.text) >= 14 {
			long++
		}
		if i > 0 && goesOn(ps[i-1].text, p.text) {
			goOn++
		}
	}
	return long*3 >= len(ps)*2 && goOn*10 >= (len(ps)-1)*4
}

// goesOn reports whether a line may be the middle of a sentence: it does not
// begin with a capital, or the line before does not end a sentence.
func goesOn(before, line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLower(first) || !unicode.IsUpper(first) && unicode.IsLetter(first) || last == ',' || last == '-'
}

// lines joins the pieces that stand on one line, from the top down.
func lines(pieces []piece) []piece {
	down := slices.SortedStableFunc(slices.Values(pieces), func(a, b piece) int { return cmp.Compare(b.y, a.y) })
	var rows [][]piece
	for _, p := range down {
		if n := len(rows); n > 0 && sameRow(rows[n-1][0], p) {
			rows[n-1] = append(rows[n-1], p)
			continue
		}
		rows = append(rows, []piece{p})
	}
	out := make([]piece, 0, len(rows))
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b piece) int { return cmp.Compare(a.x0, b.x0) })
	}
	for i, row := range rows {
		table := i > 0 && sameCells(rows[i-1], row) || i+1 < len(rows) && sameCells(row, rows[i+1])
		out = append(out, joined(row, table))
	}
	return out
}

// sameCells reports whether two lines are rows of one table: they have as many
// pieces, two or more, and their second ones begin or end in one column.
func sameCells(a, b []piece) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	return math.Abs(a[1].x0-b[1].x0) < alignment || math.Abs(a[1].x1-b[1].x1) < alignment
}

func sameRow(a, b piece) bool { return math.Abs(a.y-b.y) < 0.4*max(4, min(a.size, b.size)) }

// joined makes one line of the pieces of a row.
func joined(row []piece, table bool) piece {
	line, gap := row[0], " "
	if table {
		line.row, gap = true, "\t"
	}
	most := len(line.text)
	for _, p := range row[1:] {
		line.text += gap + p.text
		line.x1 = max(line.x1, p.x1)
		if len(p.text) > most {
			line.size, most = p.size, len(p.text)
		}
	}
	return line
}

// joinCapitals puts a capital that reaches over several lines in front of the
// first of them.
func joinCapitals(pieces []piece) []piece {
	pieces = slices.Clone(pieces)
	var joined []int
	for i, p := range pieces {
		if r, n := utf8.DecodeRuneInString(p.text); n != len(p.text) || !unicode.IsUpper(r) {
			continue
		}
		if to := besideCapital(pieces, p); to >= 0 {
			pieces[to].text = p.text + pieces[to].text
			joined = append(joined, i)
		}
	}
	for _, i := range slices.Backward(joined) {
		pieces = slices.Delete(pieces, i, i+1)
	}
	return pieces
}

// besideCapital finds the topmost line that stands right of a large capital and
// within its height, or -1.
func besideCapital(pieces []piece, c piece) int {
	found := -1
	for i, p := range pieces {
		within := p.y > c.y+0.1*c.size && p.y < c.y+c.size
		near := p.x0 >= c.x1-1 && p.x0 < c.x1+c.size
		if within && near && c.size > 1.7*p.size && (found < 0 || p.y > pieces[found].y) {
			found = i
		}
	}
	return found
}
