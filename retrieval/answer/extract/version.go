package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// release is the version or day that a heading dates its section by.
type release struct {
	// heading is the heading's text.
	heading string
	// numbers are a version's, the most significant first; nil for a day.
	numbers []int
	day     time.Time
}

var (
	// versionNumber is two to four numbers with dots between, or one behind "v".
	versionNumber = regexp.MustCompile(`(?i)(?:\bv(?:ersion)?[ .]?(\d+(?:\.\d+){0,3})|\b(\d+(?:\.\d+){1,3}))\b`)
	unbracket     = regexp.MustCompile(`\[([^\[\]]*)\](?:\([^()]*\))?`)
	isoDay        = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)
)

// versionsIn lists the version numbers that a text names.
func versionsIn(text string) [][]int {
	var all [][]int
	for _, m := range versionNumber.FindAllStringSubmatch(isoDay.ReplaceAllString(text, ""), -1) {
		var numbers []int
		for part := range strings.SplitSeq(m[1]+m[2], ".") {
			n, err := strconv.Atoi(part)
			if err != nil {
				return all
			}
			numbers = append(numbers, n)
		}
		all = append(all, numbers)
	}
	return all
}

// longestRelease is how many words the heading of a release has at most:
// "Version 2.1.0 (2024-05-01)", not a sentence that names a version.
const longestRelease = 5

// releaseOf is the release that a path of headings names, nil where it names none.
func releaseOf(headings string) *release {
	for _, heading := range slices.Backward(strings.Split(headings, "\n")) {
		if len(strings.Fields(heading)) > longestRelease {
			continue
		}
		r := release{heading: heading}
		if v := versionsIn(heading); len(v) == 1 {
			r.numbers = v[0]
		}
		if day, err := time.Parse(time.DateOnly, isoDay.FindString(heading)); err == nil {
			r.day = day
		}
		if r.numbers != nil || !r.day.IsZero() {
			return &r
		}
	}
	return nil
}

// compare orders releases, the older first: by version, else by day.
func (r *release) compare(o *release) int {
	if r.numbers != nil && o.numbers != nil {
		return slices.Compare(r.numbers, o.numbers)
	}
	return r.day.Compare(o.day)
}

// is reports whether a release is the version asked for: 3.1 for 3.1.0.
func (r *release) is(asked []int) bool {
	n := min(len(asked), len(r.numbers))
	return slices.Equal(asked[:n], r.numbers[:n]) && !slices.ContainsFunc(asked[n:], func(x int) bool { return x != 0 })
}

// namesRelease reports whether a word names the release that the sentence is of, or
// what such a heading is.
func (c *candidate) namesRelease(w *word) bool {
	r := c.release
	if r == nil || r.numbers == nil {
		return false
	}
	return w.lower == "version" || w.lower == "release" || slices.ContainsFunc(versionsIn(w.form), r.is)
}

// byRelease keeps of the sentences below headings of releases those of the
// version that the question names. Where it names none, a sentence that says the
// same or otherwise of the newest release goes before that of an older one.
func (q *question) byRelease(ranked []*candidate) []*candidate {
	if asked := versionsIn(q.text); len(asked) > 0 {
		return slices.DeleteFunc(ranked, func(c *candidate) bool {
			return c.release != nil && c.release.numbers != nil && !slices.ContainsFunc(asked, c.release.is)
		})
	}
	if len(ranked) == 0 || ranked[0].release == nil {
		return ranked
	}
	first, at := ranked[0], 0
	for i, c := range ranked {
		if c.release != nil && c.release.compare(ranked[at].release) > 0 && first.sameSubject(c) {
			at = i
		}
	}
	best := ranked[at]
	rest := slices.DeleteFunc(slices.Delete(ranked, at, at+1), func(c *candidate) bool {
		return c.release != nil && best.sameSubject(c)
	})
	return append([]*candidate{best}, rest...)
}

// sameSubject reports whether two sentences of one article tell of the same, the
// one perhaps otherwise than the other: they bear out the question nearly alike
// and share most words.
func (c *candidate) sameSubject(o *candidate) bool {
	return c.article() == o.article() && o.features.Cover >= 0.9*c.features.Cover && similarity(c.sentence, o.sentence) >= sameFact
}

// saidOf puts in front of a text the release that it is of, where the sentence
// does not say it.
func (c *candidate) saidOf(text string) string {
	if c.release == nil || strings.Contains(text, c.release.heading) {
		return text
	}
	return strings.TrimRight(unbracket.ReplaceAllString(c.release.heading, "$1"), ": ") + ": " + text
}
