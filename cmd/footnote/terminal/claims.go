package terminal

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"footnote/retrieval/quality"
)

// Claims prints what became of claims, by kind; with each, a line for every
// claim first.
func (s *Screen) Claims(r *quality.ClaimReport, each bool) error {
	if each {
		for _, v := range r.Verdicts {
			truth := "false"
			if v.True {
				truth = "true"
			}
			if _, err := fmt.Fprintf(s.out, "%s, %s, %s: %s (%s)\n", truth, v.Outcome, v.Verdict, Clean(v.Claim), Clean(v.Reason)); err != nil {
				return err
			}
		}
	}
	t := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	row := func(name string, c *quality.ClaimCounts) {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", name, of(c.FalseShown, c.False), of(c.TrueShown, c.True), of(c.TrueRepaired, c.True), of(c.TrueDropped, c.True)) //nolint:errcheck // Flush tells
	}
	io.WriteString(t, "kind\tfalse shown\ttrue shown\ttrue repaired\ttrue dropped\n") //nolint:errcheck // Flush tells
	for _, kind := range slices.Sorted(maps.Keys(r.Kinds)) {
		row(Clean(kind), r.Kinds[kind])
	}
	row("all", &r.ClaimCounts)
	return t.Flush()
}

// of is a count and what it is a part of, "" where there was nothing to count.
func of(n, all int) string {
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", n, all)
}
