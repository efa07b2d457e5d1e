package summary

import (
	"embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/injection"
	"footnote/retrieval/terms"
	"footnote/retrieval/text"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// lexicons are the word lists of the package: English grammar, no subject.
type lexicons struct {
	openers  []string
	dangling map[string]bool
}

var grammar = sync.OnceValue(func() lexicons {
	lists := text.Lists{FS: lexiconFiles, Folder: "lexicon"}
	return lexicons{openers: lists.Lines("openers"), dangling: lists.Words("dangling")}
})

// Lengths of a sentence that may become a line, in words.
const (
	leastWords, mostWords = 7, 60
	leastSaid             = 4
	// substantial is from how many words that are no stop words a sentence tells
	// something worth a line.
	substantial = 6
	// handy is up to where a line reads easily.
	handy = 34
)

// lineOf is what a sentence reads as a line: on one line, without the mark of a
// list, and without a connective at its beginning.
func lineOf(quote string) string {
	line := answer.ClaimText(quote)
	if rest := dateline.ReplaceAllString(line, ""); rest != line && text.StartsUpper(rest) {
		line = rest
	}
	for again := true; again; {
		again = false
		for _, o := range grammar().openers {
			rest, ok := cutOpener(line, o)
			if ok {
				line, again = rest, true
			}
		}
	}
	return line
}

// cutOpener takes an opener and its comma off a sentence.
func cutOpener(text, opener string) (string, bool) {
	n := len(opener)
	if len(text) <= n+2 || !strings.EqualFold(text[:n], opener) || text[n:n+2] != ", " {
		return text, false
	}
	rest := strings.TrimSpace(text[n+2:])
	r, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(r)) + rest[size:], true
}

var (
	personal = regexp.MustCompile(`(?i)\b(?:he|she|him|his|her|hers|they|them|their|theirs)\b`)
	pointing = regexp.MustCompile(`(?i)\b(?:(?:such|this|these|those)\s+(?:an?\s+)?\pL+|that (?:day|week|month|year)|the same (?:day|time|week|\pL+day))\b`)
	harmless = regexp.MustCompile(`(?i)^(?:this (?:week|month|year|spring|summer|autumn|winter|morning|afternoon|evening)|these days|such as|those (?:who|that|in|of|from)|this is)$`)
	first    = regexp.MustCompile(`\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e)\b`)
	named    = regexp.MustCompile(`\p{Lu}\p{Ll}+|\p{Lu}{2,}`)
	// that points back where no clause follows it; the listed are of a list before.
	thatBack = regexp.MustCompile(`(?i)\bthat[.,;:!?]|\b(?:with|of|to|by|after|for|in|on|like|than) that\b(?: \pL+,|[.,;]| sentence| word| claim)|\bitself\b|\bdo(?:es)? so\b`)
	// itBack is a thing that nothing before it names, but for "it is" and the like, which mean
	// none; thenBack a time, or a thing behind a preposition, of the sentence before.
	itBack   = regexp.MustCompile(`\b(?:[Ii]t|[Ii]ts)\b`)
	itIs     = regexp.MustCompile(`\b[Ii]t(?:['’]s| (?:is|was|will|would|has|had|may|might|can|could|must|should|seems|seemed|appears|appeared|remains|remained|takes|took))\b`)
	thenBack = regexp.MustCompile(`(?i)\b(?:by|since|until|till|from) then\b|^(?:in|on|with|from|by|at|for|of|under|behind) (?:it|them|him|her)\b|^there (?:is|was|are|were) (?:a (?:second|third|further)|another)\b`)
	// heSaid names a speaker whom only the sentences before name.
	heSaid = regexp.MustCompile(`[,”"] (?:he|she|they) (?:said|says|added|adds|told|noted|stated|argued|warned|wrote|insisted|explained|continued)\b`)
	opaque = regexp.MustCompile(`^(?:As|While|Amid|With|If|Should|Although|Whether) `)
	listed = regexp.MustCompile(`^(?:One|Two|Three|Four|Some|Many|Most|Others|A second|A third|The (?:first|second|third|last|next|other|others|same|latter|former)) (?:is|are|was|were|has|have|had|of (?:them|these|those)|point|one|step|would)\b|^(?:In|For|By|On|To) (?:another|one|neither|both|each|either)\b|\bthe (?:two|three|four|rest|others?) (?:go|are|were|have|will|is|of)\b`)
	// bareNoun is a thing taken as known: "The adviser's", "The two men".
	bareNoun = regexp.MustCompile(`^The (?:\p{Ll}[\pL-]*(?:[’'](?:s)?)? ){1,3}`)
	modified = regexp.MustCompile(` (?:of|for|that|who|which|between|to|on|in|with|from|against|over|by|about|at) $| (?:of|for|that|who|which|between) `)
	// dateline is the place and agency that agencies put first.
	dateline = regexp.MustCompile(`^\p{Lu}[\p{L}. ,]{2,40}(?: \([^)]{2,30}\))? [—–-] `)
	behind   = regexp.MustCompile(`^(?:Following|After|During|Despite|Before|Since|Under|In) (?:the|that|this|his|her|their|all)\b`)
)

// stands judges whether a sentence can be read without the ones before it: how
// much speaks against it, and whether it may be taken at all.
func stands(line string, before []string) (doubt float64, ok bool) {
	tokens := terms.Tokens(line)
	if len(tokens) < leastWords || len(tokens) > mostWords || !whole(line) {
		return 0, false
	}
	bare := text.WithoutQuotations(line)
	if grammar().dangling[strings.ToLower(line[tokens[0].Start:tokens[0].End])] || unnamed(bare, personal) || heSaid.MatchString(bare) {
		return 0, false
	}
	return doubts(line, bare, len(tokens)) + repeated(bare, before), true
}

// doubts sums up what speaks against a sentence of so many words. bare is its
// text without what stands within quotation marks.
func doubts(text, bare string, count int) (doubt float64) {
	for _, m := range pointing.FindAllString(bare, -1) {
		if !harmless.MatchString(m) {
			doubt += 0.45
		}
	}
	opening, _, _ := strings.Cut(bare, ",")
	noun := bareNoun.FindString(bare)
	for _, d := range []struct {
		holds bool
		costs float64
	}{
		{opaque.MatchString(bare), 0.1},
		{first.MatchString(bare), 0.4},
		{thatBack.MatchString(bare) || listed.MatchString(bare) || thenBack.MatchString(bare) || unnamed(itIs.ReplaceAllString(bare, ""), itBack), 0.5},
		{noun != "" && !modified.MatchString(noun), 0.3},
		{behind.MatchString(bare) && !named.MatchString(opening[min(len(opening), 9):]), 0.25},
	} {
		if d.holds {
			doubt += d.costs
		}
	}
	doubt += 0.08 * float64(max(0, substantial-len(terms.Content(text))))
	return doubt + 0.006*float64(max(0, count-handy))
}

// whole tells whether a text is a whole statement: begun with a capital or a
// figure, ended with a full stop, its quotation marks and brackets closed.
func whole(text string) bool {
	opening, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "“\"«„'‘"))
	last := strings.TrimRight(text, "”\"»’')")
	switch {
	case unicode.IsLower(opening) || !unicode.IsLetter(opening) && !unicode.IsDigit(opening):
		return false
	case !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "!") && !strings.HasSuffix(last, "。"):
		return false
	case strings.HasSuffix(last, "..") || strings.HasPrefix(text, "["):
		return false
	}
	return strings.Count(text, "“") == strings.Count(text, "”") && strings.Count(text, "\"")%2 == 0 &&
		strings.Count(text, "(") == strings.Count(text, ")") && strings.Count(text, "«") == strings.Count(text, "»")
}

// unnamed tells whether a pronoun stands where nobody and nothing has been named yet. Words
// within quotation marks, which bare is without, neither dangle nor name.
func unnamed(bare string, pronoun *regexp.Regexp) bool {
	at := pronoun.FindStringIndex(bare)
	if at == nil {
		return false
	}
	before := bare[:at[0]]
	if tokens := terms.Tokens(before); len(tokens) > 0 && tokens[0].Stop {
		before = before[tokens[0].End:] // "The" is written with a capital for its place alone
	}
	return !named.MatchString(before)
}

// repeated is what speaks against a sentence for taking up "the" things of the
// sentences before it.
func repeated(bare string, before []string) float64 {
	known := map[string]bool{}
	for _, b := range before {
		for _, t := range terms.Tokens(b) {
			known[t.Term] = known[t.Term] || !t.Stop && !t.Upper
		}
	}
	sum, tokens := 0.0, terms.Tokens(bare)
	for i := 1; i < len(tokens); i++ {
		if t := tokens[i]; !t.Upper && known[t.Term] && strings.EqualFold(bare[tokens[i-1].Start:tokens[i-1].End], "the") {
			sum += 0.12
		}
	}
	return min(sum, 0.3)
}

// spoken is stands for what people say to each other, which needs no grammar:
// some words, and no order.
func spoken(text string) bool {
	n := 0
	for _, t := range terms.Tokens(text) {
		if !t.Stop {
			n++
		}
	}
	return n >= leastSaid/2 && len(terms.Tokens(text)) >= leastSaid && !injection.IsOrder(text)
}

// beforeOf are the two sentences before the one at index of a passage.
func beforeOf(p *corpus.Passage, index int) []string {
	var all []string
	for _, s := range p.Sentences[max(0, index-2):index] {
		all = append(all, p.Article.Slice(s))
	}
	return all
}
