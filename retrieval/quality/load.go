package quality

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	"footnote/corpus"
)

// record is a line of a question file, in either form.
type record struct {
	// The first form: articles are prefixes of IDs, quote and answer regular
	// expressions.
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Articles []string `json:"articles"`
	Quote    string   `json:"quote"`
	Answer   string   `json:"answer"`
	// The second form, after BEIR and SQuAD.
	BeirID  string       `json:"_id"`
	Text    string       `json:"text"`
	Answers []string     `json:"answers"`
	Gold    []goldRecord `json:"gold"`

	Answerable *bool `json:"answerable"`
}

// goldRecord is where an answer stands; without start and end, anywhere in doc.
type goldRecord struct {
	Doc   string `json:"doc"`
	Start *int   `json:"start"`
	End   *int   `json:"end"`
}

// Load reads a file of questions, one JSON object a line, in one of two forms:
//
//	{"id", "question", "answerable", "articles", "quote", "answer"}
//	{"_id", "text", "answerable", "answers", "gold": [{"doc", "start", "end"}]}
//
// The first line that is neither is an error that names it.
func Load(path string) ([]Question, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	questions, err := read(file)
	if err != nil {
		return nil, fmt.Errorf("%s, %w", path, err)
	}
	if len(questions) == 0 {
		return nil, fmt.Errorf("%s holds no questions: it needs one JSON object a line", path)
	}
	return questions, nil
}

// read reads questions up to the end; its errors name the line.
func read(r io.Reader) ([]Question, error) {
	var questions []Question
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	n := 0
	for lines.Scan() {
		n++
		if oneSpaced(lines.Text()) == "" {
			continue
		}
		q, err := parse(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		questions = append(questions, q)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	return questions, nil
}

// parse reads one line of a question file.
func parse(line []byte) (Question, error) {
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return Question{}, fmt.Errorf("not a JSON object of a question: %w", err)
	}
	q := Question{ID: r.ID + r.BeirID, Text: r.Question + r.Text, Answers: r.Answers}
	switch {
	case q.ID == "":
		return Question{}, errors.New(`the question has no ID: add "id" or "_id"`)
	case q.Text == "":
		return Question{}, errors.New(`the question has no text: add "question" or "text"`)
	case r.Answerable == nil:
		return Question{}, errors.New(`the question does not say whether it is answerable: add "answerable"`)
	}
	q.Answerable = *r.Answerable
	q.Gold = gold(&r)
	var err error
	if q.Quote, err = expression("quote", r.Quote); err != nil {
		return Question{}, err
	}
	q.Answer, err = expression("answer", r.Answer)
	return q, err
}

// gold joins the two ways to say where an answer stands.
func gold(r *record) []Gold {
	var list []Gold
	for _, prefix := range r.Articles {
		list = append(list, Gold{Article: prefix, Prefix: true})
	}
	for _, g := range r.Gold {
		one := Gold{Article: g.Doc}
		if g.Start != nil && g.End != nil {
			one.Range = &corpus.Span{Start: *g.Start, End: *g.End}
		}
		list = append(list, one)
	}
	return list
}

// expression compiles a regular expression, nil where there is none.
func expression(field, text string) (*regexp.Regexp, error) {
	if text == "" {
		return nil, nil
	}
	e, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("%q is not a regular expression: %w", field, err)
	}
	return e, nil
}
