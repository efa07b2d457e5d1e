package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/answer"
)

// Words are the bot's own sentences in the reader's language.
type Words interface {
	// Say gives a sentence by its key, with its {placeholders} replaced by the
	// values, given as name, value, name, value.
	Say(key string, pairs ...string) string
}

// Source is what is known of the article that a nearest passage stands in.
type Source interface {
	Article(id string) (*corpus.Article, bool)
}

// longestQuote is how much of a quote stands below an answer. The button
// "Passages" shows all of it in its surroundings.
const longestQuote = 500

// Answer lays an answer or a refusal out, without buttons. asked is the
// question to show above it, "" where the chat shows it already.
func Answer(w Words, from Source, a *answer.Answer, asked string) []Message {
	if !a.Answered {
		return refusal(w, from, a, asked)
	}
	f := newFlow(maxDescription)
	addQuestion(f, asked)
	for _, l := range claims(w, a) {
		f.add(false, l)
	}
	for i := range a.Citations {
		if lines := grouped(w, a, i); len(lines) > 0 {
			f.add(false, lines...)
		}
	}
	return messages(f, ColourAnswered, Note(w, a))
}

// smallPrint begins a line of small print.
const smallPrint = "-# "

// addQuestion shows a question in small print, for who reads it has asked it.
func addQuestion(f *flow, asked string) {
	if asked = Clean(asked); asked != "" {
		f.add(false, line{prefix: smallPrint, pieces: []piece{text(Cut(asked, 300))}})
	}
}

// citation is a source with its quote, and the translation where a model gave
// one.
func citation(w Words, c *answer.Citation) []line {
	return append([]line{source(w, c, c.Number)}, quoted(w, c)...)
}

func quoted(w Words, c *answer.Citation) []line {
	quote := line{prefix: "> ", pieces: []piece{{text: Cut(asRead(c.Quote), longestQuote)}}}
	return append([]line{quote}, translated(w, c)...)
}

// asRead is a quote as its reader sees it: without the marks of its format.
func asRead(quote string) string { return Clean(answer.ClaimText(quote)) }

// longestTitle is how much of a title stands under an answer; "Passages" and
// /sources show the whole.
const longestTitle = 48

// grouped is the source that citation i is the first of, on one line with the
// numbers of all citations of that article, and below it the quotes that say it
// in other words than the answer does. Every quote is behind the button.
func grouped(w Words, a *answer.Answer, i int) []line {
	first := &a.Citations[i]
	var numbers []int
	var quotes []line
	for j := range a.Citations {
		c := &a.Citations[j]
		if c.Article != first.Article {
			continue
		}
		if j < i {
			return nil
		}
		numbers = append(numbers, c.Number)
		if !saysIt(a, c) {
			quotes = append(quotes, quoted(w, c)...)
		}
	}
	named := *first
	named.Title = Cut(Clean(first.Title), longestTitle)
	head := source(w, &named, numbers...)
	head.prefix = smallPrint
	return append([]line{head}, quotes...)
}

// saysIt reports whether a claim holds a citation's quote word for word.
func saysIt(a *answer.Answer, c *answer.Citation) bool {
	if Clean(c.Translation) != "" {
		return false
	}
	return slices.ContainsFunc(a.Claims, func(claim answer.Claim) bool {
		return slices.Contains(claim.Citations, c.Number) && strings.Contains(Clean(claim.Text), asRead(c.Quote))
	})
}

// translated is the quote in the reader's language, marked as what it is.
func translated(w Words, c *answer.Citation) []line {
	if Clean(c.Translation) == "" {
		return nil
	}
	marked := w.Say("translation", "text", Cut(Clean(c.Translation), longestQuote))
	return []line{{prefix: smallPrint, pieces: []piece{text(marked)}}}
}

// noteKeys name the sentences of notes.
var noteKeys = map[answer.Note]string{
	answer.NoteBudget: "note.passages.budget", answer.NoteSlow: "note.passages.slow", answer.NoteUnusable: "note.passages.unusable",
	answer.NoteOwn: "note.own", answer.NoteWords: "note.words",
}

// Note says in the reader's language how an answer was made, "" where that is not worth
// a word.
func Note(w Words, a *answer.Answer) string {
	switch {
	case a.Mode == answer.Generated && a.Answered:
		return generated(w, a)
	case a.Mode == answer.Passages:
		return w.Say(cmp.Or(noteKeys[a.Note], "note.passages"))
	case noteKeys[a.Note] != "":
		return w.Say(noteKeys[a.Note])
	}
	return ""
}

// generated says that a model wrote an answer, or how many of its sentences are the
// articles' own.
func generated(w Words, a *answer.Answer) string {
	own := 0
	for _, c := range a.Claims {
		if c.Wording == answer.Verbatim || c.Wording == answer.Shortened {
			own++
		}
	}
	model := Cut(Clean(a.Model), 60)
	if own == 0 {
		return w.Say("note.generated", "model", model)
	}
	return w.Say("note.generated.own", "model", model, "own", strconv.Itoa(own), "all", strconv.Itoa(len(a.Claims)))
}

// refusal says that the articles do not answer, and that passages come near, or
// that one may answer, which it shows with its best sentence in bold.
func refusal(w Words, from Source, a *answer.Answer, asked string) []Message {
	f := newFlow(maxDescription)
	addQuestion(f, asked)
	f.add(false, line{pieces: []piece{text(Why(w, a))}})
	switch {
	case a.Outcome == answer.Unsure && len(a.Nearest) > 0:
		f.add(false, inPlace(w, from, a.Nearest[0])...)
	case len(a.Nearest) > 0:
		f.add(false, line{prefix: smallPrint, pieces: []piece{text(w.Say("nearest.behind", "button", w.Say("button.nearest")))}})
	}
	return messages(f, ColourDeclined, Note(w, a))
}

// Why says in the reader's language why an answer has no claims: its Refusal where it
// has no Reason.
func Why(w Words, a *answer.Answer) string {
	if a.Reason == "" {
		return a.Refusal
	}
	return w.Say("refusal."+string(a.Reason), "names", Cut(strings.Join(a.Unknown, ", "), 200), "most", strconv.Itoa(answer.MaxQuestion))
}

// Nearest shows the passages that come nearest to a question that was declined.
func Nearest(w Words, from Source, a *answer.Answer) []Message {
	if len(a.Nearest) == 0 {
		return nil
	}
	f := newFlow(maxDescription / 2)
	f.add(false, line{pieces: []piece{markup("**" + w.Say("nearest") + "**")}})
	for _, n := range a.Nearest {
		f.add(true, nearest(w, from, n)...)
	}
	return messages(f, ColourPlain, "")
}

// inPlace is a sentence in bold among what stands around it on its line, and
// its article.
func inPlace(w Words, from Source, q answer.Quote) []line {
	shown := line{prefix: "> ", pieces: []piece{bold(q.Quote)}}
	if from != nil {
		if a, ok := from.Article(q.Article); ok && q.Start >= 0 && q.Start < q.End && q.End <= len(a.Text) {
			before, after := a.Text[:q.Start], a.Text[q.End:]
			before = before[strings.LastIndexByte(before, '\n')+1:]
			after, _, _ = strings.Cut(after, "\n")
			shown.pieces = marked(before, q.Quote, after, around/3)
		}
	}
	where := standsIn(w, from, q)
	where.prefix = smallPrint
	return []line{shown, where}
}

// nearest is a passage that comes near, with the article it stands in.
func nearest(w Words, from Source, q answer.Quote) []line {
	return []line{standsIn(w, from, q), {prefix: "> ", pieces: []piece{{text: Cut(asRead(q.Quote), longestQuote)}}}}
}

// standsIn is the article of a passage on one line: title, outlet, date and page.
func standsIn(w Words, from Source, q answer.Quote) line {
	title, about, link := q.Article, "", ""
	if from != nil {
		if a, ok := from.Article(q.Article); ok {
			title, about, link = a.Name(), known(Clean(a.Source), day(w, a.Date()), page(w, q.Page)), Link(a.URL, q.Quote)
		}
	}
	return article(titled(title, q.Article, link), about)
}

// article is an article on one line: its title and what else is known of it.
func article(title piece, about string) line {
	l := line{pieces: []piece{title}}
	if about != "" {
		l.pieces = append(l.pieces, markup(" · "), piece{text: Cut(about, 200)})
	}
	return l
}

// messages puts each page into a message of its own, small print on the last.
func messages(f *flow, colour int, note string) []Message {
	var list []Message
	for _, page := range f.finish() {
		list = append(list, Message{Embeds: []Embed{{Description: page, Colour: colour}}})
	}
	if n := len(list); n > 0 && note != "" {
		list[n-1].Embeds[0].Footer = &Footer{Text: Cut(note, 300)}
	}
	return list
}
