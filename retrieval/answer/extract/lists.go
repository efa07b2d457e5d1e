package extract

import (
	"slices"
	"strings"

	"footnote/corpus"
)

// ofListsAsked credits an item of each list that a question for several things may
// ask for, or for what happened in a time, with what stands above the list, and marks it as asked for where that names all
// that the question asks about. The items themselves rarely say what they are.
func (q *question) ofListsAsked(all []*candidate) {
	if q.several == "" && !q.happened {
		return
	}
	seen := map[place]bool{}
	for _, c := range all {
		if c.led.Row || !c.inList() {
			continue
		}
		part := corpus.PartAt(c.article(), c.span)
		at := place{c.article().ID, part.List.Start}
		if part.Kind != corpus.Item || len(part.Items) < 2 || q.counts > 0 && q.counts != len(part.Items) || seen[at] {
			continue
		}
		seen[at] = true
		lead := sentenceBefore(c.passage, part.List.Start)
		name, whole := q.listName(c, c.article().Slice(lead))
		if name == nil {
			continue
		}
		c.asked, c.name, c.list = whole, name, part.List
		if lead.Len() > 0 && endsInColon(c.article().Slice(lead)) {
			c.list.Start = lead.Start
		}
	}
}

// listName is what stands above a list with a sentence before it, nil where it does not name what the question asks
// for: what is asked for is named right above it, in the sentence before it or the
// nearest heading, and the rest there or in a heading or title further up. One word that is
// no name may be missing where another is there ("which risks does Oslo face?"); whole
// tells that none is.
func (q *question) listName(c *candidate, lead string) (name *reading, whole bool) {
	headings := c.passage.Heading
	title := c.article().Title
	if headings == "" {
		headings, title = title, ""
	}
	nearest := headings[strings.LastIndexByte(headings, '\n')+1:]
	if q.happened {
		name = q.isAbout(nearest)
		return name, name != nil
	}
	above := read(nearest + "\n" + lead)
	all := read(title + "\n" + headings + "\n" + above.text)
	named, missing := 0, 0
	for i := range q.words {
		w := &q.words[i]
		switch has := func(r reading) bool { return matchWord(w, r) > 0 || w.relatesTo(r) }; {
		case w.lower == q.several:
			if !has(above) {
				return nil, false
			}
		case w.generic, w.reporting:
		case has(all):
			named++
		case w.name:
			return nil, false
		default:
			missing++
		}
	}
	if missing > min(1, named) {
		return nil, false
	}
	return &all, missing == 0
}

// sentenceBefore is the last sentence of a passage before a place, empty where none
// stands right above it.
func sentenceBefore(p *corpus.Passage, start int) corpus.Span {
	for _, s := range slices.Backward(p.Sentences) {
		if s.End <= start {
			if strings.TrimSpace(p.Article.Text[s.End:start]) != "" {
				return corpus.Span{}
			}
			return s
		}
	}
	return corpus.Span{}
}

// toList puts first the sentence that leads to a list, where the question asks for several
// things and the best sentence, right above it, only tells of them.
func (q *question) toList(ranked []*candidate) []*candidate {
	if !q.plural || len(ranked) == 0 || ranked[0].led.Row || ranked[0].inList() || ranked[0].opens() {
		return ranked
	}
	for i, c := range ranked {
		if !c.opens() || !c.answers() || !follows(c, ranked[0]) {
			continue
		}
		if below := corpus.PartAt(c.article(), c.span).Below; below.Len() > 0 {
			c.asked, c.list = true, corpus.Span{Start: c.span.Start, End: below.End}
			return slices.Insert(slices.Delete(ranked, i, i+1), 0, c)
		}
	}
	return ranked
}

// follows reports whether a sentence stands shortly behind another one below the same
// heading.
func follows(c, o *candidate) bool {
	gap := c.span.Start - o.span.End
	return c.article() == o.article() && c.passage.Heading == o.passage.Heading && 0 <= gap && gap <= shortBlock
}
