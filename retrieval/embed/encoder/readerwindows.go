package encoder

import (
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval"
)

// window is as much of a text as is read at a time.
type window struct {
	ids []int32
	// at is where in the passage the word of each token stands.
	at        []corpus.Span
	sentences []tokenRange
}

// tokenRange is a sentence's place in a window: tokens from to to.
type tokenRange struct{ index, from, to int }

// windows divides a text between its sentences into windows of few enough
// tokens, each beginning with the last sentence of the one before. A sentence
// that fits into none is cut.
func (r *Reader) windows(text retrieval.Text) []window {
	_, after := r.tokens.Around()
	title := r.title(text.Title)
	room := windowTokens - len(title)
	var all []window
	w := r.begin(title)
	for i, s := range text.Sentences {
		ids, at := r.words(text.Passage, s, room)
		if len(ids) == 0 {
			continue
		}
		if len(w.sentences) > 0 && len(w.ids)-1+len(ids) > windowTokens {
			last := w.sentences[len(w.sentences)-1]
			all = append(all, w.end(after))
			next := r.begin(title)
			if last.to-last.from+len(ids) <= room {
				from := len(next.ids)
				next.ids = append(next.ids, w.ids[last.from:last.to]...)
				next.at = append(next.at, w.at[last.from:last.to]...)
				next.sentences = append(next.sentences, tokenRange{last.index, from, len(next.ids)})
			}
			w = next
		}
		w.sentences = append(w.sentences, tokenRange{i, len(w.ids), len(w.ids) + len(ids)})
		w.ids, w.at = append(w.ids, ids...), append(w.at, at...)
	}
	if len(w.sentences) > 0 {
		all = append(all, w.end(after))
	}
	return all
}

// title returns the tokens of a title as they stand before a passage.
func (r *Reader) title(title string) []int32 {
	if title == "" {
		return nil
	}
	ids := r.tokens.Encode(title + ": ")
	return ids[:min(len(ids), titleTokens)]
}

// begin starts a window with a title.
func (r *Reader) begin(title []int32) window {
	w := window{ids: make([]int32, 0, windowTokens+2)}
	before, _ := r.tokens.Around()
	w.ids = append(append(w.ids, before), title...)
	w.at = make([]corpus.Span, len(w.ids), windowTokens+2)
	return w
}

// end closes a window.
func (w window) end(separator int32) window {
	w.ids = append(w.ids, separator)
	return w
}

// words returns the tokens of a sentence, at most room, and for each the range
// of the word it belongs to, without the punctuation around it.
func (r *Reader) words(text string, s corpus.Span, room int) (ids []int32, at []corpus.Span) {
	for i := s.Start; i < s.End && len(ids) < room; {
		space := strings.IndexFunc(text[i:s.End], func(r rune) bool { return !unicode.IsSpace(r) })
		if space < 0 {
			break
		}
		i += space
		size := strings.IndexFunc(text[i:s.End], unicode.IsSpace)
		if size < 0 {
			size = s.End - i
		}
		ids = append(ids, r.tokens.Encode(text[i:i+size])...)
		for len(at) < len(ids) {
			at = append(at, bare(text, corpus.Span{Start: i, End: i + size}))
		}
		i += size
	}
	return ids[:min(len(ids), room)], at[:min(len(at), room)]
}

// bare is a word's range without the punctuation around it, or the whole range
// where it is nothing else.
func bare(text string, s corpus.Span) corpus.Span {
	word := text[s.Start:s.End]
	around := func(r rune) bool { return unicode.IsPunct(r) && r != '%' }
	left := strings.TrimLeftFunc(word, around)
	if left == "" {
		return s
	}
	s.Start += len(word) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, around))
	return s
}
