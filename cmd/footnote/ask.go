package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/conversation"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/terminal"
	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// askCommand builds `footnote ask`.
func (p *program) askCommand() *cobra.Command {
	var from source
	var by writerChoice
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ask [--json] [--corpus PATH]... [QUESTION]",
		Short: "Answer a question, every claim with a verbatim quote",
		Long: `Answers a question from the articles. Each claim has a footnote: the quote, word
for word, the article it comes from, and its range of bytes there. Where the
articles do not answer, it says so and shows the nearest passages.

Without QUESTION, on a terminal, it starts a conversation: ask one question after
another, including follow-ups ("and what did she say about it?"). /show 2 prints
the whole passage behind a footnote, and /help lists the rest. The last 500 lines
typed are kept in the file history in the data directory.

With - as QUESTION, it reads one question per line from standard input and writes
one JSON object per line, in order, each as soon as it is answered. Every line
gets an object; a line without a question, even a blank one, gets a refusal that
says why.

The exit status is also 0 when the articles do not answer.`,
		Example: `  footnote ask "who proposed the UAE as a venue?"
  footnote ask
  footnote ask --corpus articles/ --corpus notes.md "when does the ceasefire begin?"
  footnote ask --json "who is the Kremlin spokesman?" | jq -r .citations[].quote
  footnote ask --corpus articles.jsonl - < questions.txt > answers.jsonl`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !asJSON && p.interactive() {
				return nil
			}
			return one("the question")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{""}
			} else if strings.TrimSpace(args[0]) == "" {
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

// ask answers one question, each line of standard input, or where question is
// "" whatever the person at the terminal asks.
func (p *program) ask(ctx context.Context, from source, by writerChoice, question string, asJSON bool) error {
	c, err := p.settings(from.overrides())
	if err != nil {
		return err
	}
	from.many = question == fromStdin
	library, err := p.openAsked(ctx, from, embedPatience)
	if err != nil {
		return err
	}
	engine, release, err := p.engine(library, c, from, by)
	if err != nil {
		return err
	}
	defer release()
	switch question {
	case "":
		return p.converse(ctx, c, library, engine)
	case fromStdin:
		return p.eachLine(ctx, func(line string) error {
			a, err := engine.Ask(ctx, answer.Question{Text: line})
			if err != nil {
				return err
			}
			return p.writeJSON(a)
		})
	}
	if asJSON {
		a, err := engine.Ask(ctx, answer.Question{Text: question})
		if err != nil {
			return err
		}
		return p.writeJSON(a)
	}
	live := p.screen.Live()
	a, err := engine.Ask(ctx, answer.Question{Text: question, Progress: live.Progress})
	if err != nil {
		live.Stop()
		return err
	}
	return live.Done(&a)
}

// interactive tells whether a person is there to talk to.
func (p *program) interactive() bool {
	return terminal.IsTerminal(p.stdin) && terminal.IsTerminal(p.stdout)
}

// converse talks to the person at the terminal until they leave.
func (p *program) converse(ctx context.Context, c *config.Config, library *retrieval.Library, engine *answer.Engine) error {
	history := ""
	if dir, err := datadir.Find(c.Data, p.getenv); err == nil {
		history = filepath.Join(dir, "history")
	}
	return conversation.New(p.screen, p.problems, library, engine, conversation.NewEditor(history)).Run(ctx)
}
