package persona

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// task is what a prompt asks for.
type task int

const (
	taskAnswer  task = iota // a question, from passages
	taskRewrite             // a follow-up, to be made to stand alone
	taskEcho                // a text, to be translated or restated
	taskJudge               // a statement, to be held against passages
)

// passage is one numbered passage of a prompt.
type passage struct {
	number int
	title  string
	text   string
}

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
	fence     = regexp.MustCompile(`(?s)<passage[\w-]*((?:\s+[\w-]+="[^"]*")*)\s*>\r?\n?(.*?)\r?\n?</passage[\w-]*>`)
	attribute = regexp.MustCompile(`([\w-]+)="([^"]*)"`)
	asked     = regexp.MustCompile(`(?im)^[ \t]*(?:the )?(?:asker's |reader's |user's |new |follow-up |last )?(question|follow-up|topic|task|statement)[ \t]*:[ \t]*(.*)$`)
	wantsRe   = regexp.MustCompile(`(?i)rewrit|rephras|stands? alone|standalone|self-contained`)
	wantsEcho = regexp.MustCompile(`(?i)\btranslat`)
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

func readPassages(text string) []passage {
	var out []passage
	for i, m := range fence.FindAllStringSubmatch(text, -1) {
		next := passage{number: i + 1, text: m[2]}
		for _, a := range attribute.FindAllStringSubmatch(m[1], -1) {
			switch a[1] {
			case "number", "n", "id":
				if n, err := strconv.Atoi(a[2]); err == nil {
					next.number = n
				}
			case "title":
				next.title = html.UnescapeString(a[2])
			}
		}
		out = append(out, next)
	}
	return out
}

// readQuestion returns what follows the last label, or the last user message.
func readQuestion(turns []Message) string {
	for i := len(turns) - 1; i >= 0; i-- {
		if turns[i].Role != "user" {
			continue
		}
		if all := asked.FindAllStringSubmatch(turns[i].Text, -1); len(all) > 0 {
			return strings.TrimSpace(all[len(all)-1][2])
		}
	}
	for i := len(turns) - 1; i >= 0; i-- {
		if turns[i].Role == "user" {
			return strings.TrimSpace(turns[i].Text)
		}
	}
	return ""
}

// findTask trusts the schema first, then the presence of passages, then words.
func (p *prompt) findTask() task {
	text := p.system + p.rest
	switch {
	case p.req.Schema.has("verdict") || p.req.Schema == nil && len(p.passages) > 0 && wantsVerdict.MatchString(p.system):
		return taskJudge
	case p.req.Schema.has("claims") || len(p.passages) > 0 && p.req.Schema == nil:
		return taskAnswer
	case p.req.Schema.hasLike("question", "query", "standalone", "rewrit"):
		return taskRewrite
	case p.req.Schema.hasLike("translat"):
		return taskEcho
	case strings.Contains(text, claimsWord):
		return taskAnswer
	case wantsRe.MatchString(text):
		return taskRewrite
	case wantsEcho.MatchString(text):
		return taskEcho
	}
	return taskAnswer
}

// asksJSON tells whether the reply should be JSON: asked for by the request,
// or by the words of the prompt.
func (p *prompt) asksJSON() bool {
	return p.req.JSON || strings.Contains(p.system+p.rest, claimsWord)
}
