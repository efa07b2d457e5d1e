package main

import (
	"context"
	_ "embed" // the help
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/evaluation"
	"footnote/retrieval/quality"
)

//go:embed eval_help.txt
var evalHelp string

// evalCommand builds `footnote eval`.
func evalCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var o evaluation.Options
	half := string(quality.All)
	cmd := &cobra.Command{
		Use:   "eval [--json] [--half HALF] [--questions] [--corpus PATH]... FILE | --guild ID | --claims FILE",
		Short: "Measure search and answers on questions whose answers are known",
		Long:  evalHelp,
		Example: `  footnote eval --corpus articles/ questions.jsonl
  footnote eval --half reporting --json squad2/questions.jsonl
  footnote eval --mode generated --json questions.jsonl | jq .written
  footnote eval --questions questions.jsonl | grep ^wrong
  footnote eval --claims claims.jsonl --corpus articles/
  footnote eval --questions --guild 1201234567890123456`,
		Args: func(cmd *cobra.Command, args []string) error { return fileOr(o.Guild+o.Claims, cmd, args) },
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error {
			o.File = strings.Join(args, "")
			return evaluation.Run(ctx, a, o)
		}),
	}
	checkFirst(cmd, func(cmd *cobra.Command, _ []string) (err error) {
		if o.Half, err = quality.ParseHalf(half); err != nil {
			err = usage(cmd, err)
		}
		return err
	})
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	modeFlag(cmd, &o.By)
	cmd.Flags().StringVar(&half, "half", half, "the questions to ask: all, tuning or reporting")
	cmd.Flags().StringVar(&o.Guild, "guild", "", "ask what moderators of the Discord server with this `ID` have marked as wrong")
	cmd.Flags().StringVar(&o.Claims, "claims", "", "judge the claims of `FILE` instead of asking questions")
	cmd.MarkFlagsMutuallyExclusive("guild", "claims")
	cmd.Flags().BoolVar(&o.Each, "questions", false, "print a line for every question (with --json, an object)")
	cmd.Flags().BoolVar(&o.JSON, "json", false, "print the figures as a JSON object on one line")
	return cmd
}

// fileOr takes a file of questions, or none where a flag says what to measure.
func fileOr(instead string, cmd *cobra.Command, args []string) error {
	if instead != "" {
		return none(cmd, args)
	}
	return one("the file of questions")(cmd, args)
}
