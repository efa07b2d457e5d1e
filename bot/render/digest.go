package render

import (
	"strconv"

	"footnote/corpus"
)

// Digest is what happened since the last one.
type Digest struct {
	// Since is the day of the last one, as Discord shows moments.
	Since string
	// New are the newest articles, More how many there are beside them.
	New  []*corpus.Article
	More int
	// Asked are the questions asked most, Unanswered those that wait.
	Asked      []Counted
	Unanswered []string
}

// Counted is a question with how often it was asked.
type Counted struct {
	Question string
	Times    int
}

// DigestHead lays the lists of a digest out in one message; its length is
// bounded by how much stands in each list.
func DigestHead(w Words, d Digest) Message {
	f := newFlow(maxDescription)
	f.add(false, line{prefix: smallPrint, pieces: []piece{markup(w.Say("digest.since", "date", d.Since))}})
	if len(d.New)+len(d.Asked)+len(d.Unanswered) == 0 {
		f.add(true, line{pieces: []piece{text(w.Say("digest.nothing"))}})
	}
	if len(d.New) > 0 {
		f.add(true, heading(w.Say("digest.new", "count", strconv.Itoa(len(d.New)+d.More))))
		for _, a := range d.New {
			pieces := []piece{titled(Cut(Clean(a.Name()), 120), a.ID, short(Link(a.URL, "")))}
			if about := known(Clean(a.Source), day(w, a.Date())); about != "" {
				pieces = append(pieces, piece{text: " · " + Cut(about, 60)})
			}
			f.add(false, line{prefix: "- ", pieces: pieces})
		}
		if d.More > 0 {
			f.add(false, line{prefix: "- ", pieces: []piece{text(w.Say("digest.more", "count", strconv.Itoa(d.More)))}})
		}
	}
	if len(d.Asked) > 0 {
		f.add(true, heading(w.Say("digest.asked")))
		for _, q := range d.Asked {
			f.add(false, line{prefix: "- ", pieces: []piece{{text: Cut(Clean(q.Question), 160)}, markup(" ×" + strconv.Itoa(q.Times))}})
		}
	}
	if len(d.Unanswered) > 0 {
		f.add(true, heading(w.Say("digest.unanswered")))
		for _, q := range d.Unanswered {
			f.add(false, line{prefix: "- ", pieces: []piece{{text: Cut(Clean(q), 160)}}})
		}
	}
	m := messages(f, ColourPlain, "")[0]
	m.Embeds[0].Title = w.Say("digest.title")
	return m
}

func heading(text string) line { return line{pieces: []piece{markup("**" + text + "**")}} }

// short is a link that leaves room for ten of them in a message, "" for a long one.
func short(link string) string {
	if Length(link) > 180 {
		return ""
	}
	return link
}
