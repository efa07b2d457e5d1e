// Package writing holds what a model is asked to write and reads what it wrote.
//
// It decides nothing about truth: a claim it returns is only what a model
// said. The prompts are files in prompts/.
package writing

import (
	"bytes"
	"crypto/rand"
	"embed"
	"encoding/json"
	"html"
	"regexp"
	"strconv"
	"strings"
	"text/template"
)

//go:embed prompts/*
var promptFiles embed.FS

var prompts = template.Must(template.New("").Funcs(template.FuncMap{"example": func() Claim { return example }}).
	ParseFS(promptFiles, "prompts/*.tmpl"))

// Message is one message to a chat model. Role is "system", "user" or "assistant".
type Message struct{ Role, Content string }

// Passage is a passage as a model is shown it.
type Passage struct {
	Number                    int
	Title, Source, Date, Text string
	// Heading is the one that the passage stands under, "" where there is none.
	Heading string
}

// Task is a question to be answered from passages.
type Task struct {
	Question string
	Passages []Passage
	// Language is the language to answer in, by its English name.
	Language string
	// Translate asks for a translation of each quote into Language.
	Translate bool
	MaxClaims int
	// Style makes it a summary on the topic Question rather than an answer; it
	// is one of the styles that summary.system.tmpl knows.
	Style string
}

// AnswerSchema is the JSON schema of an answer from so many passages: no other
// number than theirs is one of its.
func AnswerSchema(passages int) json.RawMessage {
	return numbered(mustRead("answer.schema.json"), passages)
}

// numbered bounds the numbers of passages in a schema by an enumeration.
func numbered(schema []byte, passages int) json.RawMessage {
	numbers := make([]string, passages)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	if passages == 0 {
		return schema
	}
	const number = `"passage": {"type": "integer", `
	return bytes.ReplaceAll(schema, []byte(number), []byte(number+`"enum": [`+strings.Join(numbers, ", ")+`], `))
}

// RewriteSchema is the JSON schema of a rewritten question.
func RewriteSchema() json.RawMessage { return mustRead("rewrite.schema.json") }

func mustRead(name string) []byte {
	data, err := promptFiles.ReadFile("prompts/" + name)
	if err != nil {
		panic(err) // part of the program
	}
	return data
}

// Messages asks for an answer in a form.
func (t Task) Messages(f Form) []Message {
	data := struct {
		Task
		Form  Form
		Fence string
	}{t.escaped(), f, newFence()}
	kind := "answer"
	if t.Style != "" {
		kind = "summary"
	}
	return []Message{{"system", render(kind+".system.tmpl", data)}, {"user", render(kind+".user.tmpl", data)}}
}

// Again continues a conversation in which no claim could be proven, naming
// what was wrong with each.
func (t Task) Again(before []Message, reply string, faults []string) []Message {
	data := struct {
		Task
		Faults []string
	}{t.escaped(), faults}
	after := []Message{{"assistant", reply}, {"user", render("again.user.tmpl", data)}}
	return append(append([]Message(nil), before...), after...)
}

// escaped puts what strangers wrote on one line where a line is its place, and
// keeps it out of the attributes' quotation marks. Of a passage's text all stays
// but what imitates the fence: its words are what must be quoted.
func (t Task) escaped() Task {
	passages := make([]Passage, len(t.Passages))
	for i, p := range t.Passages {
		p.Title, p.Source, p.Date = html.EscapeString(oneLine(p.Title)), html.EscapeString(oneLine(p.Source)), html.EscapeString(p.Date)
		p.Heading = html.EscapeString(oneLine(p.Heading))
		p.Text = defused(p.Text)
		passages[i] = p
	}
	t.Passages, t.Question = passages, defused(oneLine(t.Question))
	return t
}

// newFence is a word for the passages' tags that no passage can know beforehand:
// it is drawn anew for each request.
func newFence() string { return strings.ToLower(rand.Text()) }

// fenceLike is what looks like a passage's tag, also with white space or other
// signs for "<" within.
var fenceLike = regexp.MustCompile(`(?i)[<＜‹〈⟨](\s*/?\s*passage)`)

// defused takes the beginning off whatever imitates a passage's tag.
func defused(text string) string { return fenceLike.ReplaceAllString(text, "($1") }

// Turn is an earlier question with the text of its answer.
type Turn struct{ Question, Answer string }

// Rewriting is a question to be made to stand alone, in a language given by
// its English name.
type Rewriting struct {
	Question string
	Turns    []Turn
	Language string
}

// Messages asks for the rewritten question in a form.
func (r Rewriting) Messages(f Form) []Message {
	turns := make([]Turn, len(r.Turns))
	for i, t := range r.Turns {
		turns[i] = Turn{oneLine(t.Question), oneLine(t.Answer)}
	}
	data := struct {
		Rewriting
		Form Form
	}{Rewriting{oneLine(r.Question), turns, r.Language}, f}
	return []Message{{"system", render("rewrite.system.tmpl", data)}, {"user", render("rewrite.user.tmpl", data)}}
}

// Rewritten reads a rewritten question from a model's reply, "" where there is none.
func Rewritten(reply string) string {
	var r struct {
		Question string `json:"question"`
	}
	if start := strings.IndexByte(reply, '{'); start >= 0 {
		if json.NewDecoder(strings.NewReader(reply[start:])).Decode(&r) == nil {
			return oneLine(r.Question)
		}
		return ""
	}
	for line := range strings.Lines(reply) {
		if line = strings.Trim(strings.TrimSpace(line), "\"“”"); line != "" {
			return line
		}
	}
	return ""
}

func render(name string, data any) string {
	var b strings.Builder
	if err := prompts.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // templates and their data are part of the program
	}
	return strings.TrimSpace(b.String())
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
