package answer

import (
	"strings"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"footnote/retrieval"
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

// leastForDetecting is the least number of letters a question must have for
// its language to be told from its letters alone.
const leastForDetecting = 12

// languageOf tells in which language to answer: the one the question is in
// where that can be told, else the one the asker prefers, else the passages'.
func languageOf(question, preferred string, hits []retrieval.Hit) language {
	passages := "en"
	if len(hits) > 0 {
		passages = detect(hits[0].Passage.Text(), passages)
	}
	fallback := passages
	if tag, err := xlanguage.Parse(preferred); err == nil && preferred != "" {
		base, _ := tag.Base()
		fallback = base.String()
	}
	tag := fallback
	if utf8.RuneCountInString(question) >= leastForDetecting {
		tag = detect(question, fallback)
	}
	return language{tag: tag, name: languageName(tag), passages: passages}
}

func languageName(tag string) string {
	if name := display.English.Languages().Name(xlanguage.Make(tag)); name != "" {
		return name
	}
	return "English"
}

// mostForDetecting is how many bytes of a text are looked at: a long passage
// takes milliseconds otherwise, and says nothing else.
const mostForDetecting = 600

// detect tells the language of a text where that is certain enough.
func detect(text, otherwise string) string {
	if len(text) > mostForDetecting {
		text = strings.ToValidUTF8(text[:mostForDetecting], "")
	}
	info := whatlanggo.Detect(text)
	code := info.Lang.Iso6391()
	if code == "" || !info.IsReliable() || !strings.ContainsFunc(text, isWordRune) {
		return otherwise
	}
	return code
}
