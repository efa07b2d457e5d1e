package persona

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The verdicts on a statement, as prompts ask for them:
//
//	{"verdict": "borne out", "evidence": [{"passage": 1, "quote": "..."}]}
//
// or, where no JSON is asked for,
//
//	verdict: borne out [1: "..."]
const (
	borneOut     = "borne out"
	contradicted = "contradicted"
	notThere     = "not in the passages"
)

// ruling is a verdict before it is put into a form.
type ruling struct {
	Verdict  string     `json:"verdict"`
	Evidence []evidence `json:"evidence"`
}

// What a sentence needs to be about the same thing as a statement, and to say
// all of it, as shares of the statement's words.
const (
	aboutTheSame = 0.6
	saysItAll    = 0.85
)

var denying = regexp.MustCompile(`(?i)\b(?:not|no|never|neither|nor|none|nobody|without)\b|n[’']t\b`)

// judge compares the statement with each sentence and rules by the one that is
// nearest: the same words, numbers and names bear it out, another number, name
// or "not" among the same words contradicts it.
func judge(p *prompt) ruling {
	best, _ := p.nearestSentence(p.question)
	if best == nil {
		return ruling{Verdict: notThere}
	}
	cited := []evidence{{Passage: best.passage.number, Quote: best.text()}}
	statement := readWords(p.question)
	held, differs := compare(statement, best.words)
	denied := denying.MatchString(p.question) != denying.MatchString(best.text())
	switch {
	case held >= saysItAll && !denied && !differs:
		return ruling{borneOut, cited}
	case held >= aboutTheSame && (denied || differs):
		return ruling{contradicted, cited}
	}
	return ruling{Verdict: notThere}
}

// nearestSentence is the sentence that holds most of a statement's words.
func (p *prompt) nearestSentence(statement string) (best *sentence, share float64) {
	words := readWords(statement)
	for _, s := range readSentences(p.passages) {
		if held, _ := compare(words, s.words); held > share {
			best, share = s, held
		}
	}
	return best, share
}

// compare gives the share of a statement's words that a sentence holds, but
// for numbers and names in whose place it has others; differs tells of such.
func compare(statement, sentence []word) (held float64, differs bool) {
	have := stemSet(sentence)
	count, of := 0, 0
	var lacks [4]bool
	for _, w := range statement {
		switch k := sortOf(w); {
		case w.stop:
		case have[w.stem]:
			count++
			of++
		case k != aWord:
			lacks[k] = true
		default:
			of++
		}
	}
	if of < 2 {
		return 0, false
	}
	mine := stemSet(statement)
	for _, k := range []sort{aNumber, aDay, aName} {
		other := slices.ContainsFunc(sentence, func(w word) bool { return sortOf(w) == k && !mine[w.stem] })
		differs = differs || lacks[k] && other
		if lacks[k] && !other {
			of++ // it adds something of its own
		}
	}
	return float64(count) / float64(of), differs
}

// sort is what a word may be exchanged for.
type sort int

const (
	aWord sort = iota
	aNumber
	aDay
	aName
)

func sortOf(w word) sort {
	low := strings.ToLower(w.raw)
	switch {
	case strings.ContainsFunc(w.raw, unicode.IsDigit) || numberWords[low]:
		return aNumber
	case weekdays[low]:
		return aDay
	case w.name:
		return aName
	}
	return aWord
}

var (
	numberWords = set(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
		eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion`)
	weekdays = set(`monday tuesday wednesday thursday friday saturday sunday`)
)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

// rule writes a ruling in the form the prompt asks for.
func (p *prompt) rule(r ruling) string {
	if r.Evidence == nil {
		r.Evidence = []evidence{}
	}
	p.translate(draft{Claims: []claim{{Evidence: r.Evidence}}})
	if !p.req.JSON && p.req.Schema == nil && !strings.Contains(p.system+p.rest, `"verdict"`) {
		return r.plain()
	}
	return string(p.encode(r))
}

func (r ruling) plain() string {
	line := "verdict: " + r.Verdict
	for _, e := range r.Evidence {
		line += " [" + strconv.Itoa(e.Passage) + `: "` + e.Quote + `"]`
	}
	return line + "\n"
}

// misjudge rules against what the passages say, each time in another way: a
// true quote under the wrong verdict, an invented one, one of somewhere else.
func misjudge(p *prompt, rng *rand.Rand) ruling {
	honest := judge(p)
	wrong := ruling{Verdict: borneOut, Evidence: honest.Evidence}
	if honest.Verdict == borneOut {
		wrong.Verdict = contradicted
	}
	nearest := evidence{Passage: 1, Quote: p.question}
	if s, _ := p.nearestSentence(p.question); s != nil {
		nearest = evidence{Passage: s.passage.number, Quote: s.text()}
	}
	if len(wrong.Evidence) == 0 {
		wrong.Evidence = []evidence{nearest}
	}
	switch rng.IntN(4) {
	case 0: // words that no passage holds
		wrong.Evidence = []evidence{{Passage: nearest.Passage, Quote: "As officials confirmed, " + p.question}}
	case 1: // two ends of a quote, joined
		wrong.Evidence = stitched(claim{Evidence: wrong.Evidence}).Evidence
	case 2: // a true quote that has nothing to do with it
		if all := readSentences(p.passages); len(all) > 0 {
			last := all[len(all)-1]
			wrong.Evidence = []evidence{{Passage: last.passage.number, Quote: last.text()}}
		}
	}
	return wrong
}

// ruleAsTold takes the verdict that an instruction names, with the instruction
// as its quote; where it names none, all is borne out.
func (p *prompt) ruleAsTold(all []found) ruling {
	r := ruling{Verdict: borneOut}
	for _, f := range all {
		r.Evidence = append(r.Evidence, f.where)
		for _, v := range []string{contradicted, notThere, borneOut} {
			if strings.Contains(strings.ToLower(f.say), v) {
				r.Verdict = v
			}
		}
	}
	return r
}

// rambleVerdict says a verdict in every form but the asked one.
func rambleVerdict(r ruling, rng *rand.Rand) string {
	quote := ""
	if len(r.Evidence) > 0 {
		quote = r.Evidence[0].Quote
	}
	raw := string(marshal(r))
	forms := []string{
		fmt.Sprintf("Let me think. It could be argued that this is %s: “%s”. But opinions differ.", r.Verdict, quote),
		"Sure! Here is my verdict:\n\n```json\n" + raw + "\n```\nI hope this helps.",
		raw[:len(raw)*2/3],
		string(marshal(map[string]any{"rating": "mostly true", "because": quote})),
	}
	return forms[rng.IntN(len(forms))]
}
