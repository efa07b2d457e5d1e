package writing

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Judging is a statement to be held against passages.
type Judging struct {
	// Statement is one sentence of a stranger's; Before is what they said
	// before it, which tells whom it means and is not judged.
	Statement, Before string
	Passages          []Passage
	// Language is the reader's, by its English name; Translate asks for a
	// translation of each quote into it.
	Language  string
	Translate bool
}

// The verdicts a model may give.
const (
	BorneOut     = "borne out"
	Contradicted = "contradicted"
	NotThere     = "not in the passages"
)

// Judgement is a model's verdict with what it says it rests on.
type Judgement struct {
	Verdict  string     `json:"verdict"`
	Evidence []Evidence `json:"evidence"`
}

// VerdictSchema is the JSON schema of a Judgement from so many passages.
func VerdictSchema(passages int) json.RawMessage {
	return numbered(mustRead("verdict.schema.json"), passages)
}

// Messages asks for a verdict in a form.
func (j Judging) Messages(f Form) []Message {
	t := Task{Question: j.Statement + "\n" + j.Before, Passages: j.Passages}
	data := struct {
		Judging
		Form  Form
		Fence string
	}{j, f, newFence()}
	data.Passages = t.escaped().Passages
	data.Statement, data.Before = defused(oneLine(j.Statement)), defused(oneLine(j.Before))
	return []Message{{"system", render("verdict.system.tmpl", data)}, {"user", render("verdict.user.tmpl", data)}}
}

// Again continues a judging whose reply could not be used, naming its faults.
func (j Judging) Again(before []Message, reply string, faults []string) []Message {
	data := struct {
		Judging
		Faults []string
	}{j, faults}
	data.Statement = oneLine(j.Statement)
	after := []Message{{"assistant", reply}, {"user", render("verdict.again.tmpl", data)}}
	return append(append([]Message(nil), before...), after...)
}

var plainVerdict = regexp.MustCompile(`(?im)^[\s"'*_-]*verdict\s*:\s*["'*_]*(borne out|contradicted|not in the passages)\b`)

// ReadJudgement reads a verdict from a model's reply: the JSON that was asked
// for, also inside prose or a code fence, or the plain form. A verdict of
// another name, or two that differ, are none.
func ReadJudgement(reply string) (Judgement, bool) {
	reply = reply[:min(len(reply), MaxReply)]
	if j, ok := jsonJudgement(reply); ok {
		return j, true
	}
	found := plainVerdict.FindAllStringSubmatch(reply, -1)
	if len(found) == 0 {
		return Judgement{}, false
	}
	j := Judgement{Verdict: strings.ToLower(found[0][1])}
	for _, other := range found[1:] {
		if !strings.EqualFold(other[1], j.Verdict) {
			return Judgement{}, false
		}
	}
	for _, q := range plainQuote.FindAllStringSubmatch(reply, maxEvidence) {
		j.Evidence = append(j.Evidence, Evidence{Passage: number(q[1]), Quote: q[2]})
	}
	return j, true
}

// jsonJudgement takes the first object of a reply that holds a verdict.
func jsonJudgement(reply string) (Judgement, bool) {
	for at := strings.IndexByte(reply, '{'); at >= 0; {
		size := objectLen([]byte(reply[at:]))
		if size == 0 {
			return Judgement{}, false
		}
		var j Judgement
		if json.Unmarshal([]byte(reply[at:at+size]), &j) == nil && j.known() {
			j.Evidence = j.Evidence[:min(len(j.Evidence), maxEvidence)]
			return j, true
		}
		next := strings.IndexByte(reply[at+size:], '{')
		if next < 0 {
			return Judgement{}, false
		}
		at += size + next
	}
	return Judgement{}, false
}

// known brings the verdict to the form of the constants and tells whether it
// is one of them.
func (j *Judgement) known() bool {
	j.Verdict = strings.ToLower(oneLine(j.Verdict))
	return j.Verdict == BorneOut || j.Verdict == Contradicted || j.Verdict == NotThere
}
