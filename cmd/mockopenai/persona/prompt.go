package persona

import (
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// task is what a prompt asks for.
type task int

const (
	taskAnswer  task = iota // a question, from passages
	taskRewrite             // a follow-up, to be made to stand alone
	taskJudge               // a statement, to be held against passages
)

// prompt is a request, taken apart.
type prompt struct {
	req      Request
	task     task
	passages []passage
	question string
	// system is the text of system messages, rest what users and assistants
	// wrote without the passages.
	system string
	rest   string
	turns  []Message
}

var (
	asked   = regexp.MustCompile(`(?im)^[ \t]*(?:the )?(?:asker's |reader's |user's |new |follow-up |last )?(question|follow-up|topic|task|statement)[ \t]*:[ \t]*(.*)$`)
	wantsRe = regexp.MustCompile(`(?i)rewrit|rephras|stands? alone|standalone|self-contained`)
	// wantsVerdict is the form in which a verdict is asked for without a schema.
	wantsVerdict = regexp.MustCompile(`(?im)^verdict: |\{"verdict":`)
	claimsWord   = `"claims"`
)

// readPrompt finds passages, question and task. The passages are those of the
// last message that has any, so that a second try may repeat or omit them.
func readPrompt(req Request) *prompt {
	p := &prompt{req: req}
	for _, m := range req.Messages {
		if m.Role == "system" || m.Role == "developer" {
			p.system += m.Text + "\n"
			continue
		}
		if found := readPassages(m.Text); len(found) > 0 && m.Role == "user" {
			p.passages = found
		}
		bare := fence.ReplaceAllString(m.Text, "")
		p.turns = append(p.turns, Message{Role: m.Role, Text: bare})
		p.rest += bare + "\n"
	}
	p.question = readQuestion(p.turns)
	p.task = p.findTask()
	return p
}

// readQuestion returns what follows the last label, or the last user message.
func readQuestion(turns []Message) string {
	last := ""
	for _, t := range slices.Backward(turns) {
		if t.Role != "user" {
			continue
		}
		if all := asked.FindAllStringSubmatch(t.Text, -1); len(all) > 0 {
			return strings.TrimSpace(all[len(all)-1][2])
		}
		if last == "" {
			last = strings.TrimSpace(t.Text)
		}
	}
	return last
}

// findTask trusts the schema first, then the presence of passages, then words.
func (p *prompt) findTask() task {
	form, names := p.req.Schema, p.req.Schema.Names()
	switch {
	case slices.Contains(names, "verdict") || form == nil && len(p.passages) > 0 && wantsVerdict.MatchString(p.system):
		return taskJudge
	case slices.Contains(names, "claims") || form == nil && len(p.passages) > 0:
		return taskAnswer
	case form.Mentions("question", "query", "standalone", "rewrit"):
		return taskRewrite
	case !strings.Contains(p.system+p.rest, claimsWord) && wantsRe.MatchString(p.system+p.rest):
		return taskRewrite
	}
	return taskAnswer
}

// asksJSON reports whether the reply should be JSON: asked for by the request, or by
// the words of the prompt.
func (p *prompt) asksJSON() bool {
	text := p.system + p.rest
	return p.req.JSON || strings.Contains(text, claimsWord) || strings.Contains(text, `"verdict"`)
}

// random is a source that depends on the seed and the question only.
func (p *prompt) random() *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(p.question))
	return rand.New(rand.NewPCG(uint64(p.req.Seed), h.Sum64()))
}
