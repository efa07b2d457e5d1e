package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/terminal"
	"footnote/corpus"
	"footnote/retrieval/answer/summary"
)

// summaryOptions are the flags of `footnote summary`.
type summaryOptions struct {
	from         app.Source
	by           app.Writing
	style        string
	lines        int
	since, until string
	asJSON       bool
	request      summary.Request
}

// styles are the names of --style.
var styles = []string{string(summary.Bullets), string(summary.Timeline), string(summary.Briefing)}

// summaryCommand builds `footnote summary`.
func summaryCommand(p *app.Process) *cobra.Command {
	o := summaryOptions{style: styles[0], lines: summary.Medium}
	cmd := &cobra.Command{
		Use:   "summary [--json] [--corpus PATH]... [--style NAME] [--lines N] TOPIC",
		Short: "Summarise what the articles say on a topic, every line with a quote",
		Long: `Summarises what the articles say on a topic. Every line has a footnote. The lines
are sentences chosen from the articles, or written by a model if one is
configured. Moderators publish the same summaries in Discord with /summary.

The exit status is also 0 when the articles say nothing on the topic.`,
		Example: `  footnote summary "Trump-Putin summit"
  footnote summary --style timeline --lines 10 --since 2025-02-01 sanctions
  footnote summary --json --corpus articles/ harbour | jq -r .lines[].text`,
		Args: oneText("the topic"),
		RunE: with(p, &o.from, func(ctx context.Context, a *app.App, _ []string) error { return summarise(ctx, a, &o) }),
	}
	checkFirst(cmd, func(cmd *cobra.Command, args []string) error {
		if err := o.read(args[0]); err != nil {
			return usage(cmd, err)
		}
		return nil
	})
	articlesFlags(cmd, &o.from)
	embedderFlag(cmd, &o.from, searchEmbedder)
	modeFlag(cmd, &o.by)
	f := cmd.Flags()
	f.StringVar(&o.style, "style", o.style, "the `STYLE`: bullets, timeline (in order of events) or briefing")
	f.IntVar(&o.lines, "lines", o.lines, "how many lines at most, 1 to 10")
	f.StringVar(&o.since, "since", "", "only articles published on or after this `DAY`")
	f.StringVar(&o.until, "until", "", "only articles published on or before this `DAY`")
	f.BoolVar(&o.asJSON, "json", false, "print the summary as a JSON object on one line")
	_ = cmd.RegisterFlagCompletionFunc("style", cobra.FixedCompletions(styles, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// read makes the request of the flags.
func (o *summaryOptions) read(topic string) error {
	r := &o.request
	*r = summary.Request{Topic: topic, Style: summary.Style(o.style), Lines: o.lines, Extract: o.by.Mode == app.Extracted}
	var fine bool
	if r.Since, fine = dayOf(o.since); !fine {
		return fmt.Errorf("--since %q is not a day: write it like 2025-08-07", o.since)
	}
	if r.Until, fine = dayOf(o.until); !fine {
		return fmt.Errorf("--until %q is not a day: write it like 2025-08-07", o.until)
	}
	switch {
	case !slices.Contains(styles, o.style):
		return fmt.Errorf("%q is not a style: name %s", o.style, strings.Join(styles, ", "))
	case o.lines < 1 || o.lines > summary.MaxLine:
		return fmt.Errorf("--lines %d: name a number from 1 to %d", o.lines, summary.MaxLine)
	}
	return nil
}

// dayOf reads a day; "" is none.
func dayOf(s string) (time.Time, bool) {
	if s == "" {
		return time.Time{}, true
	}
	return corpus.ParseDate(s)
}

// summarise makes a summary and prints it.
func summarise(ctx context.Context, a *app.App, o *summaryOptions) error {
	began := time.Now()
	library, err := a.Open(ctx)
	if err != nil {
		return err
	}
	engine, release, err := a.Engine(library, o.by)
	if err != nil {
		return err
	}
	defer release()
	meaning, err := embedder.Meaning(a.Config)
	if err != nil {
		return err
	}
	options := []summary.Option{summary.WithWriter(engine), summary.WithLogger(a.Log)}
	if meaning != nil {
		options = append(options, summary.WithMeaning(meaning))
	}
	s, err := summary.New(options...).Make(ctx, library, o.request)
	if err != nil {
		return err
	}
	if o.asJSON {
		return a.WriteJSON(struct {
			summary.Summary
			Refusal   string  `json:"refusal,omitempty"`
			ElapsedMS float64 `json:"elapsed_ms"`
		}{s, terminal.WhyNone(&s), milliseconds(time.Since(began))})
	}
	return a.Screen.Summary(&s)
}
