// Package locale tells in which language to answer.
package locale

import (
	"cmp"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"footnote/retrieval"
	lang "footnote/retrieval/language"
)

// Locale is the language of an answer and that of the passages it rests on.
type Locale struct {
	// Tag is BCP 47, Name is in English, as models know it best.
	Tag, Name string
	// Passages is the tag of the passages' language.
	Passages string
}

// Foreign is the answer's language where the passages are in another one.
func (l Locale) Foreign() string {
	if l.Tag == l.Passages {
		return ""
	}
	return l.Tag
}

// Of tells in which language to answer: the one the question is in
// where that can be told, else the one the asker prefers, else the passages'.
func Of(question, preferred string, hits []retrieval.Hit) Locale {
	passages := lang.English
	if len(hits) > 0 {
		passages = OfText(hits[0].Passage.Text())
	}
	fallback := passages
	if tag, err := xlanguage.Parse(preferred); err == nil && preferred != "" {
		base, _ := tag.Base()
		fallback = base.String()
	}
	tag := cmp.Or(lang.Any(question), fallback)
	return Locale{Tag: tag, Name: Name(tag), Passages: passages}
}

// Name is the English name of a language, "English" for one without.
func Name(tag string) string {
	if name := display.English.Languages().Name(xlanguage.Make(tag)); name != "" {
		return name
	}
	return "English"
}

// OfText is the BCP 47 tag of a text's language, English where that cannot be
// told.
func OfText(text string) string { return cmp.Or(lang.Any(text), lang.English) }
