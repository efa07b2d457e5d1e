package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/conversation"
	"footnote/cmd/footnote/terminal"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// askCommand builds `footnote ask`.
func askCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var by app.Writing
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
			if len(args) == 0 && !asJSON && p.Interactive() {
				return nil
			}
			return oneText("the question")(cmd, args)
		},
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error {
			return respond(ctx, a, by, strings.Join(args, ""), asJSON)
		}),
	}
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	modeFlag(cmd, &by)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer as a JSON object on one line")
	return cmd
}

// respond answers one question, each line of standard input, or where question is
// "" whatever the person at the terminal asks.
func respond(ctx context.Context, a *app.App, by app.Writing, question string, asJSON bool) error {
	a.From.Many = question == app.FromStdin
	if !a.Log.Enabled(ctx, slog.LevelDebug) {
		a.Level.Set(slog.LevelError) // what could not be used, the reply says
	}
	library, err := a.OpenAsked(ctx, app.Patience)
	if err != nil {
		return err
	}
	engine, release, err := a.Engine(library, by)
	if err != nil {
		return err
	}
	defer release()
	ctx = a.Unhurried(ctx)
	write := func(line string) error {
		reply, err := engine.Ask(ctx, answer.Question{Text: line})
		if err != nil {
			return err
		}
		return a.WriteJSON(terminal.Said(reply))
	}
	switch {
	case question == "":
		return converse(ctx, a, library, engine)
	case question == app.FromStdin:
		return a.EachLine(ctx, write)
	case asJSON:
		return write(question)
	}
	live := a.Screen.Live()
	reply, err := engine.Ask(ctx, answer.Question{Text: question, Progress: live.Progress})
	if err != nil {
		live.Stop()
		return err
	}
	return live.Done(&reply)
}

// converse talks to the person at the terminal until they leave.
func converse(ctx context.Context, a *app.App, library *retrieval.Library, engine *answer.Engine) error {
	history := ""
	if dir, err := a.DataDir(); err == nil {
		history = filepath.Join(dir, "history")
	}
	return conversation.New(a.Screen, a.Problems, library, engine, conversation.NewEditor(history)).Run(ctx)
}
