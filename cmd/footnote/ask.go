package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"footnote/retrieval/answer"
)

// askCommand builds `footnote ask`.
func (p *program) askCommand() *cobra.Command {
	var from source
	var by writerChoice
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ask [--json] [--corpus PATH]... QUESTION",
		Short: "Answer a question, every claim with a verbatim quote",
		Long: `Answers a question from the articles. Each claim carries a footnote: the quote,
word for word, with the article it stands in and its range of bytes there.
Where the articles do not answer, it says so and shows the nearest passages.

QUESTION - reads a question a line from standard input and writes a JSON object
a line, in order, each as soon as it is answered. Every line gets its object:
one that holds no question, a blank one too, gets a refusal that says why.

The exit status is 0 also when the articles do not answer.`,
		Example: `  footnote ask "who proposed the UAE as a venue?"
  footnote ask --corpus articles/ --corpus notes.md "when does the ceasefire begin?"
  footnote ask --json "who is the Kremlin spokesman?" | jq -r .citations[].quote
  footnote ask --corpus articles.jsonl - < questions.txt > answers.jsonl`,
		Args: one("the question"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(args[0]) == "" {
				return usage(cmd, errors.New("the question is empty: write it in quotation marks"))
			}
			return p.ask(cmd.Context(), from, by, args[0], asJSON)
		},
	}
	from.flags(cmd)
	from.embedderFlag(cmd)
	by.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as a JSON object on one line")
	return cmd
}

// ask answers one question, or each line of standard input.
func (p *program) ask(ctx context.Context, from source, by writerChoice, question string, asJSON bool) error {
	c, err := p.settings(nil)
	if err != nil {
		return err
	}
	from.many = question == fromStdin
	library, err := p.open(ctx, from)
	if err != nil {
		return err
	}
	engine, release, err := p.engine(library, c, from, by)
	if err != nil {
		return err
	}
	defer release()
	if question == fromStdin {
		return p.eachLine(ctx, func(line string) error {
			a, err := engine.Ask(ctx, answer.Question{Text: line})
			if err != nil {
				return err
			}
			return p.writeJSON(a)
		})
	}
	a, err := engine.Ask(ctx, answer.Question{Text: question})
	switch {
	case err != nil:
		return err
	case asJSON:
		return p.writeJSON(a)
	}
	return p.screen.Answer(&a)
}
