package persona

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// passage is one numbered passage of a prompt.
type passage struct {
	number      int
	title, text string
	stems       map[string]bool // of both
}

// sentence is a sentence of a passage, verbatim.
type sentence struct {
	passage *passage
	text    string
	words   []word
	stems   map[string]bool
	// prev and next are the neighbours in the passage; nil at its ends.
	prev, next *sentence
}

// word is a word of a text and what it is compared by.
type word struct {
	raw, stem string
	// plain: it is one of those that every text has. name: it has a capital and does
	// not begin the text.
	plain, name bool
}

var (
	fence     = regexp.MustCompile(`(?s)<passage[\w-]*((?:\s+[\w-]+="[^"]*")*)\s*>\r?\n?(.*?)\r?\n?</passage[\w-]*>`)
	attribute = regexp.MustCompile(`([\w-]+)="([^"]*)"`)
	stop      = regexp.MustCompile(`[.!?…]+[”"’')\]]*\s|\n`)
	closed    = regexp.MustCompile(`[.!…:][”"’')\]]*$`)
	initial   = regexp.MustCompile(`(?:^|[\s(“"‘.])(?:\pL|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|St|No|vs)\.\s$`)
	opens     = regexp.MustCompile(`^\s*[\p{Lu}\p{N}“"‘'(\[-]|^\s*$`)
)

func readPassages(text string) []passage {
	var all []passage
	for i, m := range fence.FindAllStringSubmatch(text, -1) {
		p := passage{number: i + 1, text: m[2]}
		for _, a := range attribute.FindAllStringSubmatch(m[1], -1) {
			switch a[1] {
			case "number", "n", "id":
				if n, err := strconv.Atoi(a[2]); err == nil {
					p.number = n
				}
			case "title":
				p.title = html.UnescapeString(a[2])
			}
		}
		all = append(all, p)
	}
	return all
}

// readSentences divides all passages. Lines without a closing mark and of few
// words are headings or navigation, and are left out.
func readSentences(passages []passage) []*sentence {
	var all []*sentence
	for i := range passages {
		var last *sentence
		passages[i].stems = stems(readWords(passages[i].title + " " + passages[i].text))
		for _, text := range cut(passages[i].text) {
			s := &sentence{passage: &passages[i], text: text, words: readWords(text), prev: last}
			if ends := closed.MatchString(text); ends && len(s.words) < 4 || !ends && len(s.words) < 12 {
				continue
			}
			s.stems = stems(s.words)
			if last != nil {
				last.next = s
			}
			last, all = s, append(all, s)
		}
	}
	return all
}

// cut divides a text into its lines and sentences, without white space around them.
// Speech is kept whole.
func cut(text string) []string {
	var all []string
	from := 0
	for _, at := range stop.FindAllStringIndex(text, -1) {
		part := text[from:at[1]]
		speaks := strings.Count(part, "“") > strings.Count(part, "”")
		if text[at[1]-1] == '\n' || opens.MatchString(text[at[1]:]) && !speaks && !initial.MatchString(part) {
			all, from = append(all, strings.TrimSpace(part)), at[1]
		}
	}
	return append(all, strings.TrimSpace(text[from:]))
}

var everywhere = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`a about after all also am an and any are as at be been before being but by can could did do does doing
		for from get gets give given had has have having he her hers him his how i if in into is it its itself just may me might more most my
		no not of off on or our out own s said same say says she should so some such t than that the their theirs them then there these they
		this those to too under up us very was we were what when where which while who whom whose why will with would you your tell`) {
		set[w] = true
	}
	return set
}()

func readWords(text string) []word {
	var all []word
	for _, f := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '\'' && r != '.'
	}) {
		if f = strings.Trim(f, ".'’"); f != "" {
			first, _ := utf8.DecodeRuneInString(f)
			low := strings.ToLower(f)
			all = append(all, word{f, stem(low), everywhere[low], len(all) > 0 && unicode.IsUpper(first)})
		}
	}
	return all
}

// stem folds a word in lower case: "u.s." and "us" alike, possessives and endings off.
func stem(low string) string {
	low = strings.NewReplacer("’", "'", ".", "").Replace(low)
	env := snowballstem.NewEnv(strings.TrimSuffix(strings.TrimSuffix(low, "'s"), "'"))
	english.Stem(env)
	return env.Current()
}

// stems are the stems of words, and the initials of names of several words: who asks
// for the short form means the long one.
func stems(words []word) map[string]bool {
	set, initials := map[string]bool{}, ""
	for _, w := range words {
		set[w.stem] = true
		if !w.name {
			initials = ""
			continue
		}
		if initials += strings.ToLower(string([]rune(w.raw)[:1])); len(initials) > 1 {
			set[initials] = true
		}
	}
	return set
}
