package answer

import (
	"cmp"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"footnote/retrieval"
	lang "footnote/retrieval/language"
)

// language is the language of an answer and that of the passages it rests on.
type language struct {
	// tag is BCP 47, name is in English, as models know it best.
	tag, name string
	// passages is the tag of the passages' language.
	passages string
}

// foreign is the answer's language where the passages are in another one.
func (l language) foreign() string {
	if l.tag == l.passages {
		return ""
	}
	return l.tag
}

// languageOf tells in which language to answer: the one the question is in
// where that can be told, else the one the asker prefers, else the passages'.
func languageOf(question, preferred string, hits []retrieval.Hit) language {
	passages := lang.English
	if len(hits) > 0 {
		passages = LanguageOf(hits[0].Passage.Text())
	}
	fallback := passages
	if tag, err := xlanguage.Parse(preferred); err == nil && preferred != "" {
		base, _ := tag.Base()
		fallback = base.String()
	}
	tag := cmp.Or(lang.Any(question), fallback)
	return language{tag: tag, name: languageName(tag), passages: passages}
}

func languageName(tag string) string {
	if name := display.English.Languages().Name(xlanguage.Make(tag)); name != "" {
		return name
	}
	return "English"
}

// LanguageOf is the BCP 47 tag of a text's language, English where that cannot be
// told.
func LanguageOf(text string) string { return cmp.Or(lang.Any(text), lang.English) }
