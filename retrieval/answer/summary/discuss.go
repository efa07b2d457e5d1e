package summary

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/terms"
)

// Message is something somebody said.
type Message struct {
	// ID names the message; it is what citations name as their article.
	ID string
	// Author is the name by which a line names who said it.
	Author string
	Text   string
	At     time.Time
}

// Discuss asks for a summary of what people said.
type Discuss struct {
	// Topic narrows it; "" means all that was said.
	Topic           string
	Messages        []Message
	Lines           int
	Language, Guild string
	Extract         bool
}

// mostSaid is how long a message is taken whole, in bytes; of a longer one its
// sentences are taken one by one.
const mostSaid = 320

// Discussion summarises what people said in lines that name who said it. Each
// line's citations are messages: Article is a message's ID, Source its author.
// Citations hold the messages' own words. The error is the context's.
func (e *Engine) Discussion(ctx context.Context, d Discuss) (Summary, error) {
	r := Request{Topic: d.Topic, Lines: d.Lines, Style: Discussion, Language: d.Language, Guild: d.Guild, Extract: d.Extract}.withDefaults()
	hits := said(d.Messages)
	words := counted(hits)
	t := newTopic(r.Topic, words)
	all := remarks(hits, t, words)
	if len(all) == 0 || strange(all) {
		return refused(r, hits), ctx.Err()
	}
	e.compare(ctx, r.Topic, all)
	rank(all)
	if err := ctx.Err(); err != nil {
		return Summary{}, fmt.Errorf("summary: %w", err)
	}
	s := e.written(ctx, r, all)
	if s.Mode != answer.Generated {
		s.nameAuthors()
	}
	s.Topic, s.Style, s.Considered = r.Topic, r.Style, len(hits)
	return s.verified(articlesOf(all)), nil
}

// said makes a passage of each message.
func said(messages []Message) []retrieval.Hit {
	var hits []retrieval.Hit
	for _, m := range messages {
		a := &corpus.Article{ID: m.ID, Source: m.Author, Published: m.At, Text: m.Text}
		sentences := corpus.Sentences(m.Text)
		if len(sentences) == 0 {
			continue
		}
		whole := corpus.Span{Start: sentences[0].Start, End: sentences[len(sentences)-1].End}
		if whole.Len() <= mostSaid {
			sentences = []corpus.Span{whole}
		}
		hits = append(hits, retrieval.Hit{Score: 1, Passage: &corpus.Passage{Article: a, Span: whole, Sentences: sentences}})
	}
	return hits
}

// remarks lists what may become lines.
func remarks(hits []retrieval.Hit, t topic, v retrieval.Vocabulary) []*sentence {
	var all []*sentence
	for i, h := range hits {
		for _, span := range h.Passage.Sentences {
			a := h.Passage.Article
			text := strings.Join(strings.Fields(a.Slice(span)), " ")
			if !spoken(text) || utf8.RuneCountInString(text) > mostRemark {
				continue
			}
			s := &sentence{article: a, passage: h.Passage, span: span, text: text, group: a.Source, place: i * int(soon) / len(hits)}
			s.share = t.share(text)
			s.topic = s.share
			if t.total == 0 {
				s.topic = substance(text)
			}
			s.weigh(v)
			all = append(all, s)
		}
	}
	dropCommon(all)
	if t.total > 0 {
		all = slices.DeleteFunc(all, func(s *sentence) bool { return s.share == 0 })
		feedBack(all)
	}
	slices.SortStableFunc(all, byTopicFirst)
	return all[:min(len(all), weighed)]
}

// mostRemark is the longest sentence of a message that is taken, in characters.
const mostRemark = 500

// substance is how much a remark holds, 0..1: a dozen words that are no stop
// words are plenty.
func substance(text string) float64 {
	return min(1, float64(len(terms.Content(text)))/12)
}

// nameAuthors puts in front of each line who said it.
func (s *Summary) nameAuthors() {
	for i := range s.Lines {
		var names []string
		for _, n := range s.Lines[i].Citations {
			if who := s.Citations[n-1].Source; who != "" && !slices.Contains(names, who) {
				names = append(names, who)
			}
		}
		if len(names) > 0 {
			s.Lines[i].Text = strings.Join(names, ", ") + ": " + s.Lines[i].Text
		}
	}
}

// vocabulary knows the words of a few texts.
type vocabulary struct {
	texts int
	held  map[string]int
}

func counted(hits []retrieval.Hit) vocabulary {
	v := vocabulary{texts: len(hits), held: map[string]int{}}
	for _, h := range hits {
		for _, t := range terms.Content(h.Passage.Text()) {
			v.held[t]++
		}
	}
	return v
}

// IDF is the inverse document frequency of a term over the texts.
func (v vocabulary) IDF(term string) (idf float64, known bool) {
	n := v.held[term]
	return math.Log(1 + (float64(v.texts-n)+0.5)/(float64(n)+0.5)), n > 0
}

// Expand knows no other forms.
func (v vocabulary) Expand(terms.Token) [][]string { return nil }

// Without returns the summary without what rests on the sources named, such as
// deleted messages: their citations go, and with them every line that cites one,
// for it says what they said and may name who said it, and every dropped text.
// changed reports whether anything went.
func (s *Summary) Without(sources ...string) (rest Summary, changed bool) {
	out := *s
	out.Citations = nil
	gone := map[int]bool{}
	for _, c := range s.Citations {
		if gone[c.Number] = slices.Contains(sources, c.Article); !gone[c.Number] {
			out.Citations = append(out.Citations, c)
		}
		changed = changed || gone[c.Number]
	}
	if !changed {
		return *s, false
	}
	out.Dropped = nil
	out.Lines = slices.DeleteFunc(slices.Clone(s.Lines), func(l Line) bool {
		return slices.ContainsFunc(l.Citations, func(n int) bool { return gone[n] })
	})
	return out.renumbered(), true
}
